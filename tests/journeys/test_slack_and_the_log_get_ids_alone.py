"""What goes to Slack besides replies, and into the log, is opaque."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from bot.logs import configure_logs
from bot.views import ids
from bot.views.outcomes import SHOW_PRIVATELY
from bot.views.sharing import SHARE
from chains.access.audience import VenueKind
from chains.answering.question import Question
from tests.fakes.scripted_copilot import PAYDAY, answer
from tests.journeys.conftest import Journey, until
from tests.journeys.signed import press
from tests.journeys.test_every_surface_has_a_venue import (
    MENTION,
    ask,
    edit,
    sent_to_slack,
    was_asked,
)

Json = dict[str, Any]
POSTING = {"chat.postMessage", "chat.postEphemeral", "response_url", "views.publish"}
# Of questions, answers, documents and people; the prompts are the same for everybody.
WORDS = ("ferry", "harbour", "25th", "Payroll calendar", "Ana Ruiz", "@tidewater.example")


BUTTONS = (
    SHOW_PRIVATELY,
    SHARE,
    ids.WHY,
    ids.WHY_SOURCE,
    ids.HELPFUL,
    ids.NOT_HELPFUL,
    ids.ANSWER_MENU,
)
CHOICES = ids.AGAIN, ids.HELP, ids.VOUCH, SHARE
_REQUEST = r"[2-9a-z]{4}-[2-9a-z]{4}"


OPAQUE = {
    "block_id": re.compile(rf"outcome\.[a-z_]+\.{_REQUEST}|[a-zA-Z0-9]{{5,6}}"),
    "action_id": re.compile("|".join((*BUTTONS, "[a-zA-Z0-9]{5,6}"))),
    # The number of a source, or what is to be done, before the request.
    "value": re.compile(rf"(?:(?:(?:passage\.)?\d+|{'|'.join(CHOICES)})\.)?{_REQUEST}"),
    "private_metadata": re.compile(r"[0-9a-f-]*"),
    "callback_id": re.compile(r"settings_[a-z]+"),
    "status": re.compile("processing|active"),
    # Nothing is ever put in these.
    "metadata": re.compile("(?!)"),
    "title": re.compile("|".join(("How do I ask.", "A rule or a date", "A how-to", "A part .*"))),
    "loading_messages": re.compile("(?!)"),
}


async def test_what_goes_to_slack_besides_replies_and_to_the_log_is_ids_alone(
    journey: Journey,
) -> None:
    log = _logged()
    journey.copilot.script = _everything
    await _use_every_surface(journey)
    configure_logs()
    sent = sent_to_slack(journey)
    assert {one["name"] for one in sent} >= POSTING | {"agents.sessions.setStatus"}
    for one in sent:
        for key, value in _named(one["request"]):
            assert OPAQUE[key].fullmatch(str(value)), (one["name"], key, value)
        if one["name"] not in POSTING:
            assert not _telling(json.dumps(one["request"], ensure_ascii=False)), one["name"]
    lines = log.getvalue().splitlines()
    assert any("question_finished" in line for line in lines)
    assert [line for line in lines if _telling(line)] == []


async def _use_every_surface(journey: Journey) -> None:
    root = await journey.say("U0DANA", "C0GENERAL", f"{MENTION}Does the ferry run at the harbour?")
    await until(lambda: was_asked(journey, 1))
    await ask(journey, "U0BEN", "C0GENERAL", "The ferry?", thread_ts=root)
    await ask(journey, "U0DANA", "C0PAY", "The ferry?")
    await ask(journey, "U0ANA", "C0ACME", "The harbour?")
    await ask(journey, "U0BEN", "G0LEADS", "The harbour?")
    direct = await journey.say("U0DANA", "D0DANA", "The harbour?")
    await journey.settled("D0DANA", direct)
    await edit(journey, "U0DANA", "D0DANA", direct, "The ferry at the harbour?")
    for command in ("/ask", "/find", "/footnote"):
        ts = await journey.command("U0DANA", "C0GENERAL", command, "ferry of the harbour")
        await journey.settled("C0GENERAL", ts)
    await journey.drained()
    requests = {row.kind: row.request for row in await journey.rows()}
    await press(journey, "U0DANA", "C0GENERAL", SHARE, requests["ask"])
    for one in await journey.seen("U0DANA", "C0GENERAL"):
        for action in (SHOW_PRIVATELY, SHARE):
            if one["ephemeral"] and action in json.dumps(one["blocks"]):
                body = {"as": "U0DANA", "channel": "C0GENERAL", "ts": one["ts"]}
                await journey.post("interact", body | {"action_id": action})
    for tab in ("home", "messages"):
        await journey.post("home", {"as": "U0ANA", "tab": tab})
    await journey.drained()


def _everything(question: Question) -> Any:
    if question.venue.kind is VenueKind.PRIVATE:
        return answer(PAYDAY)
    return answer(more=True)


def _named(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field that is an id, a value or a label, wherever it stands."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in OPAQUE and not isinstance(inner, dict | list):
                yield key, inner
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _telling(text: str) -> list[str]:
    return [word for word in WORDS if word.lower() in text.lower()]


def _logged() -> io.StringIO:
    stream = io.StringIO()
    configure_logs(stream=stream, level=logging.DEBUG)
    return stream
