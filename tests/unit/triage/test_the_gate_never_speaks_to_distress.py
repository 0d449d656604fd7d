"""The gate opens for what documents may answer, and never for what may be distress."""

from typing import cast

import pytest

from chains.triage.decision import DecidedBy, Decision
from chains.triage.gate import Gate
from chains.triage.labels import INTENTS, Label
from chains.triage.local import ModelTriage, RuleTriage, released_triage

ASKED = "does anyone know how many days of parental leave we get?"


class Says:
    """A classifier that says what a test wants."""

    def __init__(self, intent: Label, *, offers: bool, sure: bool) -> None:
        shares = {one: 0.97 if one is intent else 0.03 / 9 for one in INTENTS}
        self._decision = Decision(intent, shares, 0.99, 1.0, offers, sure, DecidedBy.MODEL)

    async def locally(self, text: str) -> Decision:
        del text
        return self._decision


async def opens(intent: Label, text: str = ASKED, *, offers: bool, sure: bool) -> bool:
    return await Gate(cast(ModelTriage, Says(intent, offers=offers, sure=sure))).opens(text)


@pytest.mark.parametrize("sure", [True, False])
async def test_what_may_be_distress_is_left_alone_however_sure(*, sure: bool) -> None:
    assert not await opens(Label.SENSITIVE, offers=True, sure=sure)
    assert await opens(Label.HOW_TO, offers=True, sure=sure)


async def test_what_is_searched_for_is_offered_an_answer_and_nothing_else() -> None:
    assert await opens(Label.PEOPLE_LOOKUP, offers=True, sure=True)
    assert not await opens(Label.SMALL_TALK, offers=True, sure=True)
    assert not await opens(Label.KNOWLEDGE_QUESTION, offers=False, sure=True)
    assert not await opens(Label.KNOWLEDGE_QUESTION, "the door", offers=True, sure=True)


async def test_keywords_alone_never_speak_unasked() -> None:
    assert not await Gate(RuleTriage()).opens(ASKED)
    assert await Gate(released_triage()).opens(ASKED)
