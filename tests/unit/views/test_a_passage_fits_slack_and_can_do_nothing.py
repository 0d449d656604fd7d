"""A passage fits a modal and a message, and can do nothing, whatever the document says."""

from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views import passage as views
from bot.views import wording
from bot.views.limits import verdict, view_verdict
from chains.answering.explaining.quotations import Quotation
from chains.answering.outcome import Form, Sentence
from chains.answering.passages.evidence import DocumentFacts
from tests.unit.views.drawn import SOURCES, text
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import assert_harmless, texts

many = settings(
    max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
_id = st.just(UUID(int=1))
_facts = st.builds(
    DocumentFacts, _id, _id, text, text, st.just(SOURCES), text,
    updated=st.none() | st.dates(), is_old=st.booleans(),
)  # fmt: skip
_sentences = st.builds(
    lambda some, times: tuple(some * times),
    st.lists(st.builds(Sentence, text, st.just(()), st.sampled_from(Form)), max_size=5),
    st.sampled_from([1, 30]),
)
quotations = st.builds(
    Quotation,
    _facts,
    text.map(lambda path: SOURCES + path),
    st.lists(text, max_size=6).map(tuple),
    _sentences,
    st.lists(text, max_size=6).map(tuple),
)


@many
@given(found=quotations)
def test_any_passage_fits(found: Quotation) -> None:
    view = views.passage_view(ENGLISH, found)
    message = views.passage_message(ENGLISH, found)
    assert view_verdict(view) == []
    assert verdict(message.blocks, "message") == []
    assert message.private
    for shown in (message.text, *texts(view["blocks"])):
        assert_harmless(shown)


def test_what_is_not_there_is_one_constant_modal() -> None:
    view = views.passage_view(ENGLISH, None)
    assert view_verdict(view) == []
    assert [one["text"]["text"] for one in view["blocks"]] == [ENGLISH(wording.NO_PASSAGE)]
    assert view["private_metadata"] == ""


def test_a_passage_stands_below_its_title_headings_and_date() -> None:
    facts = DocumentFacts(
        UUID(int=1), UUID(int=2), "a.md", "Pay", "https://x.example/a", "hr",
        updated=date(2026, 5, 3),
    )  # fmt: skip
    steps = (Sentence("Open it.", (), Form.STEP), Sentence("Send it.", (), Form.STEP))
    said = Sentence("Payday is the 25th.", ())
    found = Quotation(facts, "https://x.example/a#when", ("Salaries", "When"), (said, *steps))
    head, body, _ = texts(views.passage_view(ENGLISH, found)["blocks"])
    assert head.split("\n") == [
        "*<https://x.example/a#when|Pay>*",
        "Salaries › When",
        "hr · 3 May 2026",
    ]
    assert body == "Payday is the 25th.\n\n1. Open it.\n2. Send it."


def test_a_passage_of_several_sections_has_their_headings_where_they_begin() -> None:
    facts = DocumentFacts(UUID(int=1), UUID(int=2), "a.md", "Pay", "https://x.example/a", "hr")
    said = tuple(Sentence(f"Sentence {number}.", ()) for number in range(4))
    found = Quotation(facts, facts.url, (), said, ("", "Late *boats*", "Late *boats*", "Crews"))
    _, body, _ = texts(views.passage_view(ENGLISH, found)["blocks"])
    assert body.split("\n\n") == [
        "Sentence 0.",
        "*Late ∗boats∗*",
        "Sentence 1. Sentence 2.",
        "*Crews*",
        "Sentence 3.",
    ]
