"""`policy new`: a commented policy file that loads and passes its tests."""

from __future__ import annotations

import re

from socialcheck.model import UsageError

_TEMPLATE = """\
# The social media policy of your office, as socialcheck checks it. Lines that start with # are notes to you.
# Check it at any time:   socialcheck policy test ./{id}.yaml      socialcheck policy coverage ./{id}.yaml
# Use it:                 socialcheck draft --policy ./{id}.yaml post.txt
# What each key may hold: socialcheck policy schema
id: {id}                      # the file's name without .yaml
extends: [good-practice, law]

organisation:
  name: Your office's full name
  kind: pcc-office            # pcc-office, police-force or mayoral-authority: decides which law binds it
  nation: england             # england or wales: decides the bank holidays

document:
  title: Social Media Policy
  version: "1.0"              # as printed on the document; unstated if it has none
  effective_date: unstated    # "2026-04-01", "2026-04" or unstated
  review_date: unstated       # reports say when it is overdue
  clauses: ["1"]              # where the document says so

# When the accounts are watched. Leave as unstated what the document does not say: it is never guessed.
hours:
  days: [mon, tue, wed, thu, fri]
  from: "09:00"
  to: unstated
  bank_holidays: unstated
  clauses: ["2"]

# Contact points your office publishes. They are never reported as personal data.
contact_points:
  - {{value: "101", kind: phone, use: police non-emergency, clauses: ["3"]}}

# Which polls put your office in a pre-election period. Areas are listed by `socialcheck elections`.
polls:
  - {{kinds: [uk-general, pcc]}}

# What the policy requires. Left: a rule's id (see `socialcheck policy explain RULE`). Right: how grave it is,
# the clauses that say so and, where the document names them, who may approve.
enforce:
  drafts:
    swearing: {{severity: error, clauses: ["4"]}}

# Every clause of the document in a sentence of your own. What a rule cites is checked; for the others say who decides:
# fate: person (only a person can judge), attest (somebody declares it) or none (nothing to check).
clauses:
  "1": Document control.
  "2": When the accounts are watched.
  "3": Where to reach the police.
  "4": Posts are free of swearing.
  "5": {{text: Posts are in a friendly tone., fate: person, why: Friendliness is for a person to judge.}}
"""


def new_pack(id_: str, stem: str) -> str:
    """The text of a new policy file; raises UsageError for an id that no policy can have."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id_) or len(id_) > 60:
        raise UsageError(
            f"{id_!r} cannot be a policy's id: use lower-case letters, digits and hyphens, such as avon-and-somerset"
        )
    if stem != id_:
        raise UsageError(f"a policy's file has its id as its name: write {id_}.yaml")
    return _TEMPLATE.format(id=id_)
