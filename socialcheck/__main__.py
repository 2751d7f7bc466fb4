"""`python -m socialcheck`."""

from socialcheck.cli import run

if __name__ == "__main__":
    run()
