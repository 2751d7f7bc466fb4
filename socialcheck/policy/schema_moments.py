"""Times of day, days and moments as a policy file writes them, with errors in plain words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

CLOCK = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
MOMENT = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"


def _clock(text: str) -> str:
    if not re.match(CLOCK, text):
        raise ValueError(f"must be a time of day such as '09:00', not {text!r}")
    return text


def _day(text: str) -> str:
    try:
        date.fromisoformat(text if re.match(DAY, text) else "")
    except ValueError:
        raise ValueError(f"must be a day such as '2026-05-07', not {text!r}") from None
    return text


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text if re.match(MOMENT, text) else "")
    except ValueError:
        raise ValueError(f"must be a day or a moment such as '2026-05-07T22:00', not {text!r}") from None
    return text


Clock = Annotated[
    str,
    AfterValidator(_clock),
    Field(description="HH:MM in quotes; 24:00 is midnight", json_schema_extra={"pattern": CLOCK}),
]
Day = Annotated[str, AfterValidator(_day), Field(description="YYYY-MM-DD in quotes", json_schema_extra={"pattern": DAY})]
Moment = Annotated[
    str,
    AfterValidator(_moment),
    Field(
        description="A day, or a day and time, in quotes; UK time if it names no zone",
        json_schema_extra={"pattern": MOMENT},
    ),
]
