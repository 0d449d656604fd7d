"""Comparing a reply with what answers and with what it cites."""

import pytest

from chains.answering.outcome import Reply, Sentence, Source
from chains.evaluation.labelled_sets import LabelledQuestion
from chains.evaluation.wordings import Wordings

TEXTS = {"pay": "Payday\nSalaries are paid on the 25th of each month.", "cats": "Cats sleep."}


def reply(*texts: str) -> Reply:
    source = Source(1, "pay", "Payday", "", "all")
    return Reply(tuple(Sentence(text, (1,)) for text in texts), (source,))


@pytest.mark.parametrize(
    ("said", "unsupported"),
    [
        ("Salaries are paid on the 25th of each month.", 0),
        ("Salaries are paid on the 26th of each month.", 1),
        ("Bonuses come whenever the board wants.", 1),
    ],
)
def test_a_sentence_is_held_by_what_it_cites(said: str, unsupported: int) -> None:
    assert Wordings(TEXTS).unsupported(reply(said), {"pay"}) == unsupported


def test_another_document_supports_nothing() -> None:
    said = "Salaries are paid on the 25th of each month."
    assert Wordings(TEXTS).unsupported(reply(said, said), {"cats"}) == 2


def test_recall_is_of_the_answer_else_of_the_sentence_that_is_said_most() -> None:
    words = Wordings(TEXTS)
    said = reply("Salaries are paid monthly.")
    answered = LabelledQuestion("q", "?", {}, answer="paid on the 25th", section="Salaries.")
    sectioned = LabelledQuestion("q", "?", {}, section="Nobody knows.\n\nSalaries are late.")
    assert words.recall(answered, said) == 0.25
    assert words.recall(sectioned, said) == pytest.approx(2 / 3)
    assert words.recall(LabelledQuestion("q", "?", {}), said) is None
