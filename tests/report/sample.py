"""One report that holds every case a format must get right, made without any policy so that it never changes."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import (
    Change,
    ClauseCount,
    Document,
    Finding,
    NotChecked,
    Period,
    Place,
    PolicyIdentity,
    Reminder,
    Report,
    Tally,
)

# Terminal codes, markup of every format, a workflow command, a formula, an emoji before the words at fault.
HOSTILE = "::error::x %0A </script><script>alert(1)</script> ]]> [red]r[/red] {0} [a](http://e) \x1b[31m\x07‮ 😀 rude"
FORMULA = '=HYPERLINK("http://e","x")'
SECRET = "07700 900123"
MASKED = "07700 ••• •••"
PERIOD = Period("local-2026", "2026-03-30T00:00:00+01:00", "2026-05-07T22:00:00+01:00", "the council elections on 7 May 2026")


def finding(rule: str, text: str, words: str, shown: str | None = None, ordinal: str = "1", **more: object) -> Finding:
    start = text.index(words)
    line = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    values: dict[str, object] = {
        "rule": rule, "category": "abuse", "severity": "error", "message": f"Reads as an insult: {shown or words}.",
        "fix": "Leave it out.", "match": shown or words, "read_as": None, "start": Place(line + 1, column, start),
        "end": Place(line + 1, column + len(words), start + len(words)), "column": None, "source": "policy",
        "clauses": ("1.2",), "authority": None, "approvers": None, "status": "open", "by": None,
        "fingerprint": f"{rule}-{ordinal}",
    }  # fmt: skip
    return Finding(**{**values, **more})  # type: ignore[arg-type] # the tests' own values


def documents() -> Iterator[Document]:
    two = f"You fool, call {SECRET}.\nYou fool again."
    phone = finding(
        "demo-phone", two, SECRET, MASKED, category="personal-data", source="law", clauses=(), authority="An Act 1998"
    )
    first = finding("demo-insult", two, "fool")
    again = finding("demo-insult", two, "fool", ordinal="2", start=Place(2, 5, two.rindex("fool")),
                    end=Place(2, 9, two.rindex("fool") + 4))  # fmt: skip
    yield Document(
        "posts/two in one.md", at="2026-04-14T16:55:00+01:00", platform="facebook", findings=(first, phone, again),
        text=two, periods=(PERIOD,),
        changes=(Change("2026-05-07T22:00:00+01:00", "hold", "the pre-election period of local-2026 ends"),),
        reminders=(Reminder("3", "Be friendly."),), not_checked=(NotChecked("hours", "no hours are stated"),),
    )  # fmt: skip
    yield Document("posts/clean.txt", text="Our drop-in is on Tuesday.")
    yield Document("posts/unreadable.txt", readable=False, not_checked=(NotChecked("the whole document", "is not a text file"),))
    waived = finding("demo-insult", "A fool", "fool", status="waived", by="Sam Hill: a quotation (until 2027-01-01)")
    yield Document("posts/waived.md", findings=(waived,), text="A fool")
    share = finding("demo-share", "Worth a read", "Worth", severity="warning", category="approval", status="approved",
                    by="pcc (Jo Day)", start=None, end=None, match=None, approvers={"any": ["pcc"]})  # fmt: skip
    yield Document("posts/approved.md", findings=(share,), text="Worth a read")
    yield Document("posts/hostile.txt", id=FORMULA, findings=(finding("demo-insult", HOSTILE, "rude"),
                   finding("demo-formula", FORMULA, FORMULA, severity="note", source="good-practice", clauses=())),
                   text=HOSTILE)  # fmt: skip
    for row in (2, 3):
        yield Document(
            "queue.csv", row=row, platform="x", findings=(finding("demo-insult", "You fool", "fool"),), text="You fool"
        )


def sample() -> Report:
    """A fresh report: its documents can be read once, and its totals are complete when they have been."""
    tally = Tally()

    def counted() -> Iterator[Document]:
        for document in documents():
            tally.add(document)
            yield document

    identity = PolicyIdentity(
        "demo", "Demo Policy", "Demo & Sons' Office", "pcc-office", "1.0", "ab" * 32, "2026-01-01", True, None
    )
    return Report(
        command="draft", policy=identity, checked_at="2026-11-20T12:00:00+00:00",
        inputs=(("posts", None), ("queue.csv", "cd" * 32)), documents=counted(), tally=tally,
        clauses=ClauseCount(1, 3, (("9", "there is no such column"),)), clause_texts={"1.2": "Never rude."},
    )  # fmt: skip
