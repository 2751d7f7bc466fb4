"""Election timetables as the law sets them: days before the poll, by kind and by the year the rules changed.

Each row names its enactment. Offsets count back from polling day, which is day 0, over days that are not
disregarded: weekends, Christmas Eve, Christmas Day, Good Friday, bank holidays, days of public thanksgiving
or mourning. Maundy Thursday has counted since 2007 (Electoral Administration Act 2006 s 20).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

Holidays = Literal["own", "any"]

CHRISTMAS_EVE = (12, 24)
REFERENDUM_DAYS = 28  # PPERA 2000 s 125: the 28 days ending with the day of the poll
CLOSE_OF_POLL = (22, 0)
TAKING_OFFICE_DAYS = 7  # PRSRA 2011 s 50: a commissioner's term begins with the seventh day after the poll


class Timetable(NamedTuple):
    """Rules for polls of these kinds on or after `since`; a period starts from the step `anchor`."""

    kinds: tuple[str, ...]
    since: date
    steps: Mapping[str, int]
    times: Mapping[str, str]
    anchor: str
    authority: str
    nations: tuple[str, ...] = ()
    holidays: Holidays = "own"


_COUNCILS = ("local", "local-by-election")
_COMMISSIONERS = ("pcc", "pcc-by-election")
_VOTERS = {"registration": 12, "postal": 11, "proxy": 6}
_STEPS = {"notice": 25, "nominations": 19, "withdrawals": 19, "statement": 18, **_VOTERS, "notice_of_poll": 6}
_STEPS_2012 = {**_STEPS, "withdrawals": 16, "statement": 17, "registration": 11}
_SHORT = {"notice": 25, "nominations": 19, **_VOTERS}
_GENERAL = {"dissolution": 25, "notice": 22, "nominations": 19, **_VOTERS}
_VOTER_TIMES = {"registration": "23:59", "postal": "17:00", "proxy": "17:00", "voter_authority": "17:00"}
_TIMES = {"nominations": "16:00", "withdrawals": "16:00", "statement": "16:00", **_VOTER_TIMES}
_TIMES_2012 = {"nominations": "12:00", "withdrawals": "12:00", "statement": "12:00", **_VOTER_TIMES}
_UK_TIMES = {**_TIMES, "notice": "16:00"}
_NEW = date(2014, 5, 22)  # SI 2014/494 r 1(2): no effect on polls up to 21 May 2014; its companions follow it

_PRINCIPAL = "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304), Sch 2 and 3, r 1-2"
_PCC = "Police and Crime Commissioner Elections Order 2012 (SI 2012/1917), Sch 3"
_MAYOR = "Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024)"
_COMBINED = "for combined authorities the Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67)"
_SENEDD = "National Assembly for Wales (Representation of the People) Order 2007 (SI 2007/236), Sch 5"
_SENEDD_2025 = "Senedd Cymru (Representation of the People) Order 2025 (WSI 2025/864), Sch 5"
_EUROPE = "European Parliamentary Elections Regulations 2004 (SI 2004/293), Sch 1"
_RPA = "Representation of the People Act 1983, Sch 1, r 1-2"
_PPERA = "Political Parties, Elections and Referendums Act 2000 s 125"

TIMETABLES: tuple[Timetable, ...] = (
    Timetable(_COUNCILS, date(2007, 3, 27), _STEPS_2012, _TIMES_2012, "notice", _PRINCIPAL),
    Timetable(_COUNCILS, _NEW, _STEPS, _TIMES, "notice", f"{_PRINCIPAL}, as amended by SI 2014/494"),
    Timetable(
        _COUNCILS,
        date(2022, 5, 5),
        _STEPS,
        _TIMES,
        "notice",
        "Local Elections (Principal Areas) (Wales) Rules 2021 (SI 2021/1459)",
        nations=("wales",),
    ),
    Timetable(_COMMISSIONERS, date(2012, 1, 1), _STEPS_2012, _TIMES_2012, "notice", _PCC),
    Timetable(_COMMISSIONERS, _NEW, _STEPS, _TIMES, "notice", f"{_PCC}, as amended by SI 2014/921"),
    Timetable(("mayor",), date(2007, 1, 1), _STEPS_2012, _TIMES_2012, "notice", _MAYOR),
    Timetable(("mayor",), _NEW, _STEPS, _TIMES, "notice", f"{_MAYOR}, as amended by SI 2014/370"),
    Timetable(("mayor",), date(2017, 2, 1), _STEPS, _TIMES, "notice", f"{_MAYOR}; {_COMBINED}"),
    Timetable(("senedd",), date(2007, 1, 1), _SHORT, _TIMES, "notice", _SENEDD),
    Timetable(("senedd",), date(2026, 4, 7), _SHORT, _TIMES, "notice", _SENEDD_2025),
    Timetable(("european",), date(2014, 1, 1), _SHORT, _TIMES, "notice", _EUROPE),
    Timetable(
        ("uk-general",),
        date(2014, 4, 6),
        _GENERAL,
        _UK_TIMES,
        "dissolution",
        f"Fixed-term Parliaments Act 2011 s 3; {_RPA}",
        holidays="any",
    ),
    Timetable(
        ("uk-general",),
        date(2022, 3, 24),
        _GENERAL,
        _UK_TIMES,
        "dissolution",
        f"Dissolution and Calling of Parliament Act 2022; {_RPA}",
        holidays="any",
    ),
    Timetable(("uk-by-election",), date(2014, 4, 6), _SHORT, _UK_TIMES, "notice", _RPA),
    Timetable(("referendum",), date(2001, 2, 16), _VOTERS, _VOTER_TIMES, "period", _PPERA),
)

# Registration is governed by regulations of each part of the UK, so only its own bank holidays count.
OWN_HOLIDAYS_ALWAYS = frozenset({"registration"})

# Voter identification (Elections Act 2022 Sch 1): the polls that ask for it, and from when.
VOTER_ID: Mapping[str, date] = {
    **dict.fromkeys((*_COUNCILS, *_COMMISSIONERS, "mayor", "uk-by-election"), date(2023, 5, 4)),
    "uk-general": date(2023, 10, 5),
}
DEVOLVED = frozenset({*_COUNCILS, "mayor"})  # Welsh councils elect without it
VOTER_ID_DAYS = 6


def timetable_for(kind: str, day: date, nation: str) -> Timetable | None:
    """The rules for a poll of that kind, on that day, in that nation; the newest that apply."""
    of_kind = [t for t in TIMETABLES if kind in t.kinds and t.since <= day]
    fitting = [t for t in of_kind if not t.nations or nation in t.nations]
    return max(fitting, key=lambda t: t.since, default=None)


def needs_voter_id(kind: str, day: date, nation: str) -> bool:
    """Whether voters at the polling station of such a poll must show who they are."""
    if nation == "wales" and kind in DEVOLVED:
        return False
    return kind in VOTER_ID and day >= VOTER_ID[kind]
