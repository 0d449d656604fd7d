"""The help and the home tab: each person's own commands, and nobody else's."""

import pytest

from bot.language.say import ENGLISH
from bot.views.guide import COMMANDS, Whose
from bot.views.mistaken import NEAR
from chains.access.audience import Asker, Standing
from chains.settings import AuditPolicy, RedactionSettings
from tests.journeys.conftest import Journey, until

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)
MEMBERS = {Whose.EVERYBODY, Whose.OUR_OWN}


def offered(shown: str) -> set[Whose]:
    """Whose commands are all in it; those of the others are not in it at all."""
    told = {of: [ENGLISH(one) in shown for one in each] for of, each in COMMANDS.items()}
    assert all(len(set(each)) == 1 for each in told.values())
    return {of for of, each in told.items() if all(each)}


async def commanded(journey: Journey, who: str, words: str) -> set[Whose]:
    direct = who.replace("U0", "D0")
    ts = await journey.command(who, direct, "/footnote", words)
    assert await journey.settled(direct, ts) == "help"
    return offered(str((await journey.seen(who, direct))[-1]["blocks"]))


@pytest.mark.parametrize("words", ["help", "", "usgae"])
async def test_a_command_shows_them(journey: Journey, words: str) -> None:
    policies, workspace = journey.knowledge.oversight.policies, journey.bot.workspace.id
    await policies.save(
        workspace, FINN, AuditPolicy(auditors=("U0BEN", "U0TOM")), RedactionSettings()
    )
    assert await commanded(journey, "U0ANA", words) == MEMBERS
    assert await commanded(journey, "U0FINN", words) == MEMBERS | {Whose.ADMINISTRATORS}
    assert await commanded(journey, "U0BEN", words) == MEMBERS | {Whose.AUDITORS}
    assert await commanded(journey, "U0TOM", words) == MEMBERS


@pytest.mark.parametrize("words", ["", "in:handbook", "<!channel>"])
@pytest.mark.parametrize("command", ["/ask", "/find"])
async def test_a_command_without_a_question_says_so(
    journey: Journey, command: str, words: str
) -> None:
    ts = await journey.command("U0ANA", "D0ANA", command, words)
    assert await journey.settled("D0ANA", ts) == "help"
    shown = (await journey.seen("U0ANA", "D0ANA"))[-1]["blocks"]
    missing = "words to look for are" if command == "/find" else "question is"
    assert f"{missing} missing. For example: `{command} " in shown[0]["text"]["text"]


async def test_a_command_that_is_none_names_the_near_one(journey: Journey) -> None:
    ts = await journey.command("U0ANA", "D0ANA", "/footnote", "stauts now")
    assert await journey.settled("D0ANA", ts) == "help"
    shown = (await journey.seen("U0ANA", "D0ANA"))[-1]["blocks"]
    assert shown[0]["text"]["text"] == ENGLISH(NEAR, word="`stauts`", near="status")


@pytest.mark.parametrize(
    ("who", "whose"), [("U0ANA", MEMBERS), ("U0TOM", MEMBERS), ("U0PRIYA", {Whose.EVERYBODY})]
)
async def test_so_does_a_message(journey: Journey, who: str, whose: set[Whose]) -> None:
    direct = who.replace("U0", "D0")
    ts = await journey.say(who, direct, "what can you do?")
    assert await journey.settled(direct, ts) == "help"
    assert offered(str((await journey.seen(who, direct))[-1]["blocks"])) == whose


@pytest.mark.parametrize(
    ("who", "whose"),
    [("U0ANA", MEMBERS), ("U0TOM", MEMBERS), ("U0FINN", MEMBERS | {Whose.ADMINISTRATORS})],
)
async def test_so_does_the_home_tab(journey: Journey, who: str, whose: set[Whose]) -> None:
    await journey.post("home", {"as": who, "tab": "home"})

    async def filled() -> bool:
        return bool((await journey.get("home", **{"as": who}) or {}).get("blocks"))

    await until(filled)
    assert offered(str(await journey.get("home", **{"as": who}))) == whose
