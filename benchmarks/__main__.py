"""`python -m benchmarks [cold|bulk|whole|hours ...]`: print every figure README quotes."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("cold", "bulk", "whole", "hours")


def main() -> None:
    for name in sys.argv[1:] or ALL:
        import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main()
