"""What SARIF 2.1.0 asks of the objects we write: required keys, types, no unknown key. In our own words."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
BAG = {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True, "items": TEXT}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$"}
MESSAGE = closed(["text"], text=TEXT, markdown=TEXT)
REGION = closed(
    [],
    startLine=FROM_ONE,
    startColumn=FROM_ONE,
    endLine=FROM_ONE,
    endColumn=FROM_ONE,
    charOffset=COUNT,
    charLength=COUNT,
)
LOCATION = closed(
    [],
    physicalLocation=closed(["artifactLocation"], artifactLocation=closed(["uri"], uri=URI), region=REGION),
    logicalLocations=many(closed([], fullyQualifiedName=TEXT)),
)
SUPPRESSION = closed(["kind"], kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted"]}, justification=TEXT)
RESULT = closed(
    ["message"], ruleId=TEXT, ruleIndex=COUNT, level=LEVEL, message=MESSAGE, locations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT}, suppressions=many(SUPPRESSION),
    properties=BAG,
)  # fmt: skip
RULE = closed(
    ["id"], id=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=closed([], level=LEVEL), properties=BAG,
)  # fmt: skip
NOTIFICATION = closed(["message"], message=MESSAGE, level=LEVEL, locations=many(LOCATION))
DRIVER = closed(["name"], name=TEXT, version=TEXT, semanticVersion=TEXT, rules=many(RULE), properties=BAG)
ARTIFACT = closed([], location=closed(["uri"], uri=URI), hashes={"type": "object", "additionalProperties": TEXT})
INVOCATION = closed(
    ["executionSuccessful"], executionSuccessful={"type": "boolean"}, toolExecutionNotifications=many(NOTIFICATION)
)
RUN = closed(
    ["tool"], tool=closed(["driver"], driver=DRIVER), columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=many(RESULT), invocations=many(INVOCATION), automationDetails=closed([], id=TEXT), artifacts=many(ARTIFACT),
    properties=BAG,
)  # fmt: skip
SARIF: dict[str, Any] = closed(["version", "runs"], **{"$schema": URI, "version": {"const": "2.1.0"}, "runs": many(RUN)})
