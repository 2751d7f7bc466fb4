"""What to say about a register as a whole: no rows, headings nearly known, dates that could be read in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socialcheck.accounts.register import Register
from socialcheck.text.cells.dates import could_be_month_first, only_month_first, read_date, spoken
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
    """One line a column whose dates in figures may be month first, with the first such date as it was read."""
    kinds = load_known().fields
    for column in register.columns:
        if kinds.get(column.field or "") != "date":
            continue
        texts = Counter(row.cells[column.place] for row in register.rows)
        unsure = [text for text in texts if could_be_month_first(text)]
        if not unsure or any(_only_day_first(text) for text in texts):
            continue
        day, number = read_date(unsure[0]), sum(texts[text] for text in unsure)
        if day:
            count = f"{number:,} dates" if number > 1 else "One date"
            yield f"{column.heading}: {count} could have the month first; {unsure[0]} was read as {spoken(day)}."


def _only_day_first(text: str) -> bool:
    parts = text.replace("-", "/").replace(".", "/").split("/")
    return (
        len(parts) == 3
        and len(parts[0]) <= 2
        and parts[0].isdigit()
        and int(parts[0]) > 12
        and not only_month_first(text)
    )
