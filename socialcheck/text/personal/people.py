"""Words that make a child, a victim, an illness or a home known: cues, weaker than numbers that check."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow, address_allowed
from socialcheck.text.personal.patterns import FIRST, pattern
from socialcheck.text.personal.places import STREETS
from socialcheck.text.personal.plain import sentence
from socialcheck.text.personal.spans import DOT, Hit, found, masked_names

_FIRST = FIRST
_FULL = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.? (?:[\p{{Lu}}]\.? )?{_FIRST}(?: {_FIRST})?|{_FIRST} {_FIRST})"
_NOT_NAMES_TEXT = """
    The This That These Those Our Your His Her Their And But For With From After Before When While Where Who
    What Why How Year Police Officer Officers Sergeant Inspector Constable Community Support Victim Victims
    Commissioner Deputy Chief North South East West Wales England Welsh English British Crown Court High
    Street Road School Primary Academy College Great Well Congratulations Thanks Thank Meet Please Today
    Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December Aged Only Just Over Under About Nearly Some Many Most
    All Two Three Four Five Every Each Last Next First Christmas Easter Team Class Group Act Section Code
    Operation Domestic Modern Child Children Young People Women Men Girls Boys Mae Yr Mr Mrs Ms Miss Heddlu
    Rape Sexual Hate Home Office Fund Service Charter Care Crisis
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())

_CHILD_AGED = pattern(
    rf"\b({_FIRST})(?: {_FIRST})?(?:,| \(|,? (?:who is|who's|is|aged|now|sy'n|yn)) ?(?:aged |just "
    rf"|only )?(\d{{1,2}})\b(?:[ -]years?[ -]old|-year-old| oed|\b)"
)
_AGED_CHILD = pattern(
    rf"\b(\d{{1,2}})[ -]year[ -]old(?: (?:pupil|schoolboy|schoolgirl|boy|girl"
    rf"|student))?,? ({_FIRST})(?: {_FIRST})?\b"
)
_SCHOOL = pattern(
    r"(?i)\b(?:school|primary|academy|infants?|juniors?|nursery|pre-?school|year (?:[1-9]|1[0-3])|pupil"
    r"|class ?mates?|goes to|attends|ysgol|disgybl|blwyddyn)\b"
)
_CHILD_CASE = pattern(
    r"(?i)\b(?:arrested|charged|convicted|sentenced|court|abused?|assaulted|groomed|raped|exploited"
    r"|excluded|in care|foster|social services|victim"
    r"|witness|offender|suspect|stole|robbed|stabbed|caution(?:ed)?|asbo|self-?harm)\b"
)
_MISSING = pattern(r"(?i)\b(?:missing|last seen|have you seen|concerned for|appeal to find|ar goll)\b")
_CHILD_OF = pattern(
    r"(?i)\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen)[ -]year[ -]old"
    r"(?: (?:son|daughter|boy|girl|lad|child))? (?:(?:of|belonging to) (?:the|our|mr|mrs|ms)\b|whose (?:mum"
    r"|dad|mother|father|parents?|gran) )[^.!?\n]{1,50}"
)

_VICTIM_IS = pattern(
    r"(?i:\b(?:the |an |our |alleged |rape |assault |abuse |sexual |stalking |harassment |female "
    r"|male )*(?:victim|complainant|survivor|witness|accuser|informant|dioddefwr|tyst|achwynydd))"
    rf"(?:,? (?i:is|was|named|called|named as|identified as|who is|whose name is|yw|sef)|'s name (?i:is"
    rf"|was)|,|:)(?: (?i:named|called|believed to be|(?:a )?\d{{1,2}}[ -]year[ -]old))* ({_FULL})"
)
_IS_VICTIM = pattern(
    rf"\b({_FULL}),? (?i:is |was |has been named as )?(?i:(?:the|a) (?:alleged |rape |abuse |assault "
    rf"|sexual assault |main |key )*(?:victim|complainant|survivor|accuser|informant|witness))\b"
)
_WHO_TOLD = pattern(
    rf"(?i:\bwho (?:complained|reported|made the (?:complaint|allegation|report|call)|rang (?:us|in|it)"
    rf"|tipped us|grassed|gave us|accused|told us about))[^.!?\n]{{0,50}}?(?::|,|\bis|\bwas) ({_FULL})"
)
_JIGSAW = pattern(
    r"(?i)\b(?:rape|sexual assault|abuse|stalking|grooming|trafficking|domestic violence|assault) (?:victim"
    r"|survivor|complainant)(?:,? who)?,? "
    r"(?:works? (?:at|in|for|behind)|lives?|teaches|stud(?:ies|ying)|attends|goes to|is an? \w+ (?:at|in"
    r"|for)|is (?:the|a|his"
    r"|her) [^.!?\n]{0,20}(?:wife|daughter|sister|niece|partner|girlfriend|colleague|student"
    r"|pupil))[^.!?\n]{1,60}"
)
_KILLED = pattern(
    r"(?i)\b(?:killed|died|murder(?:ed)?|manslaughter|tributes?|collision|crash|family (?:have|has)|loved"
    r"|homicide|inquest|passed away|fatal|anniversary|in memory)\b"
)
_SEXUAL = pattern(r"(?i)\b(?:rape|raped|sexual|indecent|groom(?:ed|ing)|abuse|assaulted|upskirt)\b")

_ILLNESS = (
    r"(?:bipolar|schizophreni[ac]|psychosis|psychotic|personality disorder|depression|depressed|anxiety"
    r"|ptsd|autis[mt]i?c?|adhd|dementia|alzheimer'?s"
    r"|cancer|hiv(?: status)?|hepatitis|epileps?[yt]i?c?|diabet(?:es|ic)|pregnan(?:t|cy)|miscarriage"
    r"|abortion|self-?harm(?:ing)?|overdose|suicide attempt"
    r"|suicidal|addiction|addict|alcoholi(?:c|sm)|sectioned|section (?:136|135|2|3)|methadone"
    r"|anti-?depressants?|medication|meds|prescription|diagnos(?:is|ed)"
    r"|mental (?:health|illness|breakdown)|breakdown|learning disability|iselder|canser|beichiog"
    r"|meddyginiaeth|iechyd meddwl|on the sick|bad back|stroke|heart attack)"
)
_YOUR_HEALTH = pattern(
    rf"(?i)\byour (?:recent |own |son's |daughter's |mum's |husband's |wife's |\w+ )?{_ILLNESS}\b"
    rf"|\beich {_ILLNESS}\b|\byou (?:are|were|have|had|suffer from|got|being) (?:been )?{_ILLNESS}\b"
)
_DISCLOSED = pattern(
    r"(?i)\b(?:as you (?:mentioned|told|said|explained|disclosed)|you (?:mentioned|told|disclosed|said"
    r"|explained|described)|(?:in|from) your (?:message|e-?mail|dm|letter|call|file|form|records?|inbox)"
    r"|our records|your file|fel y (?:dywedoch|soniasoch))\b|^(?:hi|hello|dear|helo|annwyl"
    r"|@\w+) ?\w+,? sorry (?:to hear )?about your"
)
_THEIR_HEALTH = pattern(
    rf"(?i:\b(?:he|she|they)(?:'s| is| was| has| had|'d| suffers?| takes?| are| were)?(?: (?:been|got|on"
    rf"|off|off his|off her|from|with|a|an|having|diagnosed with|in for|his|her"
    rf"|known to have))*) (?i:{_ILLNESS})\b"
    rf"|\b{_FULL}(?:'s| (?i:is|was|has|had|suffers from|takes|was diagnosed with|has been))(?: (?i:been|on"
    rf"|off|a|an|his|her|diagnosed with|known))* (?i:{_ILLNESS})\b"
)
_NAMED = pattern(rf"\b{_FULL}|(?i:\b(?:called|named|name is)) {_FIRST}")
_TOLD_OPENLY = pattern(
    r"(?i)\b(?:told her story|told his story|shar(?:es?|ed|ing) (?:her|his|their) (?:story|experience)"
    r"|speaks? (?:openly|bravely)|talks? about|interview|podcast|campaigner|ambassador|author)\b"
)

_LIVES = pattern(
    rf"(?i:\b(?:lives?|living|is staying|'s staying|staying|stays|back home|moved|hiding|bedding down"
    rf"|resides|shacked up))(?: (?i:now|currently|still|alone|back|in|just|round))*"
    rf" (?i:at|on|in|to|off|above|behind|opposite|next (?:door )?to|two doors (?:down )?from|across from"
    rf"|round the corner from|near|by)"
    rf" ((?i:the (?:flat|house|bungalow|caravan|farm|chip shop|pub|bakery|newsagents?|shop|post office"
    rf"|church|school|one with|white|blue|red|green|end)[^.!?,\n]{{0,40}}|(?:his|her|their) (?:mum|nan|gran"
    rf"|mother|sister|brother|girlfriend|boyfriend|partner|dad|auntie?|mate)'?s?[^.!?,\n]{{0,30}})"
    rf"|(?:(?i:no\.?|number|flat) ?)?\d{{1,4}}[a-z]?,? {_FIRST}(?: {_FIRST}){{0,3}}"
    rf"|(?:{_FIRST} ){{1,3}}(?:{STREETS})\b)"
)
_BYW = pattern(
    rf"(?i:\b(?:mae|ma|mae'r) ?(?:o|e|hi|hwn|hon|\w+)?'?n? ?(?:yn )?(?:byw|aros)) (?i:ar|yn|yng|ym|uwchben"
    rf"|gyferbyn)(?: (?i:rhif))? ?(?:\d{{1,4}} ?)?((?:Heol|Ffordd|Stryd|Lôn|Maes|Rhodfa|Bryn|Clos"
    rf"|Llys) {_FIRST}(?: {_FIRST})?)"
)
_SOMEONE = pattern(
    r"(?i:\b(?:he|she|he's|she's|him|her|his|they're|who's|lad|bloke|woman|man|girl|boy|keeper|suspect"
    r"|owner|officer|victim|witness|mum|dad|driver|thief|offender|scumbag|nonce|paedo|complainant|neighbour"
    r"|teacher|councillor|pc|sgt|mr|mrs|ms|miss)\b)"
    rf"|\b{_FULL}"
)
_WORKPLACE = pattern(
    r"(?i)^ (?:police |neighbourhood |fire |council )?(?:team|station|office|nick|school|hub|ward|beat|unit"
    r"|court)\b"
)
_ANYONE = pattern(
    r"(?i)\b(?:anyone|anybody|everyone|everybody|those|people|residents|families|folk|you|if you|we|someone"
    r"|nobody|no one|i|i've|i'm) (?:who |that |still |also )*(?:lives?|living|stays?|staying|moved)\b"
)


def _is_name(words: str) -> bool:
    """Whether capitalised words can be a person's name."""
    return not any(
        word.strip(".,'") in _NOT_NAMES for word in words.split() if word.strip(".") not in ("Mr", "Mrs", "Ms", "Miss")
    )


def find_children(text: str, _allow: Allow) -> Iterator[Hit]:
    """A child named with an age and a school or a case, or known by whose child it is."""
    for shape, name, age in ((_CHILD_AGED, 1, 2), (_AGED_CHILD, 2, 1)):
        for m in shape.finditer(text):
            words, _ = sentence(text, *m.span())
            if int(m.group(age)) > 17 or m.group(name) in _NOT_NAMES or _MISSING.search(words):
                continue
            if _SCHOOL.search(words) or _CHILD_CASE.search(words):
                yield found("child-identity", m, masked_names(m.group()))
    for m in _CHILD_OF.finditer(text):
        yield found("child-identity", m, f"{DOT * 3} {DOT * 3}")


def find_victims(text: str, _allow: Allow) -> Iterator[Hit]:
    """A victim, complainant or witness named, or described so that neighbours would know."""
    for shape in (_VICTIM_IS, _IS_VICTIM, _WHO_TOLD):
        for m in shape.finditer(text):
            words, _ = sentence(text, *m.span())
            if _is_name(m.group(1)) and (_SEXUAL.search(words) or not _KILLED.search(words)):
                yield found("victim-identity", m, masked_names(m.group(1)), 1)
    for m in _JIGSAW.finditer(text):
        yield found("victim-identity", m, masked_names(m.group()))


def _names_before(text: str, start: int, end: int) -> bool:
    return any(_is_name(m.group()) for m in _NAMED.finditer(text[max(0, start - 120) : end]))


def find_health(text: str, _allow: Allow) -> Iterator[Hit]:
    """Somebody's health: told back to them in public, or said of a person who is named."""
    for m in _YOUR_HEALTH.finditer(text):
        words, begin = sentence(text, *m.span())
        if _DISCLOSED.search(words) or (begin > 0 and _DISCLOSED.search(text[max(0, begin - 100) : begin])):
            yield found("health-detail", m, f"your {DOT * 3}")
    for m in _THEIR_HEALTH.finditer(text):
        words, _ = sentence(text, *m.span())
        if _names_before(text, *m.span()) and not _TOLD_OPENLY.search(words):
            yield found("health-detail", m, f"{DOT * 3} {DOT * 3}")


def find_homes(text: str, allow: Allow) -> Iterator[Hit]:
    """Words that say where a particular person lives or stays."""
    for m in _LIVES.finditer(text):
        words, begin = sentence(text, *m.span())
        head = text[begin : m.start() + 8]
        public = address_allowed(m.group(1), allow) or _WORKPLACE.search(text[m.end() : m.end() + 20])
        if _SOMEONE.search(head) and not public and not _ANYONE.search(words):
            yield found("home-location", m, masked_names(m.group()))
    for m in _BYW.finditer(text):
        yield found("home-location", m, masked_names(m.group()))
