"""The one place that knows where policies lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def policies_dir() -> Path:
    """The folder of YAML policies."""
    beside = PACKAGE.parent / "policies"
    return beside if beside.is_dir() and (PACKAGE.parent / "pyproject.toml").is_file() else PACKAGE / "policies"


def packaged_dir() -> Path | None:
    """The folder of policies compiled by the build, if this is an installed package."""
    compiled = PACKAGE / "compiled"
    return compiled if compiled.is_dir() else None


def cache_dir() -> Path:
    """The user's cache folder for compiled policies."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return Path(base) / "socialcheck" if base else Path.home() / ".cache" / "socialcheck"
