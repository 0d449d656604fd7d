"""Lists and tables among what may be quoted: which of it belongs together, and what is left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment, without_columns
from chains.answering.passages.warning_words import warns
from chains.answering.quoting.scoring import Candidate

MOST_ITEMS = 8
"""Steps or rows of one list, which only make sense together, each with what belongs to it."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+")


def is_list(group: Sequence[Candidate]) -> bool:
    """Whether these only make sense together: steps, or what a sentence announces."""
    lead = group[0].segment.text.endswith(":")
    return len(group) > 1 and (lead or any(one.segment.form is Form.STEP for one in group))


def first_items(group: Sequence[Candidate], best: Candidate) -> list[Candidate]:
    """The first items of a list with all that stands under them, below what announces them."""
    counted = _counted(group)
    places = [place for place, one in enumerate(group) if one.segment.form is counted]
    if not places:
        return list(group[:MOST_ITEMS])
    first = places[0]
    end = places[MOST_ITEMS] if len(places) > MOST_ITEMS else len(group)
    leads = [place for place in range(first) if group[place].segment.text.endswith(":")]
    lead = leads[-1] if leads else first
    above = [
        one
        for place, one in enumerate(group[:first])
        if place >= lead or one is best or warns(one.segment.text)
    ]
    return [*above, *group[first:end]]


def _counted(group: Iterable[Candidate]) -> Form:
    """The form of a list's own items: what else stands in it belongs to one of them."""
    return Form.STEP if any(one.segment.form is Form.STEP for one in group) else Form.ROW


def whole(best: Candidate, near: Sequence[Candidate], *, way: bool = False) -> list[Candidate]:
    """It with what belongs to it: the code that follows, or the whole step that it is part of.

    ``near`` are those of its passage, in order. Where the ``way`` to do something is asked for, all
    code below its paragraph belongs to it, and what warns.
    """
    group = [one for one in near if one.segment.group == best.segment.group]
    before = [one for one in group if one.segment.place <= best.segment.place]
    steps = [one for one in before if one.segment.form is Form.STEP]
    first = steps[-1] if steps else best
    after = [one for one in group if one.segment.place > first.segment.place]
    if steps:
        return [first, *takewhile(lambda one: one.segment.form is not Form.STEP, after)]
    if way:
        return [first, *(one for one in after if _is_code(one) or warns(one.segment.text))]
    return [first, *takewhile(_is_code, after)]


def _is_code(one: Candidate) -> bool:
    return one.segment.form is Form.CODE


def left_out(chosen: Sequence[Candidate], all_of_it: Iterable[Candidate]) -> Mapping[int, int]:
    """How many rows or steps of a list are not among the chosen, by the place of its last chosen.

    Only of a list that is shown as one: below what announces it, or by two of its items.
    """
    groups: dict[tuple[int, int], list[Candidate]] = {}
    for one in all_of_it:
        groups.setdefault(one.group, []).append(one)
    left: dict[int, int] = {}
    for key, group in groups.items():
        counted = _counted(group)
        shown = {place: one for place, one in enumerate(chosen) if one.group == key}
        # What answers two questions of a message is shown twice.
        items = {one.segment.place for one in shown.values() if one.segment.form is counted}
        led = any(one.segment.text.endswith(":") for one in shown.values())
        more = sum(one.segment.form is counted for one in group) - len(items)
        if more > 0 and (len(items) > 1 or (items and led)):
            left[max(shown)] = more
    return left


def says_the_row(one: Segment, other: Segment) -> bool:
    """Whether one of them is a row all of whose cells stand in the other, a sentence."""
    row, said = (one, other) if one.form is Form.ROW else (other, one)
    if row.form is not Form.ROW or said.form is not Form.PROSE:
        return False
    cells = _words(without_columns(row))
    return bool(cells) and cells <= _words(said.text)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
