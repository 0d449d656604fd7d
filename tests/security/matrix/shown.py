"""Everything that somebody could see of what the bot did, and what of it gives a document away."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground.company import BOT_USER, dm_of
from tests.security.matrix.changes import Case
from tests.security.matrix.company import BESIDE, PERSONS, SECRETS
from tests.security.matrix.world import Explained, Moment, World

Json = dict[str, Any]
SLACK = "Slack"
"""Reads what the bot asks it, and shows it to nobody."""
_TO_ONE = ("user", "user_id")
_READS = re.compile(r"^(users|usergroups|conversations|auth|team)\.")
# What is different each time: timestamps, request ids, what is sealed, ids that Slack gives.
_MASKS = (
    (re.compile(r"\b\d{10}\.\d{6}\b"), "TIME"),
    (re.compile(r"\b[2-9bcdfghjkmnpqrstvwxz]{4}-[2-9bcdfghjkmnpqrstvwxz]{4}\b"), "REQUEST"),
    (re.compile(r"\btook (\d+ ms|[\d.]+ s)\b"), "took TIME"),
    (re.compile(r'"gAAAA[\w=-]+"'), '"SEALED"'),
    (re.compile(r'"trigger_id": "[^"]+"'), '"trigger_id": "ID"'),
    (re.compile(r'"(block_id|action_id|view_id|hash|id)": "[0-9A-Za-z]{6,}"'), r'"\1": "ID"'),
)


@dataclass(frozen=True, order=True)
class Sight:
    """One thing that one person could see; ``where`` it was shown, and whether to all there.

    ``acted``: it came after the asker had pressed something. ``explains``: the answer, given to
    others as well, that it explains to this person.
    """

    viewer: str
    where: str
    shared: bool
    how: str
    text: str
    acted: bool = field(default=False, compare=False)
    explains: Explained | None = field(default=None, compare=False)

    def masked(self) -> "Sight":
        """The same without what differs each time."""
        text = self.text
        for pattern, word in _MASKS:
            text = pattern.sub(word, text)
        return replace(self, text=text)


async def sights(world: World, since: Moment, asker: str) -> list[Sight]:
    """What anybody could see since a moment, on their screens and in what went over the wire."""
    payload, ts = since
    pressed = world.pressed.since[0] if world.pressed else sys.maxsize
    found = [
        _by_press(world, one, acted=entry["id"] > pressed)
        for entry in world.payloads(payload)
        for one in _of_payload(world, entry, asker)
    ]
    for who, person in world.playground.workspace.directory.people.items():
        if not person.deactivated:
            found += await _on_screen(world, who, ts)
    return found


def _by_press(world: World, sight: Sight, *, acted: bool) -> Sight:
    """The same, with what it has to do with what the asker pressed."""
    about = world.explained
    theirs = about is not None and sight.viewer == about.viewer and not sight.shared
    return replace(sight, acted=acted, explains=about if acted and theirs else None)


async def _on_screen(world: World, who: str, since: str) -> list[Sight]:
    workspace, pressed = world.playground.workspace, world.pressed
    found = []
    for channel in workspace.directory.visible_to(who):
        if not workspace.messages.seen_by(channel.id, who, since):
            continue  # asking for sixty empty screens is most of the time of a look
        for one in await world.get("messages", who, channel=channel.id, after=since):
            if one["user"] == BOT_USER:
                shared = not (one["ephemeral"] or channel.is_dm)
                sight = Sight(who, channel.id, shared, "screen", _text(one))
                acted = pressed is not None and one["ts"] > pressed.since[1]
                found.append(_by_press(world, sight, acted=acted))
    return found


def _of_payload(world: World, entry: Json, asker: str) -> Iterator[Sight]:
    """Who could see one request of the bot's, or its answer to one of Slack's."""
    if entry["direction"] == "to_bot":
        if entry["response"]:
            yield Sight(asker, dm_of(asker), False, "answer", _text(entry["response"]))
        return
    how, request = entry["name"], entry["request"]
    text = _text(request)
    if _READS.match(how):
        yield Sight(SLACK, "", False, how, text)
    elif how == "response_url" or how.startswith("views.") or how == "chat.postEphemeral":
        named = next((str(request[key]) for key in _TO_ONE if request.get(key)), asker)
        yield Sight(named, dm_of(named), False, how, text)
    else:
        yield from _to_conversation(world, entry["channel"] or "", how, text)


def _to_conversation(world: World, where: str, how: str, text: str) -> Iterator[Sight]:
    directory = world.playground.workspace.directory
    channel = directory.channels.get(dm_of(where) if where in PERSONS.values() else where)
    if channel is None:
        yield Sight(SLACK, where, False, how, text)
        return
    for viewer in sorted(directory.viewers(channel)):
        if directory.people[viewer].deactivated:
            continue
        yield Sight(viewer, channel.id, not channel.is_dm, how, text)


def allowed(world: World, sight: Sight) -> set[str]:
    """The documents that may show in what somebody sees.

    An explanation names the sources of its answer that its viewer may read (docs/why.md). What
    that answer could draw on is told by whom it was made for: a page that a newer one replaces for
    the viewer is a source where those others may not read the newer one, and as open to the viewer
    as it was. Their own answers do not draw on it any more.
    """
    if sight.viewer == SLACK:
        return set()
    if (about := sight.explains) is not None:
        return world.readable(about.where, about.asked_by) & world.open_to(sight.viewer)
    where = sight.where if sight.shared else dm_of(sight.viewer)
    return world.readable(where, sight.viewer)


def leaks(world: World, seen: list[Sight]) -> list[str]:
    """What of it gives away a document that may not show there, by its unguessable words.

    Nor may an explanation show what the answer that it explains does not.
    """
    found = []
    for sight in seen:
        may, about = allowed(world, sight), sight.explains
        for secret in (*SECRETS.values(), *BESIDE):
            kept_to = about is None or secret.told(about.answer)
            if not (secret.path in may and kept_to) and secret.told(sight.text):
                found.append(f"{secret.path} to {sight.viewer} in {sight.where} by {sight.how}")
    return found


def differences(world: World, case: Case, before: list[Sight], after: list[Sight]) -> list[Sight]:
    """What only one of two looks showed, of all that must not depend on the document.

    Where it gives somebody who may read it an answer, and with it a button, whether they press it
    is their own doing: others see that they did. What comes of one press is compared with what
    comes of the other, not with nothing.
    """
    if case.surface.counts and world.rules.people.get(case.who, {}).get("admin"):
        return []
    path, looks = case.secret.path, (before, after)
    presses = {any(one.acted for one in seen) for seen in looks}
    if len(presses) > 1 and path in world.open_to(case.who):
        looks = tuple([one for one in seen if not one.acted] for seen in looks)
    one, two = (independent(world, seen, path) for seen in looks)
    return [sight for sight in (*one, *two) if one.count(sight) != two.count(sight)]


def independent(world: World, seen: list[Sight], path: str) -> list[Sight]:
    """What must be the same whether or not a document exists, because it may not show there."""
    return sorted(
        one.masked() for one in seen if one.viewer != SLACK and path not in allowed(world, one)
    )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
