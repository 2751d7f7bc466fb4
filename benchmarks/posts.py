"""Synthetic posts, mostly clean, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

OPENINGS = (
    "Our neighbourhood team will be at {place} on {day} from {hour}.",
    "Thank you to everyone who came to {place} on {day}.",
    "Lock it, mark it, register it: bring your bike to {place} this {day}.",
    "Have your say on policing priorities: the survey closes on {day}.",
    "Officers on patrol around {place} this {day} spoke to shopkeepers about retail crime.",
    "Road closed near {place} until {hour} for resurfacing; please allow extra time.",
    "Volunteers are wanted for our custody visiting scheme in {place}.",
    "The Commissioner answered questions from residents of {place} on {day}.",
    "If you have been a victim of fraud, free support is there for you.",
    "A big well done to the young people of {place} who finished their first aid course on {day}.",
    "Mae'r tîm lleol yn {place} ddydd {day}. Galwch heibio.",
)
CLOSINGS = (
    "Call 101 if it can wait, 999 if it cannot.",
    "More on our website.",
    "Details: https://www.example.police.uk/news",
    "See you there!",
    "#CommunitySafety",
    "You do not have to face it alone.",
    "",
)
PLACES = (
    "Penistone",
    "Redcar",
    "Coalville",
    "Bangor",
    "Dudley",
    "Market Harborough",
    "Wath",
    "Thornaby",
    "Llandudno",
    "Sparkhill",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
RISKY = (
    "What a shower of idiots.",
    "Text Dave on 07700 900123.",
    "He did it and everybody knows.",
    "Vote for our candidate.",
    "OFFICIAL-SENSITIVE: not for onward sharing.",
)


def posts(count: int, seed: int = 1, risky_in_a_hundred: int = 4) -> Iterator[dict[str, Any]]:
    """Records as JSON lines hold them."""
    chance = random.Random(seed)
    for number in range(count):
        text = chance.choice(OPENINGS).format(
            place=chance.choice(PLACES), day=chance.choice(DAYS), hour=f"{chance.randint(7, 19)}:00"
        )
        text += " " + chance.choice(CLOSINGS) + f" ({number})"
        if chance.randrange(100) < risky_in_a_hundred:
            text += " " + chance.choice(RISKY)
        yield {"id": str(number), "text": text.strip(), "platform": chance.choice(("x", "facebook"))}
