"""Why an answer came about, and what keeps a document out: for whoever asks, through Slack."""

import json
import re
from typing import Any

from bot.language.say import ENGLISH
from bot.views import why as views
from bot.views import wording
from bot.views.ids import ANSWER_MENU, PASSAGE, WHY, WHY_SOURCE
from bot.views.passage import MARKED
from tests.journeys.demo.living import Hands, until

Json = dict[str, Any]
PAYDAY = "When is payday?"
BANDS = "What is the salary band for a senior engineer?"


async def alone(hands: Hands, who: str, where: str) -> list[Json]:
    """What only this person sees there."""
    return [one for one in await hands.seen(who, where) if one["ephemeral"]]


async def pressed(hands: Hands, who: str, where: str, ts: str, **more: str) -> Json:
    """What somebody is told who presses something of a message."""
    before = len(await alone(hands, who, where))
    body = {"as": who, "channel": where, "ts": ts, **more}
    async with hands.http.post("/control/interact", json=body) as response:
        assert (await response.json())["ok"]

    async def told() -> bool:
        return len(await alone(hands, who, where)) > before

    await until(told, 10.0)
    return (await alone(hands, who, where))[-1]


async def command(hands: Hands, who: str, where: str, said: str) -> str:
    """What `/footnote` and these words say, as a text without the mark of its request."""
    outcome, message = await hands.run(who, where, "/footnote", said)
    assert outcome == "why"
    assert message is not None
    shown = [{**one, "block_id": ""} for one in message["blocks"]]
    return json.dumps([message["text"], shown], ensure_ascii=False)


def menus(message: Json) -> list[Json]:
    """Every menu of a message, in order."""
    blocks = message["blocks"]
    each = [one for block in blocks for one in (block.get("accessory"), *block.get("elements", ()))]
    return [one for one in each if one is not None and one["type"] == "overflow"]


def values(menu: Json) -> list[str]:
    return [option["value"] for option in menu["options"]]


def links(message: Json) -> list[str]:
    return re.findall(r"<(http[^|>#]+)[^|>]*\|", str(message["blocks"]))


async def test_the_asker_presses_why_and_reads_what_it_rests_on(hands: Hands) -> None:
    outcome, answer = await hands.ask("U0ANA", "D0ANA", PAYDAY)
    assert (outcome, answer is not None) == ("answer", True)
    assert answer is not None
    told = await pressed(hands, "U0ANA", "D0ANA", answer["ts"], action_id=WHY)
    shown = str(told["blocks"])
    assert ENGLISH(views.TITLE) in shown
    assert ENGLISH(views.SEALED) in shown
    assert "you are one" in shown
    assert "how surely they answer:" in shown
    assert told["thread_ts"] == answer["thread_ts"]
    assert links(answer)[0] in shown
    [only] = menus(answer)
    chosen = {"action_id": ANSWER_MENU, "value": values(only)[0]}
    one = await pressed(hands, "U0ANA", "D0ANA", answer["ts"], **chosen)
    assert ENGLISH(views.MAY_READ) in str(one["blocks"])
    assert len(links(one)) == 1
    assert ENGLISH(views.TITLE) in await command(hands, "U0ANA", "D0ANA", "why")


async def test_of_several_sources_each_has_a_menu_beside_it(hands: Hands) -> None:
    outcome, answer = await hands.ask("U0ANA", "D0ANA", "how do I get a badge?")
    assert (outcome, answer is not None) == ("answer", True)
    assert answer is not None
    *beside, below = menus(answer)
    assert len(beside) > 1
    assert [one["action_id"] for one in beside] == [WHY_SOURCE] * len(beside)
    assert not any(value.startswith(PASSAGE) for value in values(below))
    chosen = {"action_id": WHY_SOURCE, "value": values(beside[1])[0]}
    told = await pressed(hands, "U0ANA", "D0ANA", answer["ts"], **chosen)
    assert ENGLISH(views.MAY_READ) in str(told["blocks"])


async def passages(hands: Hands, who: str, where: str, ts: str, value: str) -> list[Json]:
    """The modals of somebody who chooses this in the menu below an answer with one source."""
    body = {"ts": ts, "action_id": ANSWER_MENU, "value": value}
    await hands.post("interact", who, where, **body)
    views_ = await hands.get("views", **{"as": who})
    for one in views_:
        shut = {"as": who, "view_id": one["id"]}
        async with hands.http.post("/control/close_view", json=shut) as response:
            assert (await response.json())["ok"]
    return list(views_)


async def test_a_passage_opens_with_its_link_for_who_may_read_it(hands: Hands) -> None:
    outcome, answer = await hands.ask("U0ANA", "C0GENERAL", PAYDAY)
    assert (outcome, answer is not None) == ("answer", True)
    assert answer is not None
    value = values(menus(answer)[0])[1]
    [own] = await passages(hands, "U0ANA", "C0GENERAL", answer["ts"], value)
    assert own["title"]["text"] == ENGLISH(wording.PASSAGE)
    assert links(answer)[0] in str(own["blocks"])
    assert "25" in str(own["blocks"][1:])
    # The answer quotes it: its message, which comes with the press, says which sentence.
    assert ENGLISH(MARKED) in str(own["blocks"][-1])


async def test_in_a_channel_everybody_is_told_what_they_may_read_themselves(hands: Hands) -> None:
    outcome, answer = await hands.ask("U0ANA", "C0GENERAL", PAYDAY)
    assert (outcome, answer is not None) == ("answer", True)
    assert answer is not None
    ts = answer["ts"].replace(".", "")
    link = f"https://tidewater.slack.com/archives/C0GENERAL/p{ts}?thread_ts={answer['thread_ts']}"

    async def noted() -> bool:
        """Where an answer stands is noted right after it does."""
        return ENGLISH(views.NOTHING) not in await command(hands, "U0ANA", "D0ANA", f"why {link}")

    await until(noted, 10.0)
    own = await command(hands, "U0ANA", "D0ANA", f"why {link}")
    other = await command(hands, "U0DANA", "D0DANA", f"why <{link}&amp;cid=C0GENERAL|answer>")
    assert "how surely they answer:" in own
    assert "how surely they answer:" not in other
    assert ENGLISH(views.SEALED) in other
    told = await pressed(hands, "U0DANA", "C0GENERAL", answer["ts"], action_id=WHY)
    assert ENGLISH(views.TITLE) in str(told["blocks"])
    assert "Payroll" not in str(await alone(hands, "U0BEN", "C0GENERAL"))


async def test_an_answer_of_somebody_else_is_as_one_that_never_was(hands: Hands) -> None:
    _, answer = await hands.ask("U0DANA", "D0DANA", BANDS)
    assert answer is not None
    request = answer["blocks"][0]["block_id"].rsplit(".", 1)[1]
    ts = answer["ts"].replace(".", "")
    never = await command(hands, "U0ANA", "D0ANA", "why abcd-efgh")
    assert never == await command(hands, "U0ANA", "D0ANA", f"why {request}")
    link = f"https://tidewater.slack.com/archives/D0DANA/p{ts}"
    assert never == await command(hands, "U0ANA", "D0ANA", f"why {link}")
    assert ENGLISH(views.NOTHING) in never
    assert ENGLISH(views.TITLE) in await command(hands, "U0DANA", "D0DANA", f"why {request}")


async def test_a_closed_document_is_as_one_that_is_not_there(hands: Hands) -> None:
    _, answer = await hands.ask("U0DANA", "D0DANA", BANDS)
    assert answer is not None
    closed = links(answer)[0]
    never = await command(hands, "U0ANA", "D0ANA", f"why-not {closed}/no-such-page")
    assert never == await command(hands, "U0ANA", "D0ANA", f"why-not {closed}")
    assert ENGLISH(views.NO_DOCUMENT) in never
    told = await command(hands, "U0DANA", "D0DANA", f"why-not {closed}#bands")
    assert ENGLISH(views.FREE) in told
    here = await command(hands, "U0DANA", "C0GENERAL", f"why-not {closed}")
    assert "Not everyone who reads replies here may read it." in here
    assert ENGLISH(views.NO_LINK).split("`")[0] in await command(hands, "U0ANA", "D0ANA", "why-not")
