"""Requests for personal details: in public, where everybody reads the answer, or in private."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import sentence
from socialcheck.text.personal.spans import Hit

_DETAIL = pattern(
    r"(?i)\b(?:full names?|names?,? (?:and |& )?(?:\w+ )?(?:address(?:es)?|number|dob|phone|date of birth)"
    r"|(?:home |house |postal |your (?:\w+ )?|e-?mail )address(?:es)?|e-?mail addresses"
    r"|(?:phone|mobile|telephone|contact|house) (?:numbers?|no\.?|details)|your (?:\w+ )?(?:number|mobile"
    r"|digits|e-?mail|postcode|dob|reg|crime ref(?:erence)?(?: number)?|bank details|details)"
    r"|dates? of birth|d\.?o\.?b\.?|(?:personal|contact|bank|card|account) details|n\.?i\.? number"
    r"|national insurance number|nhs number|passport (?:number|photo)"
    r"|(?:his|her|their) (?:home )?(?:address|phone number|number|full name|surname)|where (?:he|she"
    r"|they) lives?"
    r"|enw(?:au)? llawn|(?:eich |dy )?cyfeiriad(?:au)?(?: (?:cartref|e-bost))?|rhif(?:au)? (?:ffôn|symudol"
    r"|cyswllt)|dyddiad geni|manylion (?:cyswllt|personol|banc)|eich (?:rhif|e-bost|manylion))\b"
)
_PUBLIC_VERB = pattern(
    r"(?i)\b(?:reply|replies|comment|post|drop|put|leave|type|pop|write|tag|share|stick|shout|(?:in"
    r"|under) the comments|in (?:a|the) repl(?:y|ies)|below|on this (?:post|thread|page)|on our (?:wall"
    r"|page)|publicly|under this"
    r"|atebwch|ateb|ymatebwch|gadewch|rhowch|rhannwch|postiwch|ysgrifennwch|sylwadau|isod)\b"
)
_HERE = pattern(r"(?i)\b(?:here|below|comments?|replies|publicly|thread|wall|this post|yma|isod|sylwadau)\b")
_ASK_VERB = pattern(
    r"(?i)\b(?:send (?:us|me)|give (?:us|me)|tell (?:us|me)|let (?:us|me) (?:have|know)|can (?:i"
    r"|we) (?:have|get|take)|could (?:i|we) (?:have|get|take)|we(?:'ll| will)? (?:just )?need|confirm"
    r"|provide|what(?:'s| is| are)|need your"
    r"|we require|please supply|share|message (?:us|me)|anfonwch|dywedwch|a gawn ni|beth yw|cadarnhewch)\b"
)
_PRIVATE = pattern(
    r"(?i)\b(?:dms?|dm'd|direct(?:ly)? messag\w*|privately|private(?:ly)? messag\w*|pms?|inbox"
    r"|in a (?:private )?message|private message|message us|messenger|by e-?mail|e-?mail (?:us|it|them|your"
    r"|the|me|to)|by (?:post|letter|phone)"
    r"|(?:call|ring|phone) (?:us|101|me)|on 101|online form|secure(?:ly)?|web ?form|form|portal|website"
    r"|via the link|link (?:in|below)|sign up|register|subscribe|apply|application|newsletter|in person"
    r"|front (?:desk|counter)|voicemail|after the (?:tone|beep)|tickets?"
    r"|neges (?:breifat|uniongyrchol)|anfonwch neges|drwy e-bost|ffurflen|ffoniwch)\b|@[\w-]+\.|https?://"
)
_REFUSED = pattern(
    r"(?i)\b(?:do not|don't|dont|never|please avoid|avoid|without|rather than|instead of|not to|won't"
    r"|will not|would never|wouldn't|will never|no need to|should not|shouldn't|cannot|can't|nobody should"
    r"|scam\w*|fraud\w*|phish\w*|criminals?|beware|suspicious|if (?:someone|anyone|a caller)|they (?:ask"
    r"|asked|may|might|will)|asks? (?:you )?for|asking for"
    r"|delete|remove|removed|hide|hidden|keep (?:it|them|your)|protect|peidiwch|byth|twyll\w*)\b"
)
_STRONG = pattern(
    r"(?i)birth|dob|d\.o\.b|full name|address|phone|mobile|bank|card|insurance|nhs|passport|enw llawn"
    r"|cyfeiriad|rhif|geni"
)


def _channel(words: str, detail: str) -> str | None:
    """Which kind of request a sentence makes, if it makes one."""
    if _REFUSED.search(words):
        return None
    public = _PUBLIC_VERB.search(words)
    if _PRIVATE.search(words):
        openly = public and _HERE.search(words) and not words.casefold().count(" or ")
        return "asks-for-details" if openly and not _asks_in_private_first(words) else "asks-privately"
    if public:
        return "asks-for-details"
    return "asks-for-details" if _ASK_VERB.search(words) and _STRONG.search(detail) else None


def _asks_in_private_first(words: str) -> bool:
    """Whether the private channel is the one the details go to (`DM us your number`, not `reply here`)."""
    private, here = _PRIVATE.search(words), _HERE.search(words)
    return bool(private and here and private.start() < here.start())


def find_requests(text: str, _allow: Allow) -> Iterator[Hit]:
    """Sentences that ask people for personal details, one hit a sentence."""
    done = -1
    for m in _DETAIL.finditer(text):
        if m.start() < done:
            continue
        words, begin = sentence(text, *m.span())
        kind = _channel(words, words)
        if kind and _is_request(words):
            lead = len(words) - len(words.lstrip())
            done = begin + len(words)
            yield Hit(kind, begin + lead, begin + len(words.rstrip()), words.strip())


_REQUEST = pattern(
    r"(?i)(?:^|[,;:…-] ?|\b(?:please|just|and|then|can you|could you|would you|or|if you|can i|can we"
    r"|could we|if so|also|simply|to enter|so we can \w+|need you to|ask you to|us) )[@\w ]{0,12}?(?:reply"
    r"|comment|post|drop|put|leave|type|pop|write|tag|share|stick|send|give|tell|let|confirm|provide"
    r"|(?:message|dm|pm|inbox|text|e-?mail) (?:us|me|it|them|your|the|over)"
    r"|atebwch|ateb|ymatebwch|gadewch|rhowch|rhannwch|postiwch|ysgrifennwch|anfonwch|dywedwch|cadarnhewch)\b"
    r"|\b(?:can|could) (?:i|we) (?:have|get|take)|\bwhat(?:'s| is| are) your|\bwe(?:'ll"
    r"| will)? (?:just )?need (?:your|a|the|you)|\ba gawn ni|\bbeth yw eich"
)


def _is_request(words: str) -> bool:
    return bool(_REQUEST.search(words.strip()))
