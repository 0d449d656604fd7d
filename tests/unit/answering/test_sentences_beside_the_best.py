"""Which sentences are quoted beside the best one."""

from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.segments import segments
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Candidate, Scorer
from tests.unit.answering.given_candidates import FACTS, Scored, candidate

EVIDENCE = (Evidence(FACTS, "The text of the page."),)


def quoted(question: str, *candidates: Candidate) -> list[str]:
    selection = Extractive(Scored(candidates)).select(question, EVIDENCE)
    return [one.segment.text for one in selection.chosen]


def test_one_that_only_stands_beside_it_is_left_out() -> None:
    beside = candidate(1, 0.88, own=0.1)
    assert quoted("When does it close?", candidate(0, 0.9, own=0.6), beside) == ["Sentence 0."]


def test_one_that_bears_on_the_question_itself_follows() -> None:
    beside = candidate(1, 0.88, own=0.6)
    assert quoted("Why does it close?", candidate(0, 0.9, own=0.6), beside) == [
        "Sentence 0.",
        "Sentence 1.",
    ]


def test_one_of_another_sort_neither_leads_nor_follows() -> None:
    other = candidate(0, 0.95, own=0.9, fits=False)
    assert quoted("When does it close?", other, candidate(1, 0.9, own=0.6)) == ["Sentence 1."]


def test_two_sentences_are_enough_where_one_tells_when() -> None:
    three = [candidate(place, 0.9, own=0.6) for place in range(3)]
    assert len(quoted("When does it close?", *three)) == 2
    assert len(quoted("Why does it close?", *three)) == 3


BANDS = """The pay of a senior skipper is 90 euros. The pay of a junior skipper is 70 euros."""


def test_beside_all_that_is_asked_for_stands_nothing_with_less_of_it() -> None:
    evidence = (Evidence(FACTS, BANDS, score=1.0),)
    extractive = Extractive(Scorer())
    for whose, sentences in (("a senior skipper", 1), ("a skipper", 2)):
        found = extractive.select(f"How much is the pay of {whose}?", evidence)
        assert len(found.chosen) == sentences


WIFI = """The guest wifi is called Quayside.
To get on the guest wifi, choose it and accept the rules.

| | Guest wifi |
|---|---|
| printers | yes |
| mail | yes |
"""


def test_a_row_whose_column_alone_says_it_does_not_follow() -> None:
    extractive = Extractive(Scorer())
    found = extractive.select(
        "How do I get on the guest wifi?", (Evidence(FACTS, WIFI, cosine=0.7, score=1.0),)
    )
    assert [one.segment.form for one in found.chosen] == [Form.PROSE, Form.PROSE]
    about_mail = (Evidence(FACTS, WIFI.replace("mail", "mail by guest wifi"), score=1.0),)
    found = extractive.select("How do I get on the guest wifi?", about_mail)
    assert [one.segment.form for one in found.chosen].count(Form.ROW) == 1


RUNBOOK = """The pump is old. To restart it:

1. Stop it.
```
pumpctl stop
```
Warning: do not open the valve.

2. Wait.
3. Start it.
```
pumpctl start
```
```
pumpctl check
```
"""


def of_text(markdown: str, best: str) -> list[Candidate]:
    """Its segments; one of them is the best, the others bear on nothing."""
    return [
        Candidate(0, one, frozenset({f"s{one.place}"}), 1.0, own=1.0, score=float(one.text == best))
        for one in segments(markdown)
    ]


def test_a_runbook_is_quoted_with_its_commands_and_warnings_in_order() -> None:
    found = quoted("How do I restart the pump?", *of_text(RUNBOOK, "Wait."))
    assert found == [one.text for one in segments(RUNBOOK)][1:]


def test_a_list_is_cut_between_items_and_not_inside_of_one() -> None:
    steps = "\n".join(
        f"{number}. Step {number}.\n```\ncode {number}\n```" for number in range(1, 12)
    )
    found = quoted("How do I restart the pump?", *of_text(steps, "Step 2."))
    assert found[0] == "Step 1."
    assert found[-1] == "code 8"


def test_one_step_is_quoted_with_all_that_stands_under_it() -> None:
    last = ["Start it.", "pumpctl start", "pumpctl check"]
    lead = "To restart it:"
    assert quoted("What starts it?", *of_text(RUNBOOK, "Start it.")) == [lead, *last]
    under = ["Stop it.", "pumpctl stop", "Warning: do not open the valve."]
    assert set(quoted("What is the warning?", *of_text(RUNBOOK, under[-1]))) == set(under)


def test_all_code_that_follows_a_sentence_is_quoted() -> None:
    text = "Look at it.\n```\none\n```\n```\ntwo\n```\n\nRest."
    assert quoted("What is there?", *of_text(text, "Look at it.")) == [
        "Look at it.",
        "one",
        "two",
    ]


ROWS = "Ferries leave so:\n\n| Day | Leaves |\n|---|---|\n" + "\n".join(
    f"| Day{number} | {number}:10 |" for number in range(1, 12)
)


def drafted(question: str, *candidates: Candidate) -> list[tuple[str, int]]:
    selection = Extractive(Scored(candidates)).select(question, EVIDENCE)
    return [(one.text, one.more) for one in selection.draft()]


def test_rows_that_are_left_out_of_a_table_are_counted() -> None:
    found = drafted("How do ferries leave?", *of_text(ROWS, "Ferries leave so:"))
    assert len(found) == 9
    assert [more for _, more in found] == [0] * 8 + [3]
    row = "Day: Day4\nLeaves: 4:10"
    found = drafted("When does it leave?", *of_text(ROWS, row))
    assert found == [("Ferries leave so:", 0), (row, 10)]


def test_steps_are_counted_without_what_stands_under_them() -> None:
    steps = "\n".join(
        f"{number}. Step {number}.\n```\ncode {number}\n```" for number in range(1, 12)
    )
    found = drafted("How do I restart the pump?", *of_text(steps, "Step 2."))
    assert found[-1] == ("code 8", 3)


def test_a_row_alone_leaves_nothing_out_that_anybody_would_miss() -> None:
    table = ROWS.partition("\n\n")[2]
    row = "Day: Day4\nLeaves: 4:10"
    assert drafted("When does it leave?", *of_text(table, row)) == [(row, 0)]


def test_a_row_that_repeats_the_sentence_is_not_shown_below_it() -> None:
    said = "On Mon the ferry leaves at 18:10."
    text = f"{said}\n\n| Day | Leaves |\n|---|---|\n| Mon | 18:10 |\n| Sat | 15:30 |"
    all_good = [
        Candidate(0, one, frozenset({f"s{one.place}"}), 1.0, own=1.0, score=0.9)
        for one in segments(text)
    ]
    assert quoted("Where do ferries leave?", *all_good) == [said, "Day: Sat\nLeaves: 15:30"]


def test_the_commands_below_a_paragraph_are_quoted_where_the_way_is_asked_for() -> None:
    text = (
        "Run `fail over` from the host. It takes a minute.\n\n```\nfail over\n```\n\n"
        "Never do it twice.\n\nIt is old."
    )
    first, _, code, warning, _ = (one.text for one in segments(text))
    asked = "How do I fail over?"
    assert quoted(asked, *of_text(text, first)) == [first, code, warning]
    assert quoted("Where is it run from?", *of_text(text, first)) == [first]


def test_a_denial_in_the_words_of_the_question_says_something() -> None:
    badge = "The badge opens the goods lift and the yard. It does not open the tank hall."
    evidence = (Evidence(FACTS, badge, score=1.0),)
    for question, says in (
        ("Does my badge open the tank hall?", True),
        ("Why does it not open the tank hall?", False),
    ):
        found = Scorer().candidates(question, evidence)
        assert found[-1].says is says


def test_what_is_asked_about_is_so_where_a_sentence_says_it_of_a_day() -> None:
    evidence = (Evidence(FACTS, "Dogs are allowed in Lyon on Fridays.", score=1.0),)
    for question, says in (
        ("Are dogs allowed in Lyon?", True),
        ("Why are dogs allowed in Lyon?", False),
        ("Are dogs allowed in Lyon on Fridays?", False),
    ):
        [found] = Scorer().candidates(question, evidence)
        assert found.says is says


def test_the_name_of_a_column_is_nothing_in_common() -> None:
    table = "| What | Guest wifi |\n|---|---|\n| printers | no |\n| web and mail | yes |"
    name = "The guest wifi is called Heron, and its password is on the card at each reception."
    evidence = (Evidence(FACTS, f"{table}\n\n{name}", cosine=0.8, score=1.0),)
    found = Extractive(Scorer()).select("What is the name of the guest wifi?", evidence)
    assert found.ranked[0].segment.text == name


def test_what_to_type_comes_before_what_never_to_do() -> None:
    text = "Never roll back firmware at sea.\n\nRoll back a robot with `ctl rollback` on deck only."
    evidence = (Evidence(FACTS, text, cosine=0.8, score=1.0),)
    found = Extractive(Scorer()).select("How do I roll back the firmware of a robot?", evidence)
    assert "ctl rollback" in found.ranked[0].segment.text


def rows_quoted(question: str, table: str) -> list[str]:
    found = Extractive(Scorer()).select(question, (Evidence(FACTS, table),))
    return [one.segment.text.partition("\n")[0] for one in found.chosen]


def test_a_row_that_is_named_stands_alone() -> None:
    table = "| Article | Price |\n|---|---|\n| Crane | 900 |\n| Winch | 40 |\n| Rope | 7 |"
    assert rows_quoted("winch price", table) == ["Article: Winch"]


def test_a_word_of_a_column_names_no_row_where_a_cell_has_it_too() -> None:
    table = (
        "| Office | Parking |\n|---|---|\n| Karsund | 3 places |\n"
        "| Lunde | none, use the car park |\n| Oslo | 1 place |"
    )
    assert rows_quoted("parking", table) == [
        "Office: Karsund",
        "Office: Lunde",
        "Office: Oslo",
    ]
