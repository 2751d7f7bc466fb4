"""JSON Schemas of what the tool reads (policies, configuration) and writes (the report, schema 1)."""

from __future__ import annotations

import json
from typing import Any, get_args

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(of: str) -> str:
    """The schema of a `policy`, a `config` or the `report`, as JSON."""
    schema = report_schema() if of == "report" else _model_schema(of)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _model_schema(of: str) -> dict[str, Any]:
    from socialcheck.policy.schema import Config, Pack

    model = Pack if of == "policy" else Config
    title = "A socialcheck policy" if of == "policy" else "socialcheck.yaml"
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "title": title}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(*values: str) -> dict[str, Any]:
    return {"enum": list(values)}


TEXT: dict[str, Any] = {"type": "string"}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
MAYBE_ROW: dict[str, Any] = {"type": ["integer", "null"], "minimum": 1}
VERDICT = _one_of("clear", "hold", "not-checked", "block")


def _finding() -> dict[str, Any]:
    from socialcheck.policy.schema_rules import Category

    place = {
        "anyOf": [
            {"type": "null"},
            _object(
                {
                    "line": {"type": "integer", "minimum": 1},
                    "column": {"type": "integer", "minimum": 1},
                    "offset": COUNT,
                }
            ),
        ]
    }
    return _object({
        "rule": TEXT, "category": _one_of(*get_args(Category)), "severity": _one_of("error", "warning", "note"), "message": TEXT,
        "fix": TEXT, "match": MAYBE, "read_as": MAYBE, "start": place, "end": place, "column": MAYBE,
        "source": _one_of("policy", "law", "good-practice"), "clauses": _list(TEXT), "authority": MAYBE,
        "approvers": {"type": ["object", "string", "null"]}, "status": _one_of("open", "approved", "waived"), "by": MAYBE,
        "fingerprint": TEXT,
    })  # fmt: skip


def _document() -> dict[str, Any]:
    from socialcheck.policy.schema_rules import Action

    return _object({
        "path": MAYBE, "id": MAYBE, "row": MAYBE_ROW, "label": MAYBE, "at": MAYBE, "platform": MAYBE, "verdict": VERDICT,
        "action": {"enum": [*get_args(Action), None]}, "reply": MAYBE, "next_step": MAYBE,
        "periods": _list(_object({"poll": TEXT, "from": TEXT, "to": TEXT})),
        "changes": _list(_object({"from": TEXT, "verdict": VERDICT, "because": TEXT})),
        "findings": _list(_finding()),
        "reminders": _list(_object({"clause": TEXT, "text": TEXT})),
        "not_checked": _list(_object({"what": TEXT, "reason": TEXT})),
    })  # fmt: skip


def report_schema() -> dict[str, Any]:
    """The schema of the JSON report of `draft`, `accounts` and `comments`."""
    policy = _object({
        "id": TEXT, "title": TEXT, "organisation": TEXT, "kind": TEXT, "version": TEXT, "sha256": TEXT, "review_date": MAYBE,
        "review_overdue": {"type": ["boolean", "null"]}, "succeeded_by": MAYBE,
    })  # fmt: skip
    summary = (
        "documents",
        "clear",
        "hold",
        "block",
        "not_checked",
        "error",
        "warning",
        "note",
        "approved",
        "waived",
    )
    maybe_list = {"type": ["array", "null"], "items": {"type": "object"}}
    return {"$schema": DIALECT, "title": "The socialcheck report", **_object({
        "schema": {"const": 1}, "tool": _object({"name": TEXT, "version": TEXT}),
        "command": _one_of("draft", "accounts", "comments"),
        "policy": policy, "checked_at": {"type": "string", "format": "date-time"},
        "input": _list(_object({"path": TEXT, "sha256": MAYBE})), "documents": _list(_document()),
        "clauses": _object({"checked": COUNT, "total": COUNT, "not_checkable": _list(_object({"ref": TEXT, "reason": TEXT}))}),
        "themes": maybe_list, "authors": maybe_list, "summary": _object(dict.fromkeys(summary, COUNT)),
    })}  # fmt: skip
