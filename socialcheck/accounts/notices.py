"""What to say about a register as a whole: no rows, headings nearly known, dates that could be read in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socialcheck.accounts.register import Register
from socialcheck.text.cells.dates import could_be_month_first, read_date, spoken
from socialcheck.text.cells.known import load_known


def register_notices(register: Register) -> Iterator[str]:
    """All that is to be said before the findings."""
    known = load_known()
    if not register.rows:
        yield "The register lists no accounts."
    for heading, field in register.suggestions.items():
        title = known.titles[field]
        yield f"Column {heading!r} was not recognised; if it is {title!r}, say so under columns: in socialcheck.yaml."
    yield from date_notices(register)


def date_notices(register: Register) -> Iterator[str]:
    """Where nothing shows that days come first: one line a column whose dates could have the month first."""
    kinds = load_known().fields
    columns = [column for column in register.columns if kinds.get(column.field or "") == "date"]
    texts = [Counter(row.cells[column.place] for row in register.rows) for column in columns]
    if any(_only_day_first(text) for counts in texts for text in counts):
        return
    for column, counts in zip(columns, texts, strict=True):
        unsure = [text for text in counts if could_be_month_first(text)]
        day = read_date(unsure[0]) if unsure else None
        if day:
            number = sum(counts[text] for text in unsure)
            said = f"{number:,} dates" if number > 1 else "One date"
            yield f"{column.heading}: {said} could have the month first; {unsure[0]} was read as {spoken(day)}."


def _only_day_first(text: str) -> bool:
    parts = text.replace("-", "/").replace(".", "/").split("/")
    return len(parts) == 3 and len(parts[0]) <= 2 and parts[0].isdecimal() and int(parts[0]) > 12
