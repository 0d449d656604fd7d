"""A word that nobody wrote is read as the near one that stands in what was found, or left."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.spelling import Spelling

TEXT = """Payday is the 25th, so nobody waits for payday long. A receipt is needed for every
allowance. The customer pays for the crane. Ask Tilda Martens about the anchorage, which the
harbour restores each spring. Certificates are renewed by itself. It costs 12 euros.
Lunch is free, so is every lunch."""


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
        "who is the winhc?",
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
