"""Which of several pages alike a sentence is from, told where a new one begins."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.views.mrkdwn import cut, one_line
from chains.answering.outcome import Sentence

_LONGEST = 60


class Told(NamedTuple):
    """What to say before a sentence, and whether it stands apart from the one before it."""

    case: str
    apart: bool


def cases_told(sentences: Sequence[Sentence], shown: Callable[[str], str]) -> list[Told]:
    """What to say before each sentence, on one line as ``shown``.

    Empty where the sentence says it itself, or one before it did. What is of another page, or of
    none of them, stands apart.
    """
    told: list[Told] = []
    before = ("", "")
    for sentence in sentences:
        here = sentence.asked, sentence.case
        known = here == before or sentence.case.casefold() in sentence.text.casefold()
        case = "" if known else cut(one_line(sentence.case), _LONGEST, shown)
        told.append(Told(case, apart=here != before))
        before = here
    return told
