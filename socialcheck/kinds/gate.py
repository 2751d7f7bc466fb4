"""The gate: which phrases a text calls for, found word by word before anything is matched.

A phrase is tried only on a text that has, within one sentence, everything the phrase cannot do without. Most clean
texts call for none. Words recur, so what each says is worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socialcheck.kinds.steps import END, NOTHING, ODD, Call, Meaning, Meeting, Meetings, Step, Steps, Unread, bit_set, together
from socialcheck.text.disguise import suspicious
from socialcheck.text.view import TextView
from socialcheck.text.vocabulary import Vocabulary

Due = dict[str, set[int]]


class Gate:
    """The gate of a set of rules. It keeps what words say, nothing of any text."""

    def __init__(self, compiled: Mapping[str, Any], vocabulary: Vocabulary, wanted: Iterable[str]) -> None:
        rules = frozenset(wanted)
        self._steps = Steps(compiled, vocabulary, rules)
        self._open = [(rule, number) for rule, number in compiled["open"] if rule in rules]
        # Phrases that are tried where others have called for their rule, each with the bits it needs.
        self._waiting = {
            rule: tuple((number, bit_set(needed)) for number, needed in lines)
            for rule, lines in compiled["waiting"].items()
            if rule in rules
        }
        self._asked = {rule: bit_set(needed) for rule, needed in compiled["asked"].items() if rule in rules}
        heads = compiled["heads"]
        self._reach = {rule: _reach(heads[rule]) for rule in rules if heads[rule]["kind"] == "signals"}

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
        return {rule: numbers for rule, numbers in due.items() if self._may_match(rule, numbers, bits)} if due else due

    def _may_match(self, rule: str, numbers: set[int], bits: int) -> bool:
        """Whether a rule may find something by these phrases, to which those that were waiting are added."""
        asked = self._asked.get(rule, 0)
        if asked & bits != asked:
            return False
        numbers.update([number for number, needed in self._waiting.get(rule, ()) if needed & bits == needed])
        reach = self._reach.get(rule)
        return reach is None or sum(dict([reach[0][number] for number in numbers]).values()) >= reach[1]


def _reach(head: Mapping[str, Any]) -> tuple[list[tuple[int, int]], int]:
    """For each phrase of a rule on signals its cue and what it may weigh, and the threshold."""
    return [(cue, max(weight, 0)) for cue, weight in head["weights"]], head["signals"]["threshold"]


def _walk(found: list[Step], steps: Steps, always: Meaning, *, wary: bool) -> tuple[Due, int] | None:
    """The phrases that words in a row call for, and all their bits; None if `wary` and some may be disguised.

    `always` holds for every sentence.
    """
    due: Due = {}
    crossing: list[Call] = []
    whole = 0
    lone = -2
    before = ""
    classes: tuple[str, ...] = ()
    bits, calls, sets = always.bits, [*always.calls], [*always.sets]
    for number, (form, own, meaning, after, mark) in enumerate(found):
        if meaning is not NOTHING:
            more, called, named = meaning
            bits |= more
            if called:
                calls += called
            if named:
                sets += named
        if after is not None:
            for key in (before, *classes) if classes else (before,):
                if (met := after.get(key)) is not None:
                    more, called, named = met if isinstance(met, Meaning) else _meet(met, after, key, steps, found, number)
                    bits |= more
                    calls += called
                    sets += named
        before, classes = form, own
        if mark == END:
            if sets:
                bits = _settle_sets(sets, bits, calls, steps)
            if calls:
                _settle(calls, bits, due, crossing)
            whole |= bits
            bits, calls, sets = always.bits, [*always.calls], [*always.sets]
        elif mark and wary:
            if mark & ODD or lone == number - 1:
                return None
            lone = number
    _settle(crossing, whole, due, [])
    return due, whole


def _meet(met: Meeting | Unread, after: Meetings, key: str, steps: Steps, found: list[Step], number: int) -> Meaning:
    """What word `number` says together with the word or class before it, if that is not known without looking further."""
    read = steps.meeting(after, key, met) if isinstance(met, Unread) else met
    if isinstance(read, Meaning):
        return read
    said = [row.meaning for row in read.rows if _stands(row.words, number - row.at, found)]
    return together([read.meaning, *said]) if said else read.meaning


def _stands(words: tuple[str, ...], first: int, found: list[Step]) -> bool:
    last = first + len(words)
    return (
        first >= 0
        and last <= len(found)
        and found[last - 1].form == words[-1]
        and found[first].form == words[0]
        and (tuple([step.form for step in found[first:last]]) == words)
    )


def _settle_sets(waiting: list[tuple[str, int]], bits: int, calls: list[Call], steps: Steps) -> int:
    """The bits of a sentence with those of the named sets that are there: they may make others be there in turn."""
    done: set[str] = set()
    while waiting:
        left: list[tuple[str, int]] = []
        told: list[tuple[str, int]] = []
        for mark, needed in waiting:
            if needed & bits != needed:
                left.append((mark, needed))
            elif mark not in done:
                done.add(mark)
                meaning = steps.of_mark(mark)
                bits |= meaning.bits
                calls += meaning.calls
                told += meaning.sets
        # What was still missing may be there now.
        waiting = [*told, *left] if len(left) < len(waiting) else []
    return bits


def _settle(calls: list[Call], bits: int, due: Due, crossing: list[Call]) -> None:
    for call in calls:
        rule, number, needed, crosses = call
        if needed & bits == needed:
            due.setdefault(rule, set()).add(number)
        elif crosses:
            crossing.append(call)
