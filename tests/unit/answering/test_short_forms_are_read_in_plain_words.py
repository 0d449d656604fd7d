"""*WFH* and *per diem* are read as pages write them out, where none found has them so."""

import pytest

from chains.answering.questions.plain_words import in_plain_words


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What is the per diem?", "What is the daily travel allowance?"),
        ("wfh", "work from home"),
        ("Can I WFH?", "Can I work from home?"),
        ("how much PTO do I get", "how much paid time off do I get"),
        ("Wie viel PTO bekomme ich im Jahr?", "Wie viel bezahlter Urlaub bekomme ich im Jahr?"),
        ("Est-ce que je peux faire du WFH ?", "Est-ce que je peux faire du télétravail ?"),
        (
            "¿Cuánto es el per diem en este viaje?",
            "¿Cuánto es el dieta diaria de viaje en este viaje?",
        ),
        ("Quanto é o per diem em uma viagem?", "Quanto é o ajuda de custo diária em uma viagem?"),
        ("What does the PTO-210 cost?", "What does the PTO-210 cost?"),
        ("When is payday?", "When is payday?"),
        ("onboarding", "first day and first week"),
        ("How do I set up 2FA?", "How do I set up two-factor authentication?"),
        ("13th salary", "thirteenth salary"),
        ("can I give 10% off", "can I give 10% discount"),
        ("10 percent off, who signs?", "10 percent discount, who signs?"),
        ("switch it off", "switch it off"),
        ("need 400V power", "need 400 volts power"),
        ("is there 400 V?", "is there 400 volts?"),
        ("where is room V?", "where is room V?"),
        ("when do we get paid?", "when is payday?"),
        ("When will my salary be paid", "when is payday"),
        ("when do I get paid for overtime", "when do I get paid for overtime"),
        ("when is the invoice due", "when is the invoice due"),
        ("Is the office open on the 13th?", "Is the office open on the 13th?"),
    ],
)
def test_a_short_form_is_written_out(question: str, read: str) -> None:
    assert in_plain_words(question, ["Pilots get 28 days."]) == read


def test_what_a_page_writes_stays() -> None:
    assert (
        in_plain_words("How much PTO?", ["Cranes lift.", "The PTO is 28 days."]) == "How much PTO?"
    )


UNION = "Nobody works from outside the European Union."


@pytest.mark.parametrize(
    ("question", "texts", "read"),
    [
        ("may I work from spain?", ["Work."], "may I work from another country?"),
        ("May I work in Spain?", [UNION], "May I work in another country of the European Union?"),
        ("Can I move to Peru?", [UNION], "Can I move to a country outside the European Union?"),
        ("Darf ich aus Peru arbeiten?", ["Arbeit."], "Darf ich aus einem anderen Land arbeiten?"),
        ("Puis-je travailler depuis le Pérou ?", ["Un."], "Puis-je travailler depuis le Pérou ?"),
        ("Can I work from Spain?", ["Work from Spain is for pilots."], "Can I work from Spain?"),
        ("How much leave is there in Spain?", [UNION], "How much leave is there in Spain?"),
        ("Can I work from Karsund?", [UNION], "Can I work from Karsund?"),
    ],
)
def test_a_country_without_a_rule_is_another_country(
    question: str, texts: list[str], read: str
) -> None:
    assert in_plain_words(question, texts) == read
