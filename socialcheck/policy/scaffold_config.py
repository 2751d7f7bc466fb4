"""`init`: the text of a commented socialcheck.yaml, with an office's own answers filled in."""

from __future__ import annotations

import re

from socialcheck.model import UsageError

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\Z")

_TEMPLATE = """\
# Your office's own settings for socialcheck. It is found from the folder you work in upwards.
# Lines that start with # are notes or examples: remove the # to use one. Put dates, times and numbers in quotes.
# See what is in force, and where it comes from: socialcheck draft --show-config

# Which policy to check by: an id ('socialcheck policy list' shows them) or the path of your own YAML file.
{policy}

# Your own e-mail domains and websites. Addresses there are not reported as personal data or as foreign links.
{email_domains}
{link_domains}

# Contact points your office publishes, beside those its policy states.
# contact_points: ["01632 960100", enquiries@example.police.uk]

# Accounts, as @names: your main ones, partners whose posts may be shared, media you deal with.
# main_accounts: ["@example_pcc"]
# partner_accounts: ["@example_police"]
# media_accounts: ["@example_gazette"]
# official_handles: ["@example_pcc"]
# official_names: [Example PCC]
# hashtags: ["#SaferExample"]

# What your accounts and replies have to carry, where the policy asks for it.
# disclaimer_text: My own views.
# complaints_url: https://www.example-pcc.gov.uk/complaints
# corporate_apps: [Hootsuite]
# owner_team: [Communications]
# max_idle_days: 90

# When posts do best, as your office advises it.
# posting_windows: ["mon 10:00-12:00", "tue 09:00-14:00"]

# Hours of monitoring that the policy leaves unstated. Reports show them as your office's own.
# hours:
#   to: "17:00"
#   bank_holidays: excluded
#   extra: [{{date: "2026-12-24", from: "09:00", to: "12:00", reason: Christmas Eve}}]
# closures:
#   - {{from: "2026-12-25", to: "2027-01-03", reason: Christmas closure}}

# Polls that socialcheck does not know, such as by-elections, and starts or ends it has otherwise.
# elections:
#   - {{kind: local-by-election, date: "2026-10-15", notice: "2026-09-08"}}
# candidates: [candidates.csv]
# parties: [parties.csv]

# Times in which nothing goes out but what is allowed.
# embargoes:
#   - {{from: "2026-12-01T09:00", to: "2026-12-03", reason: national mourning, allow: [emergency, reply]}}

# Decisions not to apply a rule. All four keys are required; they are shown in every report, and run out.
# waive:
#   - {{rule: hashtag-missing, reason: the account carries no hashtags, by: A. Name, until: "2026-12-31"}}

# What the columns of your schedules, registers or comment exports are called, where socialcheck does not know it.
# columns: {{text: Post copy}}

# Words of your own: added to a theme, or never to be matched (a street, a team, a campaign).
# lexicons: {{allow: [bell end street]}}

# Events your office has declared.
# declared_events: []
"""


def config_text(policy: str = "", email_domain: str = "", link_domain: str = "") -> str:
    """The text of a new configuration; what has no answer stays a commented example."""
    return _TEMPLATE.format(
        policy=f"policy: {_scalar(policy)}" if policy else "# policy: north-wales",
        email_domains=f"email_domains: [{email_domain}]" if email_domain else "# email_domains: [example.police.uk]",
        link_domains=f"link_domains: [{link_domain}]" if link_domain else "# link_domains: [www.example-pcc.gov.uk]",
    )


def _scalar(text: str) -> str:
    import json

    return text if re.fullmatch(r"[A-Za-z0-9./_-]+", text) else json.dumps(text, ensure_ascii=False)


def email_domain(answer: str) -> str:
    """A domain from an answer such as `@example.police.uk`; raises UsageError."""
    return _domain(answer.rpartition("@")[2], "an e-mail domain looks like example.police.uk")


def link_domain(answer: str) -> str:
    """A host from an answer such as `https://www.example.org/news`; raises UsageError."""
    return _domain(answer.split("://")[-1].split("/")[0], "a website's address looks like www.example-pcc.gov.uk")


def _domain(text: str, wanted: str) -> str:
    domain = text.strip().lower().rstrip(".")
    if not _DOMAIN.match(domain):
        raise UsageError(f"{text[:60]!r} is none: {wanted}")
    return domain
