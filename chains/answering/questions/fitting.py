"""Whether a sentence can be the sort of answer that a question asks for.

English, German and French.
"""

from collections.abc import Callable, Collection, Mapping

from chains.answering.questions.counting import Counted
from chains.answering.questions.expectation import Expected
from chains.answering.questions.persons import names_somebody
from chains.answering.questions.quantities import (
    AMOUNT_WORDS,
    DURATION_WORDS,
    FREQUENCY_WORDS,
    MONEY_MARKS,
    NOTICE_WORDS,
    SPAN_BEFORE,
    SPANS,
    TIME_WORDS,
    UNIT_OF_TIME,
    names_a_place,
    quantities,
)

_TELLS: Mapping[Expected, Callable[[str], bool]] = {
    Expected.AMOUNT: AMOUNT_WORDS.in_text,
    Expected.MONEY: AMOUNT_WORDS.in_text,
    Expected.DURATION: DURATION_WORDS.in_text,
    Expected.FREQUENCY: FREQUENCY_WORDS.in_text,
    Expected.TIME: TIME_WORDS.in_text,
    Expected.PLACE: names_a_place,
}
"""Whether words alone answer; where a sort of answer is not listed, every sentence can be one."""


def can_answer(
    text: str,
    expected: Expected,
    asked: Collection[str] = (),
    unit: Counted | None = None,
) -> bool:
    """Whether a sentence, item or row can be such an answer.

    ``asked`` are the numbers of the question: to repeat them is no answer. ``unit`` is what it
    counts, which an answer counts too.
    """
    if expected is Expected.NOTICE:  # "by noon of the day before" says how many days
        return NOTICE_WORDS.in_text(text) or (SPANS.in_text(text) and SPAN_BEFORE.in_text(text))
    if unit is not None and (unit.unit or expected is Expected.AMOUNT) and not unit.in_text(text):
        return False
    match expected:
        case Expected.PERSON:
            return names_somebody(text)
        case Expected.AMOUNT:
            told = _counts(text, asked)
        case Expected.MONEY:  # a table may name the currency anywhere
            told = (MONEY_MARKS.in_text(text) or ": " in text) and _counts(text, asked)
        case Expected.DURATION:
            told = UNIT_OF_TIME.in_text(text) and _counts(text, asked)
        case _:
            told = expected not in _TELLS
    return told or (expected in _TELLS and _TELLS[expected](text))


def _counts(text: str, asked: Collection[str]) -> bool:
    return bool(quantities(text) - set(asked))
