"""A model's draft is held to the format of its reply: asked for once more, mended, or left."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from langchain_core.messages import BaseMessage
from pydantic import ValidationError

from chains.answering.drafts.draft import DraftSentence
from chains.answering.drafts.drafting import DraftedAnswer, DraftedSentence, Drafting
from chains.answering.drafts.format_checks import Frame, Violation, violations
from chains.answering.drafts.formatting import Formatting
from chains.answering.drafts.mending import mended
from chains.answering.drafts.reply_types import CitedAnswer, Contact, Line, Step, Steps
from chains.answering.outcome import Form
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.errors import ModelUnavailable
from chains.triage.labels import POLICIES, Label
from tests.fakes.open_account import OpenAccount

CRANE = Evidence(
    DocumentFacts(uuid4(), uuid4(), "crane.md", "Crane", "https://docs.example/crane", "dock"),
    "The crane lifts 12 tonnes. Writing @channel is not for questions. It may not run at night.",
)
FRAME = Frame(POLICIES[Label.HOW_TO], [CRANE.text], frozenset({"en"}))
GOOD = ("In short: the crane lifts 12 tonnes.", [1])
DEED = ("I have reset your password.", [1])


class Model:
    """A chat model that says one thing after the other, and remembers what it was told."""

    def __init__(self, *says: Sequence[tuple[str, list[int]]] | Exception) -> None:
        self.says = list(says)
        self.told: list[str] = []

    async def fill(
        self, schema: Any, messages: Sequence[BaseMessage], account: Any, heard: Any = None
    ) -> Any:
        del schema, account, heard
        self.told.append(str(messages[-1].content))
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return DraftedAnswer(
            sentences=[DraftedSentence(text=text, passages=places) for text, places in said]
        )


class Cleared:
    evidence = (CRANE,)


async def written(model: Model) -> list[str]:
    draft = await Drafting(model).write("What does it lift?", Cleared(), OpenAccount())  # type: ignore[arg-type]
    return [one.text for one in draft]


async def test_what_is_right_is_asked_for_once() -> None:
    model = Model([GOOD])
    assert await written(model) == [GOOD[0]]
    assert len(model.told) == 1


async def test_what_is_wrong_is_named_and_asked_for_once_more() -> None:
    model = Model([GOOD, DEED], [GOOD])
    assert await written(model) == [GOOD[0]]
    assert Violation.CLAIM in model.told[1]
    assert Violation.TABLE not in model.told[1]


@pytest.mark.parametrize("second", [[GOOD, DEED], ModelUnavailable("chat"), []])
async def test_what_is_wrong_again_is_left_out(second: Any) -> None:
    model = Model([GOOD, DEED], second)
    assert await written(model) == [GOOD[0]]
    assert len(model.told) == 2


def step(number: int, text: str, *passages: int) -> Step:
    return Step(number=number, text=text, passages=passages or (1,))


def test_steps_are_numbered_anew_and_cut_to_their_number() -> None:
    lines = tuple(step(7, f"2. Turn the key {number} times.") for number in range(12))
    left = mended(Steps(lines=lines), FRAME)
    assert isinstance(left, Steps)
    assert [one.number for one in left.lines] == list(range(1, 11))
    assert left.lines[0].text == "Turn the key 0 times."


def test_an_address_goes_and_a_citation_of_nothing_too() -> None:
    left = mended(Steps(lines=(step(1, "See https://evil.example/x first.", 1, 9),)), FRAME)
    assert left is not None
    assert left.lines[0].text == "See (link) first."
    assert left.lines[0].passages == (1,)
    assert mended(Steps(lines=(step(1, "Press it.", 9),)), FRAME) is None


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Writing @channel is not for questions.", ()),
        ("In short: @channel is not for questions.", ()),
        ("In short: tell @here about it.", (Violation.MENTION,)),
        ("Fragen Sie bitte die Leute in der Werft danach.", (Violation.LANGUAGE,)),
        ("Is it so? Or not?", (Violation.QUESTIONS,)),
        ("Day | Hour | Place", (Violation.TABLE,)),
        ("It may not run at night.", ()),
    ],
)
def test_what_a_passage_says_may_be_said(text: str, broken: tuple[Violation, ...]) -> None:
    reply = CitedAnswer(lines=(Line(text=text, passages=(1,)),))
    frame = Frame(POLICIES[Label.KNOWLEDGE_QUESTION], FRAME.passages, FRAME.languages)
    assert violations(reply, frame) == broken


def test_a_contact_has_no_other_fields() -> None:
    with pytest.raises(ValidationError):
        Contact.model_validate({"text": "Ana Ruiz", "salary": "78,400"})


def test_a_draft_of_which_nothing_can_stay_is_left_to_the_verification() -> None:
    form = Formatting("What does it lift?", [CRANE])
    draft = (DraftSentence("The crane lifts 12 tonnes.", (7,)),)
    assert form.broken(draft) == (Violation.UNKNOWN_PASSAGE,)
    assert form.kept(draft) == draft
    assert form.broken(()) == ()
    rows = tuple(DraftSentence(f"Day: {day}\nHour: 08:00", (0,), Form.ROW) for day in range(3))
    assert form.kept(rows) == rows


def test_a_translation_stays_with_its_sentence_and_the_wanted_language_is_allowed() -> None:
    form = Formatting("Was hebt er?", [CRANE], "de")
    good = DraftSentence("In short: it lifts 12 tonnes.", (0,), shown="Kurz: er hebt 12 Tonnen.")
    deed = DraftSentence(DEED[0], (0,), shown="Erledigt.")
    assert form.kept((good, deed)) == (good,)
    german = DraftSentence("Kurz gesagt hebt er das und nicht mehr als das.", (0,))
    assert form.broken((german,)) == ()
