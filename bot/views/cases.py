"""Which of several pages alike a sentence is from, told where a new one begins."""

from collections.abc import Callable, Sequence

from bot.views.mrkdwn import cut, one_line
from chains.answering.outcome import Sentence

_LONGEST = 60


def cases_told(sentences: Sequence[Sentence], shown: Callable[[str], str]) -> list[str]:
    """What to say before each sentence, on one line as ``shown``.

    Empty where the sentence says it itself, or one before it did.
    """
    told: list[str] = []
    before = ("", "")
    for sentence in sentences:
        here = sentence.asked, sentence.case
        known = here == before or sentence.case.casefold() in sentence.text.casefold()
        told.append("" if known else cut(one_line(sentence.case), _LONGEST, shown))
        before = here
    return told
