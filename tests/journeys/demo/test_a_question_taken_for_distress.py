"""Taken for distress, meant as a question: answered on a press, for its author alone."""

from bot.views import ids
from chains.triage.labels import POLICIES, Label
from tests.journeys.demo.distress import confidants, holding, press, replied
from tests.journeys.demo.living import Hands, until


async def test_who_meant_a_question_has_it_answered_alone(
    hands: Hands, searches: list[str]
) -> None:
    await confidants(hands)
    for where in ("D0ANA", "C0GENERAL"):
        said = "my zanzibar hurts so badly that I cry, how do I call in sick?"
        outcome, message = await hands.ask("U0ANA", where, said)
        assert (outcome, searches) == ("canned", [])
        assert message is not None
        assert message["text"] == POLICIES[Label.SENSITIVE].canned
        assert await holding(hands, "zanzibar") == []
        before = {one["ts"] for one in await hands.seen("U0ANA", where)}
        await press(hands, "U0ANA", where, message, ids.SEARCH_MEANT)
        fresh = await replied(hands, "U0ANA", where, before)
        assert fresh["blocks"][0]["block_id"].split(".")[1] in {"answer", "unsure"}
        assert any("sick-leave" in link for link in fresh["links"])
        assert fresh["ts"] not in str(await hands.seen("U0BEN", "C0GENERAL"))
        # The help text stands on: it may have been both.
        assert message["ts"] in {one["ts"] for one in await hands.seen("U0ANA", where)}
        searches.clear()

    async def forgotten() -> bool:
        return await holding(hands, "zanzibar") == []

    await until(forgotten, 20)
