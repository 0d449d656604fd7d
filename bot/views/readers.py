"""Who may read a source: the four fields that choose it, and the sentence that says it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.views import wording
from bot.views.blocks import Block, context, plain
from bot.views.ids import CHANNELS, COLLECTIVES, GROUPS, PEOPLE, READER, SIGN_IN_REQUIRED
from bot.views.mrkdwn import one_line, prose

MOST_OPTIONS = 100
_LONGEST_VALUE = 150
_SLACK_ID = re.compile(r"[A-Z0-9]{2,30}")
_ALL = {"everyone": wording.EVERYONE, "guests": wording.GUESTS, "partners": wording.PARTNERS}

Groups = Mapping[str, str]
"""Handles of user groups by their Slack id."""


def reader_blocks(readers: Sequence[str], groups: Groups, *, sign_in: bool) -> list[Block]:
    """Inputs for all of everyone, user groups, channels and people, and the preview.

    ``sign_in``: whether they must have signed in once more.
    """
    ids = {kind: _of_kind(readers, kind) for kind in ("group:slack:", "channel:", "person:")}
    listed = {f"group:slack:{key}": f"@{name}" for key, name in groups.items()}
    # Chosen first, so that a hundred options never hide what is chosen.
    chosen = {key: listed.get(key, key) for key in _prefixed(ids, "group:slack:")}
    blocks = [_choose(COLLECTIVES, "Who may read it", _everybody(readers), readers)]
    if offered := {**chosen, **dict(sorted(listed.items(), key=lambda one: one[1]))}:
        blocks.append(_choose(GROUPS, "User groups", offered, readers))
    channels = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    blocks += [
        _pick(CHANNELS, "Members of channels", "conversations", ids["channel:"], channels),
        _pick(PEOPLE, "People", "users", ids["person:"], {}),
        _sign_in(required=sign_in),
        {**context(preview(readers, groups), wording.READERS_NARROW), "block_id": "preview"},
    ]
    return blocks


def preview(readers: Sequence[str], groups: Groups) -> str:
    """One sentence that names everybody who will be able to read."""
    if not readers:
        return wording.READERS_NOBODY
    return wording.READERS_PREVIEW.format(readers=named(readers, groups))


def named(readers: Sequence[str], groups: Groups, most: int = 20) -> str:
    """The readers in words, as mrkdwn."""
    words = [_word(reader, groups) for reader in readers[:most]]
    if len(readers) > most:
        words.append(f"and {len(readers) - most} more")
    return ", ".join(words)


def _word(reader: str, groups: Groups) -> str:
    if reader in _ALL:
        return _ALL[reader]
    kind, _, rest = reader.partition(":")
    if kind == "channel" and _SLACK_ID.fullmatch(rest):
        return f"members of <#{rest}>"
    if kind == "person" and _SLACK_ID.fullmatch(rest):
        return f"<@{rest}>"
    if kind == "group":
        source, _, name = rest.partition(":")
        return "@" + prose(groups.get(name, name) if source == "slack" else name)[:100]
    return prose(one_line(rest.removeprefix("email:")))[:100]


def _everybody(readers: Iterable[str]) -> dict[str, str]:
    others = {
        reader: reader.partition(":")[2].replace("handle:", "@").removeprefix("email:")
        for reader in readers
        if reader.startswith(("group:handle:", "person:email:")) and len(reader) <= _LONGEST_VALUE
    }
    return {**{key: label[:1].upper() + label[1:] for key, label in _ALL.items()}, **others}


def _of_kind(readers: Iterable[str], kind: str) -> list[str]:
    found = [reader.removeprefix(kind) for reader in readers if reader.startswith(kind)]
    return [one for one in found if _SLACK_ID.fullmatch(one)]


def _prefixed(ids: Mapping[str, list[str]], kind: str) -> list[str]:
    return [f"{kind}{one}" for one in ids[kind]]


def _sign_in(*, required: bool) -> Block:
    option = {"text": plain(wording.SIGN_IN_REQUIRED), "value": SIGN_IN_REQUIRED}
    element: Block = {
        "type": "checkboxes",
        "action_id": SIGN_IN_REQUIRED,
        "options": [{**option, "description": plain(wording.SIGN_IN_REQUIRED_HINT)}],
    }
    if required:
        element["initial_options"] = element["options"]
    return {
        "type": "input",
        "block_id": SIGN_IN_REQUIRED,
        "label": plain("Signing in"),
        "element": element,
        "optional": True,
    }


def _choose(name: str, label: str, offered: Mapping[str, str], chosen: Sequence[str]) -> Block:
    options = [
        {"text": plain(one_line(text) or value), "value": value}
        for value, text in list(offered.items())[:MOST_OPTIONS]
    ]
    element: Block = {
        "type": "multi_static_select",
        "action_id": READER + name,
        "placeholder": plain("Choose"),
        "options": options,
    }
    if initial := [option for option in options if option["value"] in chosen]:
        element["initial_options"] = initial
    return _input(name, label, element)


def _pick(
    name: str, label: str, what: str, chosen: Sequence[str], extra: Mapping[str, object]
) -> Block:
    element: Block = {
        "type": f"multi_{what}_select",
        "action_id": READER + name,
        "placeholder": plain("Choose"),
        **extra,
    }
    if chosen:
        element[f"initial_{what}"] = list(chosen)
    return _input(name, label, element)


def _input(name: str, label: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": True,
        "dispatch_action": True,
    }
