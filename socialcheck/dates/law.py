"""Election timetables as the law sets them: days before the poll by kind and by the year the rules changed.

Each row names its enactment. Offsets count back from polling day, which is day 0, over days that are not disregarded:
Saturdays and Sundays, Christmas Eve, Christmas Day, Good Friday, bank holidays and days of public thanksgiving or mourning.
Maundy Thursday counts since 2007 (Electoral Administration Act 2006 s 20).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

Holidays = Literal["own", "any"]

CHRISTMAS_EVE = (12, 24)
REFERENDUM_DAYS = 28  # PPERA 2000 s 125: the 28 days ending with the day of the poll
CLOSE_OF_POLL = (22, 0)
TAKING_OFFICE_DAYS = 7  # PRSRA 2011 s 50(7): a commissioner's term begins with the seventh day after the poll


class Timetable(NamedTuple):
    """Rules for polls of these kinds held on or after `since`; `anchor` is the step a pre-election period starts from."""

    kinds: tuple[str, ...]
    since: date
    steps: Mapping[str, int]
    times: Mapping[str, str]
    anchor: str
    authority: str
    nations: tuple[str, ...] = ()
    holidays: Holidays = "own"


_VOTERS = {"registration": 12, "postal": 11, "proxy": 6}
_VOTERS_2012 = {"registration": 11, "postal": 11, "proxy": 6}
_STEPS = {"notice": 25, "nominations": 19, "statement": 18, "withdrawals": 19, **_VOTERS, "notice_of_poll": 6}
_STEPS_2012 = {
    "notice": 25, "nominations": 19, "statement": 17, "withdrawals": 16, **_VOTERS_2012, "notice_of_poll": 6,
}  # fmt: skip
_TIMES = {
    "nominations": "16:00", "statement": "16:00", "withdrawals": "16:00", "registration": "23:59", "postal": "17:00",
    "proxy": "17:00", "voter_authority": "17:00",
}  # fmt: skip
_TIMES_2012 = {**_TIMES, "nominations": "12:00", "statement": "12:00", "withdrawals": "12:00"}
_NEW_RULES = date(
    2014, 5, 22
)  # SI 2014/494 r 1(2): no effect on polls up to 21 May 2014; its companions follow it

TIMETABLES: tuple[Timetable, ...] = (
    Timetable(
        ("local", "local-by-election"), date(2007, 3, 27), _STEPS_2012, _TIMES_2012, "notice",
        "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304), Sch 2 and 3, rules 1 and 2",
    ),
    Timetable(
        ("local", "local-by-election"), _NEW_RULES, _STEPS, _TIMES, "notice",
        "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304), Sch 2 and 3, rules 1 and 2, "
        "as amended by SI 2014/494",
    ),
    Timetable(
        ("local", "local-by-election"), date(2022, 5, 5), _STEPS, _TIMES, "notice",
        "Local Elections (Principal Areas) (Wales) Rules 2021 (SI 2021/1459)", ("wales",),
    ),
    Timetable(
        ("pcc", "pcc-by-election"), date(2012, 1, 1), _STEPS_2012, _TIMES_2012, "notice",
        "Police and Crime Commissioner Elections Order 2012 (SI 2012/1917), Sch 3",
    ),
    Timetable(
        ("pcc", "pcc-by-election"), _NEW_RULES, _STEPS, _TIMES, "notice",
        "Police and Crime Commissioner Elections Order 2012 (SI 2012/1917), Sch 3, as amended by SI 2014/921",
    ),
    Timetable(
        ("mayor",), date(2007, 1, 1), _STEPS_2012, _TIMES_2012, "notice",
        "Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024), Sch 1 and 3",
    ),
    Timetable(
        ("mayor",), _NEW_RULES, _STEPS, _TIMES, "notice",
        "Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024) as amended by SI 2014/370 "
        "and, for combined authorities, Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67), Sch 1 and 3",
    ),
    Timetable(
        ("senedd",), date(2007, 1, 1), {"notice": 25, "nominations": 19, **_VOTERS}, _TIMES, "notice",
        "National Assembly for Wales (Representation of the People) Order 2007 (SI 2007/236), Sch 5",
    ),
    Timetable(
        ("senedd",), date(2026, 4, 7), {"notice": 25, "nominations": 19, **_VOTERS}, _TIMES, "notice",
        "Senedd Cymru (Representation of the People) Order 2025 (WSI 2025/864), Sch 5",
    ),
    Timetable(
        ("european",), date(2004, 1, 1), {"notice": 25, "nominations": 19, **_VOTERS}, _TIMES, "notice",
        "European Parliamentary Elections Regulations 2004 (SI 2004/293), Sch 1",
    ),
    Timetable(
        ("uk-general",), date(2014, 1, 1), {"dissolution": 25, "notice": 22, "nominations": 19, **_VOTERS},
        {**_TIMES, "notice": "16:00"}, "dissolution",
        "Fixed-term Parliaments Act 2011 s 3(1) and Representation of the People Act 1983, Sch 1, rules 1 and 2",
        holidays="any",
    ),
    Timetable(
        ("uk-general",), date(2022, 3, 24), {"dissolution": 25, "notice": 22, "nominations": 19, **_VOTERS},
        {**_TIMES, "notice": "16:00"}, "dissolution",
        "Dissolution and Calling of Parliament Act 2022 and Representation of the People Act 1983, Sch 1, rules 1 and 2",
        holidays="any",
    ),
    Timetable(
        ("uk-by-election",), date(2014, 1, 1), {"notice": 25, "nominations": 19, **_VOTERS}, {**_TIMES, "notice": "16:00"},
        "notice", "Representation of the People Act 1983, Sch 1, rules 1 and 2",
    ),
    Timetable(
        ("referendum",), date(2001, 2, 16), _VOTERS, _TIMES, "period",
        "Political Parties, Elections and Referendums Act 2000 s 125",
    ),
)  # fmt: skip

# Registration is governed by regulations of each part of the United Kingdom, so only its own bank holidays count.
OWN_HOLIDAYS_ALWAYS = frozenset({"registration"})

# Voter identification (Elections Act 2022 Sch 1): polls at which a Voter Authority Certificate can be needed, and from when.
VOTER_ID: Mapping[str, date] = {
    "local": date(2023, 5, 4), "local-by-election": date(2023, 5, 4), "mayor": date(2023, 5, 4),
    "pcc": date(2023, 5, 4), "pcc-by-election": date(2023, 5, 4), "uk-by-election": date(2023, 5, 4),
    "uk-general": date(2023, 10, 5),
}  # fmt: skip
VOTER_ID_NOT_DEVOLVED = frozenset({"local", "local-by-election", "mayor"})  # Welsh councils elect without it
VOTER_ID_DAYS = 6


def timetable_for(kind: str, day: date, nation: str) -> Timetable | None:
    """The rules for a poll of that kind, on that day, in that nation; the newest that apply."""
    fitting = [
        t for t in TIMETABLES if kind in t.kinds and t.since <= day and (not t.nations or nation in t.nations)
    ]
    return max(fitting, key=lambda t: (t.since, bool(t.nations)), default=None)


def needs_voter_id(kind: str, day: date, nation: str) -> bool:
    """Whether voters at the polling station of such a poll must show who they are."""
    if nation == "wales" and kind in VOTER_ID_NOT_DEVOLVED:
        return False
    return kind in VOTER_ID and day >= VOTER_ID[kind]
