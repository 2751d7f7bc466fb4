"""Build hook: compiles the policies to JSON, so that the installed command reads no YAML of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePolicies(BuildHookInterface):  # type: ignore[type-arg] # hatchling leaves it generic
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from socialcheck.policy.compile import compile_all

        target = root / "build" / "compiled"
        compile_all(root / "policies", target)
        build_data["force_include"][str(target)] = "socialcheck/compiled"
