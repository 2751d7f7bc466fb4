"""Checks posts, account registers and public comments against written social media policies.

import socialcheck
checker = socialcheck.load("cleveland")
document = socialcheck.check_text(checker, "Vote for us on Thursday.", {"platform": "x"})
document.verdict, [finding.message for finding in document.findings]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialcheck.api import check_many, check_text, load
    from socialcheck.model import Document, Finding

__version__ = "0.1.0"
__all__ = ["Document", "Finding", "__version__", "check_many", "check_text", "load"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the command line imports this package first and must start fast.
    if name in ("load", "check_text", "check_many"):
        from socialcheck import api

        return getattr(api, name)
    if name in ("Document", "Finding"):
        from socialcheck import model

        return getattr(model, name)
    raise AttributeError(f"module 'socialcheck' has no attribute {name!r}")
