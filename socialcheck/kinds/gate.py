"""The gate: which phrases a text calls for, found word by word before anything is matched.

A phrase is tried only on a text that has, within one sentence, everything the phrase cannot do without. Most clean
texts call for none. Words recur, so what each says is worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socialcheck.kinds.steps import END, NOTHING, ODD, Call, Meaning, Meeting, Step, Steps
from socialcheck.text.disguise import suspicious
from socialcheck.text.view import TextView
from socialcheck.text.vocabulary import Vocabulary

Due = dict[str, set[int]]


class Gate:
    """The gate of a set of rules. It keeps what words say, nothing of any text."""

    def __init__(self, compiled: Mapping[str, Any], vocabulary: Vocabulary, wanted: Iterable[str]) -> None:
        rules = frozenset(wanted)
        self._steps = Steps(compiled, vocabulary, rules)
        self._open = [(rule, int(number)) for rule, number in map(str.split, compiled["open"]) if rule in rules]

    def due(self, view: TextView) -> Due:
        """The phrases a text calls for, by rule."""
        text, steps = view.original, self._steps
        if "\n" in text:
            found = [step for line in text.split("\n") for word in (*line.split(), "\n") for step in steps[word]]
        else:
            found = [step for word in text.split() for step in steps[word]]
            found += steps["\n"]
        quoted = steps.quoted if not text.isascii() or '"' in text or "'" in text else NOTHING
        walked = _walk(found, steps, quoted, wary=True)
        if walked is None:
            if suspicious(view.folded.text) or view.folded.mixed_script:
                found = [steps.of_word(word) for word in view.tagged.loose]
            walked = _walk(found, steps, quoted, wary=False) or ({}, 0)
        due, bits = walked
        for rule, number in self._open:
            due.setdefault(rule, set()).add(number)
        for rule, numbers in due.items():
            numbers.update(number for number, needed in steps.waiting(rule) if needed & bits == needed)
        return due


class _Sentence:
    """What has come up so far in one sentence."""

    __slots__ = ("bits", "calls", "sets")

    def __init__(self, always: Meaning) -> None:
        self.bits = always.bits
        self.calls = [*always.calls]
        self.sets = [*always.sets]

    def add(self, meaning: Meaning) -> None:
        bits, calls, sets = meaning
        self.bits |= bits
        if calls:
            self.calls += calls
        if sets:
            self.sets += sets

    def meet(self, meeting: Meeting, steps: list[Step], number: int) -> None:
        self.add(meeting.meaning)
        for row in meeting.rows:
            first = number - row.at
            words = steps[first : first + len(row.words)] if first >= 0 else []
            if tuple([step.form for step in words]) == row.words:
                self.add(row.meaning)

    def settle(self, steps: Steps) -> None:
        """Named sets that are there: they may make others be there in turn."""
        done: set[str] = set()
        waiting = self.sets
        while waiting:
            left = []
            self.sets = []
            for mark, needed in waiting:
                if needed & self.bits != needed:
                    left.append((mark, needed))
                elif mark not in done:
                    done.add(mark)
                    self.add(steps.of_set(mark))
            # What was still missing may be there now.
            waiting = [*self.sets, *left] if len(left) < len(waiting) else []


def _walk(found: list[Step], steps: Steps, always: Meaning, *, wary: bool) -> tuple[Due, int] | None:
    """The phrases that words in a row call for, and all their bits; None if `wary` and some may be disguised.

    `always` holds for every sentence.
    """
    due: Due = {}
    crossing: list[Call] = []
    sentence = _Sentence(always)
    whole = 0
    before, lone = "", -2
    classes: tuple[str, ...] = ()
    for number, (form, own, meaning, after, mark) in enumerate(found):
        if meaning is not NOTHING:
            sentence.add(meaning)
        if after:
            if meeting := after.get(before):
                sentence.meet(meeting, found, number)
            for name in classes:
                if meeting := after.get(name):
                    sentence.meet(meeting, found, number)
        before, classes = form, own
        if not mark:
            continue
        if mark == END:
            sentence.settle(steps)
            _settle(sentence.calls, sentence.bits, due, crossing)
            whole |= sentence.bits
            sentence = _Sentence(always)
        elif wary:
            if mark & ODD or lone == number - 1:
                return None
            lone = number
    _settle(crossing, whole, due, [])
    return due, whole


def _settle(calls: list[Call], bits: int, due: Due, crossing: list[Call]) -> None:
    for call in calls:
        rule, number, needed, crosses = call
        if needed & bits == needed:
            due.setdefault(rule, set()).add(number)
        elif crosses:
            crossing.append(call)
