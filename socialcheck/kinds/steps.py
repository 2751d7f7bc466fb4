"""What each written word says to the gate: the bits it sets, the phrases it calls for, the words it may go with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from socialcheck.text.needs import QUESTION, class_mark, set_mark
from socialcheck.text.vocabulary import Held, Vocabulary, terms_of, theme_mark
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
    """What two neighbours say together that may be part of longer terms."""

    meaning: Meaning
    rows: tuple[Row, ...]


class Unread(NamedTuple):
    """What a meeting will be made of when it first comes up: bits and keys told, and lines of terms."""

    bits: Sequence[int]
    keys: Sequence[int]
    lines: str


# By the word or class before: what is said at once, what depends on further words, or what has not been read yet.
Meetings = dict[str, "Meaning | Meeting | Unread"]


class Step(NamedTuple):
    """One word and its classes, what it says alone and after the word or class before it, and its `mark`.

    The mark is the end of a sentence or a sign of disguise.
    """

    form: str
    classes: tuple[str, ...] = ()
    meaning: Meaning = NOTHING
    after: Meetings | None = None
    mark: int = 0


# No word has this form.
_NO_WORD = "\n"
_UNTOLD: tuple[Any, ...] = ((), (), {})


class Steps(dict[str, tuple[Step, ...]]):
    """The steps of what stands between two spaces, worked out when first asked for."""

    def __init__(self, compiled: Mapping[str, Any], vocabulary: Vocabulary, wanted: frozenset[str]) -> None:
        super().__init__()
        self._members: Mapping[str, Any] = compiled["members"]
        self._lines: Mapping[str, Any] = compiled["calls"]
        self._wanted, self._vocabulary = wanted, vocabulary
        self._by_key: dict[int, Calls] = {}
        self._by_mark: dict[str, tuple[Meaning, Meetings]] = {}
        self._words: dict[tuple[str, int], Step] = {}
        self._strange: dict[int, Step] = {}
        self.quoted = self.of_mark(class_mark("quoted"))
        self._end = Step(_NO_WORD, mark=END)
        self._asked = Step(_NO_WORD, meaning=self.of_mark(QUESTION), mark=END)
        self["\n"] = (self._end,)

    def __missing__(self, written: str) -> tuple[Step, ...]:
        chunk = self._vocabulary.written[written]
        plain = len(chunk.words) == 1 and not (chunk.odd or chunk.lone or chunk.doubtful)
        steps = (self.of_word(chunk.words[0]),) if plain else tuple(self._read(chunk))
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
        held, told = self._vocabulary.held[form], self._members.get(form)
        common = form in self._vocabulary.common
        if held is not None or told is not None or common:
            return self._known(form, shape, common, held, told or _UNTOLD)
        # Words that nothing is known of, such as numbers and names, differ in their form alone.
        step = self._strange.get(shape)
        if step is None:
            step = self._strange[shape] = self._known(form, shape, common, None, _UNTOLD)
        return Step(form, *step[1:])

    def _known(self, form: str, shape: int, common: bool, held: Held | None, told: Sequence[Any]) -> Step:
        classes = [class_mark(name) for flag, name in _CLASSES if shape & flag]
        if shape & Shape.CAP and not shape & Shape.CAPS and not common:
            classes.append(class_mark("Name"))
        marks = [*classes, *self._marks(held.themes if held else ())]
        meaning = together([self._meaning(*told[:2]), *map(self.of_mark, marks)])
        after = _unread(told[2])
        for name in classes:
            _add_unread(after, self._of_mark(name)[1])
        if held:
            _add_unread(after, {word: Unread((), (), lines) for word, lines in held.terms.items()})
        return Step(form, tuple(classes), meaning, after or None)

    def _marks(self, themes: Iterable[int]) -> list[str]:
        return [theme_mark(theme) for theme in sorted(self._vocabulary.with_parents(themes))]

    def of_mark(self, mark: str) -> Meaning:
        """What it says that a class, a theme or a named set is there."""
        return self._of_mark(mark)[0]

    def _of_mark(self, mark: str) -> tuple[Meaning, Meetings]:
        known = self._by_mark.get(mark)
        if known is None:
            bits, keys, pairs = self._members.get(mark) or _UNTOLD
            known = self._by_mark[mark] = self._meaning(bits, keys), _unread(pairs)
        return known

    def meeting(self, after: Meetings, before: str, unread: Unread) -> Meaning | Meeting:
        """A meeting that comes up for the first time: it is entered as what it says, if that needs no further look."""
        meanings = [self._meaning(unread.bits, unread.keys)]
        rows: list[Row] = []
        for term in terms_of(unread.lines) if unread.lines else ():
            meaning = together(map(self.of_mark, self._marks(term.themes)))
            if len(term.words) == 2:
                meanings.append(meaning)
            elif any(meaning):
                rows.append(Row(term.words, term.at, meaning))
        whole = together(meanings)
        known = after[before] = Meeting(whole, tuple(rows)) if rows else whole
        return known

    def _meaning(self, bits: Iterable[int], keys: Iterable[int]) -> Meaning:
        called = dict.fromkeys(call for key in keys for call in self._calls(key))
        calls = tuple(call for call in called if call.rule[0] != SET)
        sets = tuple((call.rule, call.needed) for call in called if call.rule[0] == SET)
        # A set that needs nothing more is there at once.
        own = Meaning(bit_set(bits), calls, tuple(one for one in sets if one[1]))
        return together([own, *(self.of_mark(mark) for mark, needed in sets if not needed)])

    def _calls(self, key: int) -> Calls:
        known = self._by_key.get(key)
        if known is None:
            known = self._by_key[key] = tuple(
                Call(rule, number, bit_set(needed), crosses == 1)
                for rule, number, crosses, needed in self._lines[str(key)]
                if rule[0] == SET or rule in self._wanted
            )
        return known


def bit_set(numbers: Iterable[int]) -> int:
    """These bits, as one number."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def together(meanings: Iterable[Meaning]) -> Meaning:
    """What several meanings say."""
    said = [meaning for meaning in meanings if any(meaning)]
    if len(said) < 2:
        return said[0] if said else NOTHING
    bits = 0
    for meaning in said:
        bits |= meaning.bits
    calls = dict.fromkeys(call for meaning in said for call in meaning.calls)
    sets = dict.fromkeys(one for meaning in said for one in meaning.sets)
    return Meaning(bits, tuple(calls), tuple(sets))


def _unread(pairs: Mapping[str, Sequence[Sequence[int]]]) -> Meetings:
    return {before: Unread(bits, keys, "") for before, (bits, keys) in pairs.items()}


def _add_unread(after: Meetings, more: Meetings) -> None:
    for before, new in more.items():
        old = after.get(before)
        if isinstance(old, Unread) and isinstance(new, Unread):
            new = Unread((*old.bits, *new.bits), (*old.keys, *new.keys), "\n".join(filter(None, (old.lines, new.lines))))
        after[before] = new
