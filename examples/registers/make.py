"""Writes the example registers: sixty accounts a policy, most of them in order, with faults listed beside each.

Run `python examples/registers/make.py`. People, handles and addresses are made up; the audit day is 20 November 2026.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ROWS = 60
AUDIT = date(2026, 11, 20)
FIRST = [
    "Alex",
    "Bethan",
    "Carys",
    "Dev",
    "Ewan",
    "Farah",
    "Gwen",
    "Harpreet",
    "Imran",
    "Jo",
    "Kezia",
    "Leon",
    "Megan",
    "Nia",
]
LAST = [
    "Ashdown",
    "Bevan",
    "Clarke",
    "Dhillon",
    "Ellis",
    "Foster",
    "Griffiths",
    "Hussain",
    "Iqbal",
    "Jennings",
    "Khan",
    "Lloyd",
]
PLACES = [
    "Aldermoor", "Bramley Vale", "Castle Ward", "Dunsford", "Eastgate", "Fernhill", "Greenway", "Holloway", "Ivybridge",
    "Kingsmere", "Langley", "Millfield", "Northbrook", "Oakhurst", "Parkside",
]  # fmt: skip

Row = dict[str, str]
Fault = tuple[Row, list[str]]


def people(rng: random.Random, count: int) -> list[str]:
    """Different made-up names."""
    return rng.sample([f"{first} {last}" for first in FIRST for last in LAST], count)


def day(rng: random.Random, first: date, last: date) -> date:
    """A day between two."""
    return first + timedelta(rng.randrange((last - first).days))


def british(when: date) -> str:
    """A date as most registers have it."""
    return when.strftime("%d/%m/%Y")


def place(number: int) -> str:
    """The name of a neighbourhood; no two rows share one."""
    ring = ["", "North", "South", "East"][number // len(PLACES) % 4]
    return f"{PLACES[number % len(PLACES)]} {ring}".strip()


def north_wales(rng: random.Random) -> list[Row]:
    """A short list, as the policy asks for little."""
    names = people(rng, ROWS)
    return [
        {
            "Platform": rng.choice(["Twitter", "Facebook", "Instagram", "YouTube"]),
            "Handle": f"@nwpcc_{place(n).replace(' ', '_').lower()}",
            "Type of account": "Corporate",
            "Owner": names[n],
            "Role": "Engagement officer",
            "Monitored by OPCC": "Yes",
            "Auto-follow": "No",
        }
        for n in range(ROWS)
    ]


def cleveland(rng: random.Random) -> list[Row]:
    """The four accounts the policy lists, and sub-accounts under other names."""
    listed = [
        ("X (formerly Twitter)", "@Cleveland_PCC"),
        ("Facebook", "Police & Crime Commissioner for Cleveland"),
        ("YouTube", "https://www.youtube.com/user/ClevelandPCC"),
        ("LinkedIn", "www.linkedin.com/ClevelandPCC"),
    ]
    rows = [{"Network": p, "Account": h, "Follows back": "off", "Last posted": "02/11/2026"} for p, h in listed]
    return rows + [
        {
            "Network": "Facebook",
            "Account": f"Cleveland PCC {place(n)}",
            "Follows back": "off",
            "Last posted": british(day(rng, date(2026, 9, 1), AUDIT)),
        }
        for n in range(ROWS - len(listed))
    ]


def leicestershire(rng: random.Random) -> list[Row]:
    """Platforms, notice and duty officer."""
    names = people(rng, 6)
    return [
        {
            "Channel": rng.choice(["X", "Facebook", "Instagram", "YouTube"]),
            "Account name": f"LeicsPCC {place(n)}",
            "Account type": "Corporate",
            "Owner role": "Staff",
            "Says not for reporting crime": rng.choice(["Yes", "Y", "yes - pinned", "✓"]),
            "Duty officer": rng.choice(["Digital officer", "Communications assistant"]),
            "Who has access": "; ".join(f"{name} (Communications Team)" for name in rng.sample(names, 2)),
        }
        for n in range(ROWS)
    ]


def south_yorkshire(rng: random.Random) -> list[Row]:
    """Administrators with training and access dates; every sixth account is a campaign's."""
    names = people(rng, 10)
    rows = []
    for n in range(ROWS):
        admins = rng.sample(names, 2)
        trained = {name: day(rng, date(2023, 1, 1), date(2024, 1, 1)) for name in admins}
        campaign = n % 6 == 5
        start = day(rng, date(2026, 1, 1), date(2026, 6, 1))
        rows.append(
            {
                "Social network": rng.choice(["Twitter", "Facebook", "Linked In", "You Tube"]),
                "Name of account": f"SYPCC {place(n)}",
                "Type": "Campaign" if campaign else "Corporate",
                "Team": "Engagement and Communications Team",
                "Passwords managed by": "Engagement & Communications",
                "Administrators": "; ".join(admins),
                "Training": "; ".join(f"{name}={british(trained[name])}" for name in admins),
                "Access granted": "; ".join(f"{name}={british(trained[name] + timedelta(14))}" for name in admins),
                "Login method": "Corporate account",
                "Link to policy": "https://www.southyorkshire-pcc.gov.uk/social-media",
                "Approved by": "Communications Manager",
                "Approval date": british(start - timedelta(10)),
                "Campaign start": british(start) if campaign else "",
                "Campaign end": british(date(2027, 1, 31)) if campaign else "",
                "Status": "Open",
                "Brand check": "Yes" if campaign else "",
                "Clash check": "Yes" if campaign else "",
                "Monitored by": "Communications Officer",
                "Follows back": "No",
                "Bio": "News from the office.",
            }
        )
    return rows


def west_midlands(rng: random.Random) -> list[Row]:
    """Nearly every column a register can have."""
    names = people(rng, ROWS + 6)
    return [_force_account(n, names, rng) for n in range(ROWS)]


def _force_account(n: int, names: Sequence[str], rng: random.Random) -> Row:
    approved = day(rng, date(2019, 1, 1), date(2024, 6, 1))
    changed = day(rng, date(2026, 1, 1), date(2026, 6, 1))
    owner, manager = names[n], names[ROWS + n % 6]
    return {
        "Platform": rng.choice(["Twitter", "X", "WordPress blog"]),
        "Handle": f"@{place(n).replace(' ', '')}WMP",
        "User name": f"{place(n).replace(' ', '').lower()}.wmp",
        "Bio": f"{place(n)} neighbourhood team. Call 101, or 999 in an emergency.",
        "Account type": rng.choice(["Team", "Team", "Individual"]),
        "Previous account type": "",
        "Account owner": owner,
        "Owner in post": "Yes",
        "Owner changed on": "",
        "Owner change notified": "",
        "Transferred to": "",
        "Transfer notified": "",
        "Line manager": manager,
        "LM approval": british(approved - timedelta(5)),
        "SLT": rng.choice(["Birmingham LPU", "Solihull LPU", "Coventry LPU"]),
        "Administered by": "Corp Comms",
        "E-mail address": f"{owner.replace(' ', '.').lower()}@force.example",
        "Application ref": f"SM-{1000 + n}",
        "Approver": "Corporate Communications",
        "Approval date": british(approved),
        "Date opened": british(approved + timedelta(rng.randrange(0, 20))),
        "Aim": rng.choice(["Publicise neighbourhood work", "Trust and confidence", "Crime prevention news"]),
        "Policing purpose": rng.choice(["Burglary", "Road safety", "Reassurance"]),
        "Policing plan": f"Priority {rng.randrange(1, 5)}",
        "Responsibilities acknowledged": british(approved),
        "Guidance read": british(approved),
        "Surveillance declaration": "Yes",
        "Login details lodged": "Yes",
        "Date lodged": british(approved),
        "Central access": "Yes",
        "Password holder": owner,
        "Vault": f"Vault ref WM-{2000 + n}",
        "Password last changed": british(changed),
        "Password change notified": british(changed),
        "Name changed": "",
        "Name change notified": "",
        "Who has access": f"{owner}; {manager}",
        "Team last changed": british(changed - timedelta(3)),
        "Hootsuite": "Yes",
        "Other apps": "None",
        "Disclaimer": "Yes",
        "Last reviewed": british(day(rng, date(2026, 8, 1), date(2026, 11, 1))),
        "Last tweet": british(AUDIT - timedelta(rng.randrange(1, 28))),
        "Status": "Live",
        "Date closed": "",
        "Closure notified": "",
        "Device": "Force issue",
        "Device secured": "Yes",
        "Phone lost": "",
        "Loss reported": "",
        "Location off": "Yes",
        "Security settings checked": british(changed),
        "Notes": "",
    }


FAULTS: Mapping[str, Sequence[tuple[int, Row, Sequence[str]]]] = {
    "north-wales": [
        (7, {"Type of account": "Personal", "Role": "Police and Crime Commissioner"}, ["pcc-account-monitored"]),
        (21, {"Type of account": "Personal", "Role": "Deputy PCC"}, ["pcc-account-monitored"]),
        (22, {"Type of account": "Personal", "Role": "PCC", "Monitored by OPCC": "No"}, []),
        (30, {"Auto-follow": "Yes"}, ["auto-follow"]),
        (41, {"Owner": "", "Role": ""}, []),
    ],
    "cleveland": [
        (12, {"Follows back": "on"}, ["auto-follow"]),
        (1, {"Account": "police & crime commissioner for cleveland"}, []),
    ],
    "leicestershire": [
        (4, {"Channel": "Tik Tok"}, ["platform-barred"]),
        (9, {"Channel": "Threads"}, ["platform-unlisted"]),
        (10, {"Channel": "TikTok", "Account type": "Personal", "Owner role": "PCC"}, []),
        (11, {"Channel": "TikTok", "Account type": "", "Owner role": "PCC"}, ["platform-barred"]),
        (18, {"Says not for reporting crime": ""}, ["crime-notice-missing"]),
        (26, {"Says not for reporting crime": "No"}, ["crime-notice-missing"]),
        (33, {"Duty officer": "TBC"}, ["monitoring-owner-missing"]),
        (40, {"Who has access": "Ewan Foster (Finance)"}, ["access-outside-team"]),
    ],
    "south-yorkshire": [
        (2, {"Social network": "Instagram"}, ["platform-unlisted"]),
        (6, {"Team": "Finance"}, ["outside-owner-team", "administrators-outside-team"]),
        (8, {"Passwords managed by": "IT Services"}, ["custodian-outside-team"]),
        (12, {"Training": ""}, ["training-missing", "training-after-access"]),
        (13, {"Login method": "Own profile", "Social network": "Twitter"}, ["personal-login"]),
        (14, {"Login method": "Own profile", "Social network": "Facebook"}, ["personal-login-page"]),
        (19, {"Link to policy": "https://example.org/policy"}, ["policy-link-missing"]),
        (23, {"Approved by": "", "Approval date": ""}, ["campaign-unapproved"]),
        (24, {"Approved by": "", "Approval date": ""}, []),
        (29, {"Campaign end": ""}, ["campaign-undated"]),
        (35, {"Campaign end": "19/11/2026"}, ["campaign-overrun"]),
        (41, {"Campaign end": "20/11/2026"}, []),
        (47, {"Brand check": "No", "Clash check": ""}, ["brand-unchecked", "campaign-clash-unchecked"]),
        (53, {"Monitored by": ""}, ["monitoring-owner-missing"]),
        (54, {"Administrators": ""}, ["administrators-missing"]),
        (55, {"Follows back": "Yes"}, ["auto-follow"]),
    ],
    "west-midlands-police": [
        (1, {"Approver": ""}, ["account-unapproved"]),
        (3, {"Platform": "Facebook", "Account type": "Team"}, ["team-facebook"]),
        (4, {"Platform": "Facebook", "Account type": "Corporate"}, []),
        (6, {"Platform": "Instagram", "Account type": "Individual"}, ["platform-not-offered"]),
        (8, {"Line manager": ""}, ["line-manager-missing"]),
        (9, {"Account owner": "", "Password holder": ""}, ["owner-missing", "password-custodian-missing"]),
        (11, {"Owner in post": "Left"}, ["owner-left"]),
        (12, {"Owner in post": "Left", "Status": "Closed", "Date closed": "01/09/2026",
              "Closure notified": "02/09/2026"}, []),
        (14, {"E-mail address": "solihull.cops@gmail.com"}, ["registration-email-outside"]),
        (16, {"Login details lodged": "No", "Date lodged": ""}, ["credentials-unregistered"]),
        (17, {"Login details lodged": "Blackbird!72"}, ["credential-exposed", "credential-guessable"]),
        (19, {"Notes": "pw: Sunshine88, ask Leon"}, ["credential-exposed", "credential-guessable"]),
        (20, {"Notes": "Password reset by IT in March"}, []),
        (22, {"Password change notified": ""}, ["password-change-unnotified"]),
        (24, {"Team last changed": "01/11/2026"}, ["password-unchanged"]),
        (26, {"Hootsuite": "Declined"}, ["corporate-app-missing"]),
        (27, {"Other apps": "FollowerBoost"}, ["third-party-app"]),
        (28, {"Other apps": "Hootsuite"}, []),
        (30, {"Disclaimer": ""}, ["disclaimer-missing"]),
        (32, {"Bio": "Tweets from the beat."}, ["reporting-route-missing"]),
        (34, {"Last tweet": "20/10/2026"}, ["account-idle"]),
        (35, {"Last tweet": "21/10/2026"}, []),
        (37, {"Status": "Closed", "Date closed": "", "Closure notified": ""}, ["closure-undated"]),
        (39, {"Status": "Closed", "Date closed": "03/03/2026"}, ["closure-unnotified"]),
        (41, {"Status": "Transferred"}, ["transfer-unnamed", "transfer-unnotified"]),
        (43, {"Previous account type": "Personal"}, ["type-crossed"]),
        (45, {"Device": "Own phone", "Device secured": ""}, ["personal-device-unsecured"]),
        (47, {"Phone lost": "04/05/2026"}, ["device-loss-unreported"]),
        (49, {"Phone lost": "04/05/2026", "Loss reported": "07/05/2026"}, ["device-loss-late"]),
        (51, {"Guidance read": "", "Responsibilities acknowledged": "No"},
         ["guidance-unacknowledged", "responsibilities-unacknowledged"]),
        (53, {"Status": "Refused"}, ["refused-still-open"]),
        (55, {"Central access": "No"}, ["central-access-missing"]),
        (57, {"Location off": "No"}, ["location-on"]),
        (58, {"Last reviewed": "", "SLT": ""}, ["content-unreviewed", "governing-team-missing"]),
    ],
}  # fmt: skip

MAKERS = {
    "north-wales": north_wales,
    "cleveland": cleveland,
    "leicestershire": leicestershire,
    "south-yorkshire": south_yorkshire,
    "west-midlands-police": west_midlands,
}
DIALECTS: Mapping[str, tuple[str, str]] = {
    "north-wales": (",", "utf-8"),
    "cleveland": (";", "cp1252"),
    "leicestershire": (",", "utf-8-sig"),
    "south-yorkshire": ("\t", "utf-16"),
    "west-midlands-police": (",", "utf-8"),
}
TITLE_ROWS = 2


def register(policy: str) -> list[Row]:
    """The rows of one register, faults put in."""
    rows = MAKERS[policy](random.Random(f"socialcheck {policy}"))
    for number, change, _ in FAULTS[policy]:
        rows[number] |= change
    return rows


def faults(policy: str) -> list[tuple[int, str]]:
    """Row as the spreadsheet numbers it, and rule, for each fault put in."""
    first = TITLE_ROWS + 2
    return [(first + number, rule) for number, _, rules in FAULTS[policy] for rule in rules]


def as_csv(policy: str) -> bytes:
    """The register as a file: a title, a blank row, the table, a total."""
    rows, (delimiter, encoding) = register(policy), DIALECTS[policy]
    text = io.StringIO()
    writer: Any = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    width = len(rows[0])
    writer.writerow([f"Register of social media accounts, {policy}", *[""] * (width - 1)])
    writer.writerow([""] * width)
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    writer.writerow(["Total", str(len(rows)), *[""] * (width - 2)])
    return text.getvalue().encode(encoding)


def faults_csv(policy: str) -> bytes:
    """The list of faults put in."""
    lines = ["row,rule", *(f"{row},{rule}" for row, rule in faults(policy))]
    return ("\n".join(lines) + "\n").encode()


def main() -> None:
    """Write every register and its list of faults."""
    for policy in MAKERS:
        (FOLDER / f"{policy}.csv").write_bytes(as_csv(policy))
        (FOLDER / f"{policy}.faults.csv").write_bytes(faults_csv(policy))


if __name__ == "__main__":
    main()
