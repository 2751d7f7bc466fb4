"""What a text must show before anything is looked for; the typical clean post shows none of it."""

from __future__ import annotations

from typing import Any

import re2

from socialcheck.text.personal.patterns import latin, options, pattern
from socialcheck.text.personal.plain import FOLDABLE

_DIGIT = (
    r"(?:(?:double|treble|triple|dwbl)[ -])?(?:oh?|zero|nought|one|two|three|four|five|six|seven|eight|nine"
    r"|dim|sero|un|dau|tri"
    r"|pedwar|pump|chwech|saith|wyth|naw|\d)"
)
_STREETS = (
    r"(?:r(?:oa)?d|street|lane|close|ave(?:nue)?|way|drive|crescent|terrace|court|gardens|grove|place"
    r"|square|walk|rise|mews|row"
    r"|hill|parade|green|view|park|croft|vale|mount|bank|broadway|fold|garth|gate|wharf|quay|boulevard"
    r"|circle|villas|cottages"
    r"|flats|house)\b"
)
_ILLNESS = (
    r"(?:bipolar|schizophreni|psycho|personality dis|depress|anxiety|ptsd|autis|adhd|dementia|alzheimer"
    r"|cancer|hiv|hepatitis|epilep"
    r"|diabet|pregnan|miscarr|abortion|self-?harm|overdose|suicid|addict|alcoholi|section|methadone"
    r"|anti-?dep|medication|meds"
    r"|prescription|diagnos|mental|breakdown|learning dis|iselder|canser|beichiog|meddyg|iechyd|the sick"
    r"|bad back|stroke|heart)"
)
CUES = {
    "figures": 
    r"\d(?:[ \t().*_/·•\-]{0,3}\d){5}|\b[0o](?:[ .-]?[0-9oli]){9}|date of birth|\bborn |\bd\.? ?o\.? ?b\b"
    r"|passport|pasbort"
    r"|sort code|account n|rhif (?:y )?cyfrif|dyddiad geni|\bganwyd|\bganed|\beni "
    r"|\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2}"
    r"|\b[a-z9]{5} ?\d{6} ?[a-z9]{2}\d",
    "spelled": rf"\b{_DIGIT}(?:[ ,./-]{{1,2}}{_DIGIT}){{5}}\b",
    "mail": r"[\w'-]@[\w-]+\.\w|[\[({<]\s?(?:at|@)\s?[\])}>]|\w\s@\s\w|\bat [\w-]+ (?:dot )?(?:[\w-]+ )?dot ",
    "places": r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\d\.\d{4}|///[\p{L}]|what ?3 ?words|w3w\b"
    rf"|\b\d{{1,4}}[a-z]?,? [\p{{L}}'.-]+ (?:[\p{{L}}'.-]+ ){{0,3}}{_STREETS}"
    r"|\d (?:heol|ffordd|stryd|lôn|maes|rhodfa|bryn|clos|llys|cae|tan|pen|trem|rhes|cilgant|gerddi|parc|erw"
    r"|lon) "
    r"|(?:house|cottage|farm|farmhouse|lodge|villa|bungalow|barn), ",
    "vehicles": 
    r"\b[a-z]{2}\d{2} ?[a-z]{3}\b|\b(?:reg(?:istration)?s?|plates?|vrm|vrn|plât|rhif cofrestru)\b"
    r"|\b[a-hj-npr-z0-9]{17}\b",
    "cases": 
    r"(?:crime|incident|log|custody|case|police|urn|ref|trosedd"
    r"|digwyddiad)(?: [a-z.]+){0,3}\W{1,4}[a-z]{0,4}[/ -]?\d[\d/-]",
    "network": r"\d\.\d{1,3}\.\d{1,3}\.\d|[\da-f]:[\da-f]{1,4}:",
    "victims": 
    r"\b(?:victim|complainant|survivor|witness|accuser|informant|dioddefwr|tyst|achwynydd)(?:,|:|'s (?:name"
    r"|sister|wife)| is| was"
    r"| named| called| who| works| lives| attends| yw| sef)|(?:the|a) (?:\w+ )?(?:\w+ )?(?:victim"
    r"|complainant|accuser|informant|witness)\b"
    r"|\bwho (?:complained|reported|made the|rang|tipped|grassed|gave us|accused|told us)",
    "children": 
    r"\b(?:\d{1,2}|[a-z]+)[ -]year[ -]old|[\p{L}](?:,| \(|,? (?:who is|who's|is|aged|now|sy'n"
    r"|yn)) ?(?:aged |just |only )?\d{1,2}\b",
    "health": 
    rf"\b(?:your|eich|you|he|she|they|has|had|is|was|on|off|his|her)(?:'s"
    rf"|'d)? (?:[\w']+ ){{0,3}}{_ILLNESS}",
    "homes": 
    r"\b(?:lives?|living|staying|stays|back home|moved|hiding|bedding down|resides|shacked up)(?: [\w']+)? "
    r"(?:at|on|in|to|off|above|behind|opposite|next|two doors|across|round|near|by)\b|\bbyw\b|\baros\b",
    "requests": 
    r"full name|dates? of birth|\bd\.?o\.?b\b|home address|names?,? (?:and|&) (?:\w+ )?(?:address|number"
    r"|phone|dob)"
    r"|(?:phone|mobile|telephone|contact|house) (?:number|no\b|details)|(?:personal|bank|card"
    r"|account) details|your (?:\w+ )?(?:address"
    r"|number|mobile|digits|e-?mail|postcode|dob|reg|details|crime)|e-?mail address|insurance number"
    r"|nhs number|passport (?:number|photo)"
    r"|(?:his|her|their) (?:home )?(?:address|number|surname|phone|full)|where (?:he|she|they) live"
    r"|enw(?:au)? llawn|cyfeiriad"
    r"|rhif(?:au)? (?:ffôn|symudol|cyswllt)|dyddiad geni|manylion|eich (?:rhif|e-bost)|postal address"
    r"|house address",
}  # fmt: skip
_NAMES = tuple(CUES)


def any_cue() -> Any:
    """The one pattern every text is tried on first."""
    return pattern("(?i)" + "|".join((FOLDABLE, *CUES.values())))


def cue_set() -> Any:
    """The cues as one set that tells which of them a text shows."""
    chosen = re2.Set.SearchSet(options())
    for expression in CUES.values():
        chosen.Add("(?i)" + latin(expression))
    chosen.Compile()
    return chosen


def shown(text: str, cues: Any) -> frozenset[str]:
    """The names of the cues a text shows."""
    return frozenset(_NAMES[at] for at in cues.Match(text) or ())
