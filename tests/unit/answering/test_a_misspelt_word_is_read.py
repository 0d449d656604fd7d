"""A word that nobody wrote is read as the near one that stands in what was found, or left."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.spelling import Spelling

TEXT = """Payday is the 25th, so nobody waits for payday long. A receipt is needed for every
allowance. The customer pays for the crane. Ask Tilda Martens about the anchorage, which the
harbour restores each spring. Certificates are renewed by itself. It costs 12 euros.
Lunch is free on Fridays, so is every lunch on a Friday."""


def read(question: str, text: str = TEXT, language: str = "en") -> str:
    facts = DocumentFacts(
        UUID(int=1), UUID(int=2), "h.md", "Winch manual", "https://d.example/h", "h", language
    )
    return Spelling({"launch"}.__contains__).corrected(
        question, [Evidence(facts, text, ("Lifting gear",))]
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("who pays the alowance?", "who pays the allowance?"),  # a letter too few
        ("when is paydday?", "when is payday?"),  # one too many
        ("where is the anchroage?", "where is the anchorage?"),  # two changed places
        ("where is the anchorege?", "where is the anchorage?"),  # another one
        ("how do I renew a certifcate?", "how do I renew a certificate?"),
        ("where is the winch manuel kept?", "where is the winch manuel kept?"),  # too short
        ("who keeps the lifitng gear?", "who keeps the lifting gear?"),  # stands in the heading
        ("Anchroage: where is it?", "anchorage: where is it?"),
        ("is lucnh free?", "is lunch free?"),
        ("who keeps the winhc?", "who keeps the winch?"),  # at its end
        ("is lunch free on firday?", "is lunch free on friday?"),  # nobody's name
        ("how much vaccation do I get?", "how much vacation do I get?"),  # an everyday word
    ],
)
def test_the_nearest_word_is_meant(written: str, meant: str) -> None:
    text = TEXT.replace("Certificates", "A certificate and all certificates")
    assert read(written, text) == meant


@pytest.mark.parametrize(
    "question",
    [
        "when is payday?",
        "who restored the harbours?",  # other forms of what stands there
        "where do the costumers wait?",  # but one letter of two differs
        "what does the county say?",  # nothing like it
        "is it about 13 euros or 120?",
        "who is the winhx?",
        "when is the launch?",  # a word of the language, which was meant
        "who is Martems?",  # as a name, it may be another's
        "who is martems?",  # and nobody is called what was not written
        "",
    ],
)
def test_what_was_written_or_is_not_near_stays(question: str) -> None:
    assert read(question) == question


def test_nouns_of_german_are_no_names() -> None:
    german = "Der Antrag auf Elternzeit geht an die Leitung."
    asked = "An wen geht mein Antrag auf Elternziet?"
    assert read(asked, german, "de") == "An wen geht mein Antrag auf elternzeit?"


def test_the_more_frequent_of_two_is_meant() -> None:
    assert read("the statoin?", "A stallion. The station, a station.") == "the station?"


def test_nothing_is_read_where_nothing_was_found() -> None:
    assert (
        Spelling(lambda _: False).corrected("how do I get a alowance?", [])
        == "how do I get a alowance?"
    )


GUESSED = ["expense", "receipt", "martens", "office", "offer", "between"]
"""Words of a language, the most frequent first."""


def spelling_that_guesses() -> Spelling:
    return Spelling(GUESSED.__contains__, GUESSED)


def guess(question: str, text: str = TEXT) -> str:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "h.md", "Manual", "https://d.example/h", "h")
    return spelling_that_guesses().guessed(question, [Evidence(facts, text)])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("what is an expnse recipt?", "what is an expense receipt?"),
        ("where is the ofice?", "where is the office?"),
        ("where is the offcie?", "where is the office?"),
        ("what is an expense receipt?", "what is an expense receipt?"),
        ("what is the crane?", "what is the crane?"),  # what was found has it
        ("is there a nursery?", "is there a nursery?"),
        ("Wo ist das Bettween?", "Wo ist das Bettween?"),  # another language
    ],
)
def test_a_word_of_the_language_is_guessed_that_nothing_found_has(written: str, meant: str) -> None:
    assert guess(written) == meant
    assert Spelling(GUESSED.__contains__).guessed(written, []) == written


def is_written(question: str, guessed: str, text: str) -> bool:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "h.md", "Manual", "https://d.example/h", "h")
    evidence = [Evidence(facts, text)] if text else []
    return spelling_that_guesses().is_written(question, guessed, evidence)


def test_a_guess_counts_where_what_is_found_for_it_writes_it_and_not_as_a_name() -> None:
    asked, meant = "what is an expnse recipt?", "what is an expense receipt?"
    assert is_written(asked, meant, "Each expense needs its receipts.")
    assert not is_written(asked, meant, "Each expense is paid.")
    assert not is_written(asked, meant, "")
    assert is_written("who is martems?", "who is martens?", "We keep martens in the hall.")
    assert not is_written("who is martems?", "who is martens?", "Ask Tilda Martens about it.")
