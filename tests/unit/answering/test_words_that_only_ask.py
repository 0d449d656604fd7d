"""Words that tell which sort of answer is wanted, and others that mean another thing in a page."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.words import Words
from chains.answering.quoting.decision import Thresholds, Verdict, judge
from chains.answering.quoting.extractive import Extractive, Selection
from chains.answering.quoting.scoring import Scorer


def page(text: str, title: str = "Berths", *, number: int = 1, language: str = "en") -> Evidence:
    facts = DocumentFacts(
        UUID(int=number), UUID(int=99), title, title, "https://a.example", "a", language=language
    )
    return Evidence(facts, text, cosine=0.7, score=1.0)


def chosen(question: str, *evidence: Evidence) -> list[str]:
    found = Extractive(Scorer()).select(question, evidence)
    return [one.segment.text for one in found.chosen]


def test_any_price_says_what_a_thing_costs() -> None:
    fees = page(
        "L'ajout d'un conjoint coûte 41 euros par mois. "
        "La cotisation de la mutuelle est de 68 euros par mois.",
        "Mutuelle",
        language="fr",
    )
    first, *_ = chosen("Combien coûte la mutuelle par mois ?", fees)
    assert first == "La cotisation de la mutuelle est de 68 euros par mois."


def test_a_date_is_asked_for_by_its_next() -> None:
    pay = page("Overtime is paid with the next month's salary. Payday is the 25th of each month.")
    assert chosen("When is the next payday?", pay)[0] == "Payday is the 25th of each month."


def test_whom_to_call_is_no_call() -> None:
    berths = page(
        "The weekly call takes place on Tuesdays, Ida Quist leads it.\n\n"
        "When a crane is stuck, Bo Lund closes the berth."
    )
    assert chosen("Who do I call if a crane is stuck?", berths) == [
        "When a crane is stuck, Bo Lund closes the berth."
    ]


def test_what_is_called_something_is_not_on_call() -> None:
    wifi = page("The wifi is called Quayside-Guest. Printers are beside the lift.", "Wifi")
    found = Extractive(Scorer()).select("Who is on call?", (wifi,))
    assert found.best is None or found.best.own == 0
    assert "The wifi is called Quayside-Guest." in chosen("What is the wifi called?", wifi)
    rota = page("A video call needs a headset. Ida Quist is on call in May.", "Rota")
    assert chosen("who is on call", rota) == ["Ida Quist is on call in May."]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who do I call when the gate is stuck?", {"gate", "stuck"}),
        ("When is the next open day?", {"open", "day"}),
        ("What is the next step of a tender?", {"next", "step", "tender"}),
        ("Who do I call?", {"call"}),
        ("What counts as SEV1?", {"sev1"}),
        ("Who counts the keys?", {"count", "key"}),
        ("What happened on 4 March?", {"4", "march"}),
    ],
)
def test_words_that_only_ask_are_no_topic(question: str, words: set[str]) -> None:
    assert Words().of_question(question, "en") == words


ROOMS = """| Room | Seats |
|---|---|
| Priel | 6 |
| Deich | 24 |
| Watt | 12 |"""


def test_a_row_has_the_number_that_another_one_has() -> None:
    assert chosen("Which room has 24 seats?", page(ROOMS, "Rooms")) == ["Room: Deich\nSeats: 24"]
    # That no row has tells none apart.
    assert len(chosen("Which room has 30 seats?", page(ROOMS, "Rooms"))) > 1


OFFICES = """| Office | Room |
|---|---|
| Hamburg | Priel |
| Lisbon | Farol |

The largest meeting room is in Hamburg. Dogs may come to Hamburg on Fridays. Farol has a camera."""


def test_what_names_another_value_of_a_column_is_of_that() -> None:
    rooms = page(OFFICES, "Meeting rooms")
    assert chosen("meeting rooms in lisbon", rooms)[0] == "Office: Lisbon\nRoom: Farol"
    assert not any("Hamburg" in one for one in chosen("meeting rooms in lisbon", rooms))
    assert not any("Hamburg" in one for one in chosen("May dogs come to Lisbon?", rooms))
    # Where none is asked about, all are.
    assert any("Hamburg" in one for one in chosen("May dogs come?", rooms))


def test_a_number_in_a_name_tells_no_fields_apart() -> None:
    record = page("Name: Ida Quist\nemp_id: emp_0200\nSalary: 78852", "Ida Quist (emp_0200)")
    best = Extractive(Scorer()).select("What is the salary of Ida (emp_0200)?", (record,)).best
    assert best is not None
    assert (best.segment.text, best.fits) == ("Salary: 78852", True)


def judged(question: str, *evidence: Evidence) -> tuple[Selection, Verdict]:
    found = Extractive(Scorer()).select(question, evidence)
    return found, judge(question, found, evidence, Thresholds(bias=9.0))[0]


def test_a_number_of_what_has_a_name_stands_in_a_document_with_that_name() -> None:
    rules = page("A salesperson may give a discount of up to 8 percent.", "Discounts")
    plan = page("The launch at Karsund begins in May.", "Karsund", number=2)
    assert judged("How much discount did Karsund get?", rules, plan)[1] is Verdict.UNSURE
    named = page("The discount of Karsund is 12 percent.", "Discounts")
    assert judged("How much discount did Karsund get?", named, plan)[1] is Verdict.ANSWER
    # Anything else may be said without it.
    assert judged("How do I give Karsund a discount?", rules, plan)[1] is Verdict.ANSWER


def test_what_has_hardly_a_word_of_the_question_does_not_follow() -> None:
    ill = page(
        "| Occasion | Days |\n|---|---|\n| Birth of a child (beside parental leave) | 2 |\n\n"
        "Days on which a doctor certifies that you were ill are given back.",
        "Holidays and time off",
    )
    asked = "What happens if I fall ill or a parent of mine dies during my holiday?"
    assert chosen(asked, ill) == [
        "Days on which a doctor certifies that you were ill are given back."
    ]
