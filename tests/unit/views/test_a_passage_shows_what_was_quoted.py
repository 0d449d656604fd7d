"""Of a passage, what the answer quotes is marked; whatever is sent instead shows nothing."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views import passage as views
from bot.views.limits import verdict, view_verdict
from bot.views.outcomes import render
from bot.views.quoted import quoted_in
from chains.access.audience import Venue, VenueKind
from chains.answering.explaining.quotations import Quotation
from chains.answering.outcome import Answer, Form, Reply, Sentence, Source
from chains.answering.passages.evidence import DocumentFacts
from tests.unit.views.drawn import text
from tests.unit.views.test_a_passage_fits_slack_and_can_do_nothing import (
    assert_harmless,
    many,
    quotations,
    texts,
)

FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "a.md", "Pay", "https://x.example/a", "hr")
OTHER = Sentence("Ask payroll & co. about *that*.", ())
PASSAGES = {
    "prose": (Sentence("Payday is the 25th < 26th of _each_ month, see `pay`.", ()), "*{}*"),
    "step": (Sentence("Open the form at https://x.example/y.", (), Form.STEP), "*1. {}*"),
    "row": (Sentence("Grade: Senior\nBand: 70 to 90", (), Form.ROW), "> *Grade:* Senior\n> *Band:"),
    "japanese": (Sentence("給料日は毎月二十五日に銀行振込です。", ()), "*{}*"),
}


def answered(*said: Sentence) -> list[dict[str, Any]]:
    """The blocks of an answer that quotes these."""
    source = Source(1, "d", "Pay", "https://x.example/a", "hr")
    cited = tuple(Sentence(one.text, (1,), one.form) for one in said)
    message = render(
        ENGLISH, Answer(Reply(cited, (source,))), request="R1", venue=Venue(VenueKind.PRIVATE)
    )
    assert message is not None
    return message.blocks


def body(shown: Any, *sentences: Sentence) -> list[str]:
    """What stands below the title of a passage of these."""
    view = views.passage_view(ENGLISH, Quotation(FACTS, FACTS.url, (), sentences), shown)
    assert view_verdict(view) == []
    return list(texts(view["blocks"]))[1:]


@pytest.mark.parametrize("kind", PASSAGES)
def test_what_the_answer_quotes_is_marked_and_nothing_else(kind: str) -> None:
    said, wanted = PASSAGES[kind]
    (plain, terms), (passage, *below) = body((), said, OTHER), body(answered(said), said, OTHER)
    assert below == [ENGLISH(views.MARKED), terms]
    assert wanted.split("{}")[0] in passage
    # But for the marks it says the same.
    first, _, rest = passage.rpartition(plain[plain.index("Ask payroll") :])
    assert rest == ""
    unmarked = first.replace("> ", "") if kind == "row" else first.replace("*", "", 2)
    assert unmarked + plain[plain.index("Ask payroll") :] == plain


def test_an_answer_in_other_words_marks_nothing() -> None:
    said, _ = PASSAGES["prose"]
    drafted = answered(Sentence("Pay comes on the 25th.", ()))
    assert body(drafted, said, OTHER) == body((), said, OTHER)


def test_few_letters_and_parts_of_words_are_no_quotation() -> None:
    shown = answered(Sentence("It is. Payday is the 25th of each month.", ()))
    for said in ("It is.", "day is the 25th of each mon"):
        assert quoted_in(shown, [Sentence(said, ())]) == frozenset()


def test_code_and_what_a_mark_would_break_stay_as_they_are() -> None:
    code = Sentence("make demo PORT=8090 # another", (), Form.CODE)
    stars = Sentence("Two * three times 2*3 is what it makes.", ())
    for said in (code, stars):
        assert body(answered(said), said)[0] == body((), said)[0]


def test_a_row_that_bars_would_make_too_long_has_none() -> None:
    long = Sentence("\n".join(["ab"] * 900), (), Form.ROW)
    assert body(answered(long), long)[0] == body((), long)[0]


@many
@given(found=quotations, others=st.lists(text, max_size=3))
def test_any_passage_fits_with_its_marks(found: Quotation, others: list[str]) -> None:
    shown = [{"text": {"text": one.text}} for one in found.sentences]
    blocks = [*shown, *({"elements": [{"text": one}]} for one in others)]
    view = views.passage_view(ENGLISH, found, blocks)
    assert view_verdict(view) == []
    assert verdict(views.passage_message(ENGLISH, found, blocks).blocks, "message") == []
    for one in texts(view["blocks"]):
        assert_harmless("\n".join(line.removeprefix("> ") for line in one.split("\n")))


@many
@given(text, st.sampled_from([None, "x", 7, {"text": 3}, [None], [[]]]))
def test_whatever_is_sent_instead_marks_nothing(said: str, blocks: Any) -> None:
    assert quoted_in(blocks, [Sentence(said, ())]) == frozenset()
