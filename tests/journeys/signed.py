"""Deliveries as Slack signs them, for what the playground never sends."""

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import ClientSession

if TYPE_CHECKING:
    from tests.journeys.conftest import Journey

Json = dict[str, Any]
_numbers = iter(range(1_700_000_000, 1_800_000_000))


def mention(said: str = "<@U0FOOTNOTE> When is payday?", **more: Any) -> Json:
    """An `app_mention` delivery of Ana's in #general, with a timestamp of its own."""
    ts = f"{next(_numbers)}.000100"
    inner = {
        "type": "app_mention",
        "user": "U0ANA",
        "text": said,
        "ts": ts,
        "channel": "C0GENERAL",
        "event_ts": ts,
    }
    return event({**inner, **more})


def event(inner: Json, event_id: str | None = None) -> Json:
    """An envelope around an inner event."""
    return {
        "token": "x",
        "team_id": "T0TIDE",
        "api_app_id": "A0FOOTNOTE",
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": "T0TIDE", "user_id": "U0FOOTNOTE", "is_bot": True}],
        "event": inner,
    }


async def deliver(
    http: ClientSession,
    bot_url: str,
    body: Json | str,
    *,
    secret: str,
    at: float | None = None,
    retry: int = 0,
    form: bool = False,
) -> int:
    """Send it signed, as the retry of that number; the status that came back."""
    raw = body if isinstance(body, str) else json.dumps(body)
    stamp = str(int(at if at is not None else time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{raw}".encode(), hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }
    if retry:
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
    async with http.post(f"{bot_url}/slack/events", data=raw, headers=headers) as response:
        return response.status


async def press(
    journey: "Journey", who: str, where: str, action: str, value: str, *, option: bool = False
) -> int:
    """A button or an option of a menu pressed by somebody, its value as they like; the status."""
    number = next(_numbers)
    chosen = {"selected_option": {"value": value}} if option else {"value": value}
    click = {
        "type": "block_actions",
        "user": {"id": who, "team_id": "T0TIDE"},
        "team": {"id": "T0TIDE"},
        "channel": {"id": where},
        "trigger_id": f"{number}.2.3",
        "response_url": f"{journey.playground.url}/response/none",
        "actions": [{"action_id": action, **chosen}],
    }
    body, secret = urlencode({"payload": json.dumps(click)}), journey.playground.signing_secret
    return await deliver(journey.http, journey.bot_url, body, secret=secret, form=True)
