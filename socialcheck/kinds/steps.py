"""What each written word says to the gate: the bits it sets, the phrases it calls for, the words it may go with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from socialcheck.text.needs import QUESTION, class_mark, set_mark
from socialcheck.text.vocabulary import Term, Vocabulary, theme_mark
from socialcheck.text.words import Shape, Word
from socialcheck.text.written import LONGEST_KEPT, MOST_KEPT, Chunk

# Marks: the end of a sentence; a word that may be disguised; a letter alone at the edge of what is written.
END, ODD, LONE = 1, 2, 4
SET = set_mark("")
_CLASSES = (
    (Shape.URL, "url"), (Shape.HASHTAG, "hashtag"), (Shape.MENTION, "mention"), (Shape.EMOJI, "emoji"), (Shape.NUM, "num"),
    (Shape.CAP, "Cap"), (Shape.CAPS, "CAPS"), (Shape.POSSESSIVE, "possessive"),
)  # fmt: skip
_OF_CLASS = ~(Shape.QUOTED | Shape.BOUNDARY)


class Call(NamedTuple):
    """A phrase to be tried where all its bits are set: in one sentence, or in the text if it may cross sentences."""

    rule: str
    number: int
    needed: int
    crosses: bool


Calls = tuple[Call, ...]
# Named sets: of each, the mark and the bits that one of its phrases needs.
Sets = tuple[tuple[str, int], ...]


class Meaning(NamedTuple):
    """What words say: bits set, phrases called for, named sets that may be there."""

    bits: int = 0
    calls: Calls = ()
    sets: Sets = ()


NOTHING = Meaning()


class Row(NamedTuple):
    """A term of three or more words of the lexicons, found by word `at`."""

    words: tuple[str, ...]
    at: int
    meaning: Meaning


class Meeting(NamedTuple):
    """What two neighbours say together: a pair that phrases need, a term of two words, or part of longer terms."""

    meaning: Meaning
    rows: tuple[Row, ...]


class Step(NamedTuple):
    """One word and its classes, what it says alone and after the word or class before it, and its `mark`.

    The mark is the end of a sentence or a sign of disguise.
    """

    form: str
    classes: tuple[str, ...] = ()
    meaning: Meaning = NOTHING
    after: Mapping[str, Meeting] | None = None
    mark: int = 0


# No word has this form.
_NO_WORD = "\n"


class Steps(dict[str, tuple[Step, ...]]):
    """The steps of what stands between two spaces, worked out when first asked for."""

    def __init__(self, compiled: Mapping[str, Any], vocabulary: Vocabulary, wanted: frozenset[str]) -> None:
        super().__init__()
        self._members: Mapping[str, str] = compiled["members"]
        self._pairs: Mapping[str, str] = compiled["pairs"]
        self._lines: list[str] = compiled["calls"]
        self._wanted, self._vocabulary = wanted, vocabulary
        self._waiting: Mapping[str, str] = compiled["waiting"]
        self._by_key: dict[str, Calls] = {}
        self._by_rule: dict[str, tuple[tuple[int, int], ...]] = {}
        self._words: dict[tuple[str, int], Step] = {}
        self.quoted = self._meaning((class_mark("quoted"),))
        self._end = Step(_NO_WORD, mark=END)
        self._asked = Step(_NO_WORD, meaning=self._meaning((QUESTION,)), mark=END)
        self._by_set: dict[str, Meaning] = {}
        self["\n"] = (self._end,)

    def __missing__(self, written: str) -> tuple[Step, ...]:
        steps = tuple(self._read(self._vocabulary.written[written]))
        if len(written) <= LONGEST_KEPT:
            if len(self) > MOST_KEPT:
                self.clear()
                self["\n"] = (self._end,)
            self[written] = steps
        return steps

    def _read(self, chunk: Chunk) -> Iterator[Step]:
        # Taken as if it did not end a sentence: then more is tried, and nothing is missed.
        words = chunk.words[1:] if chunk.doubtful else chunk.words
        for number, word in enumerate(words):
            step = self.of_word(word)
            mark = (ODD if chunk.odd else 0) | (LONE if chunk.lone and number in (0, len(words) - 1) else 0)
            yield step._replace(mark=mark) if mark and not step.mark else step

    def of_word(self, word: Word) -> Step:
        """The step of one word."""
        if word.shape & Shape.BOUNDARY:
            return self._asked if word.form == "?" else self._end
        key = (word.form, word.shape & _OF_CLASS)
        step = self._words.get(key)
        if step is None:
            if len(self._words) > MOST_KEPT:
                self._words.clear()
            step = self._words[key] = self._step(*key)
        return step

    def _step(self, form: str, shape: int) -> Step:
        classes = [class_mark(name) for flag, name in _CLASSES if shape & flag]
        if shape & Shape.CAP and not shape & Shape.CAPS and form not in self._vocabulary.common:
            classes.append(class_mark("Name"))
        held = self._vocabulary.held[form]
        meaning = self._meaning([form, *classes, *self._marks(held.themes if held else ())])
        pairs = [self._pairs[word] for word in (form, *classes) if word in self._pairs]
        terms = [term for group in held.terms.values() for term in group] if held else []
        return Step(form, tuple(classes), meaning, self._meetings(pairs, terms) or None)

    def _marks(self, themes: tuple[int, ...]) -> list[str]:
        return [theme_mark(theme) for theme in sorted(self._vocabulary.with_parents(themes))]

    def _meetings(self, pairs: list[str], terms: Iterable[Term]) -> dict[str, Meeting]:
        said: dict[str, list[str]] = {}
        rows: dict[str, list[Row]] = {}
        for line in (line for lines in pairs for line in lines.split("\n")):
            before, _, told = line.partition("\t")
            said.setdefault(before, []).append(told)
        for term in terms:
            before, marks = term.words[term.at - 1], self._marks(term.themes)
            if len(term.words) == 2:
                said.setdefault(before, []).extend(self._members[mark] for mark in marks if mark in self._members)
            elif any(meaning := self._meaning(marks)):
                rows.setdefault(before, []).append(Row(term.words, term.at, meaning))
        words = dict.fromkeys((*said, *rows))
        meetings = {word: Meeting(self._told(said.get(word, ())), tuple(rows.get(word, ()))) for word in words}
        return {word: meeting for word, meeting in meetings.items() if any(meeting.meaning) or meeting.rows}

    def of_set(self, mark: str) -> Meaning:
        """What it says that a named set is there."""
        known = self._by_set.get(mark)
        if known is None:
            known = self._by_set[mark] = self._meaning((mark,))
        return known

    def _meaning(self, members: Iterable[str]) -> Meaning:
        return self._told(held for member in members if (held := self._members.get(member)) is not None)

    def _told(self, told: Iterable[str]) -> Meaning:
        bits = 0
        calls: dict[Call, None] = {}
        for line in told:
            own, _, keys = line.partition(";")
            bits |= _set_bits(own.split())
            for key in keys.split():
                calls.update(dict.fromkeys(self._calls(key)))
        sets = tuple((call.rule, call.needed) for call in calls if call.rule[0] == SET)
        return Meaning(bits, tuple(call for call in calls if call.rule[0] != SET), sets)

    def waiting(self, rule: str) -> tuple[tuple[int, int], ...]:
        """Phrases that are tried where others have called for their rule, each with the bits it needs."""
        known = self._by_rule.get(rule)
        if known is None:
            lines = [line.split(" ") for line in self._waiting[rule].split("\n")] if rule in self._waiting else []
            known = tuple((int(number), _set_bits(needs)) for number, *needs in lines)
            self._by_rule[rule] = known
        return known

    def _calls(self, key: str) -> Calls:
        known = self._by_key.get(key)
        if known is None:
            known = self._by_key[key] = tuple(self._read_calls(self._lines[int(key)]))
        return known

    def _read_calls(self, lines: str) -> Iterator[Call]:
        for line in lines.split("\n"):
            rule, number, crosses, *needs = line.split(" ")
            if rule[0] == SET or rule in self._wanted:
                yield Call(rule, int(number), _set_bits(needs), crosses == "1")


def _set_bits(numbers: Iterable[str]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << int(number)
    return bits
