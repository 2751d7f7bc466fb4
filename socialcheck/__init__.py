"""Checks posts, account registers and public comments against written social media policies."""

__version__ = "0.1.0"
