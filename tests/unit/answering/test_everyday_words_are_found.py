"""Everyday words of a question stand for those that pages write in their place."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.scoring import Candidate, Scorer


def passage(text: str, number: int = 1, language: str = "en") -> Evidence:
    facts = DocumentFacts(UUID(int=number), UUID(int=99), "p", "Rules", "https://a.example", "a")
    return Evidence(replace(facts, language=language), text)


def scored(question: str, *evidence: Evidence) -> list[Candidate]:
    scorer = Scorer()
    return list(scorer.candidates(question, evidence))


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("en", "how much vacation do I get", "Pilots get 28 days of holiday."),
        ("en", "how much time off do I get", "Pilots get 28 days of holiday."),
        ("en", "how long is the guarantee", "The warranty is 2 years."),
        ("en", "what are my wages", "The salary is paid on Friday."),
        ("en", "does my boss sign", "Your lead signs."),
        ("en", "where may I take pictures", "Photographs are allowed on the roof."),
        ("en", "when do we deploy", "It is released at noon."),
        ("en", "how much discount may I give", "A rebate of 8 percent may be given."),
        ("en", "may I bring my kid", "Children are welcome."),
        ("en", "may I buy a monitor", "A screen is paid once in four years."),
        ("en", "how long is the probation", "The trial period is 6 months."),
        ("en", "my kid has a fever", "A child is ill."),
        ("en", "I am getting married", "A wedding is 2 days."),
        ("de", "Wie hoch ist das Essensgeld?", "Der Essenszuschuss ist 6 Euro."),
        ("en", "where do I see the pw", "The password is on the card."),
        ("en", "when may I come in", "Pilots may enter from 07:00."),
        ("de", "Ist der Hafen offen?", "Er wird um 19 Uhr abgeschlossen."),
        ("de", "Wie viel Ferien habe ich?", "Es gibt 28 Tage Urlaub."),
        ("de", "Wann kommt der Lohn?", "Das Gehalt kommt am Freitag."),
        ("fr", "quel est le montant des vacances", "Les congés durent 28 jours."),
        ("es", "¿Cuál es mi sueldo?", "El salario se paga el viernes."),
        ("pt", "Qual é o meu ordenado?", "O salário é pago na sexta-feira."),
    ],
)
def test_what_is_written_in_their_place_is_found(language: str, question: str, text: str) -> None:
    [other, one] = scored(
        question, passage("Cranes lift.", 1, language), passage(text, 2, language)
    )
    assert one.own > other.own
    assert one.unnamed == 0.0


def test_the_word_itself_is_worth_more() -> None:
    [said] = scored("is vacation paid", passage("Vacation is paid."))
    [alike] = scored("is vacation paid", passage("Holiday is paid."))
    assert 0 < alike.own < said.own


def test_where_it_is_written_others_count_less_beside_it() -> None:
    [other, one, both] = scored(
        "vacation",
        passage("Holiday is on Friday."),
        passage("Vacation is on Monday.", 2),
        passage("A vacation is a holiday.", 3),
    )
    assert 0.0 < other.own < one.own == both.own == pytest.approx(1.0)


def test_forms_of_one_word_stand_for_each_other() -> None:
    [sent, other] = scored(
        "where do I send it", passage("Bills are sent to Ida."), passage("Bills are paid.", 2)
    )
    assert other.own < sent.own


def test_several_words_together_mean_what_is_written() -> None:
    holiday, overtime = scored(
        "how much time off do I get",
        passage("Pilots get 28 days of holiday."),
        passage("The time sheet has 7 columns.", 2),
    )
    assert holiday.own > overtime.own


def test_a_number_with_a_unit_is_no_word() -> None:
    [other, one] = scored(
        "18% discount, who has to sign?",
        passage("Weeks: 17 and 18."),
        passage("A discount of 15 percent is approved by Ida Storm.", 2),
    )
    assert (other.own, other.covered) == (0.0, 0.0)
    assert one.own > 0.0


def test_what_works_elsewhere_says_nothing_of_what_does_not() -> None:
    [other, one] = scored(
        "the winch is not working",
        passage("In Lunde everything works."),
        passage("Switch the winch off and on again.", 2),
    )
    assert other.own == 0.0
    assert one.own == 1.0
