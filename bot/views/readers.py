"""Who may read a source: the four fields that choose it, and the sentence that says it."""

from collections.abc import Iterable, Mapping, Sequence

from bot.language.phrases import Phrase
from bot.language.say import Say
from bot.views import settings_labels as labels
from bot.views import wording
from bot.views.blocks import Block, context, plain
from bot.views.ids import CHANNELS, COLLECTIVES, GROUPS, PEOPLE, READER, SIGN_IN_REQUIRED
from bot.views.mrkdwn import SLACK_ID, one_line, prose

MOST_OPTIONS = 100
_LONGEST_VALUE = 150
_ALL = {"everyone": wording.EVERYONE, "guests": wording.GUESTS, "partners": wording.PARTNERS}

Groups = Mapping[str, str]
"""Handles of user groups by their Slack id."""


def reader_blocks(
    say: Say, readers: Sequence[str], groups: Groups, *, sign_in: bool
) -> list[Block]:
    """Inputs for all of everyone, user groups, channels and people, and the preview.

    ``sign_in``: whether they must have signed in once more.
    """
    ids = {kind: _of_kind(readers, kind) for kind in ("group:slack:", "channel:", "person:")}
    listed = {f"group:slack:{key}": f"@{name}" for key, name in groups.items()}
    # Chosen first, so that a hundred options never hide what is chosen.
    chosen = {key: listed.get(key, key) for key in _prefixed(ids, "group:slack:")}
    blocks = [_choose(say, COLLECTIVES, labels.WHO_READS, _everybody(say, readers), readers)]
    if offered := {**chosen, **dict(sorted(listed.items(), key=lambda one: one[1]))}:
        blocks.append(_choose(say, GROUPS, labels.USER_GROUPS, offered, readers))
    channels = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    blocks += [
        _pick(
            say,
            CHANNELS,
            labels.MEMBERS_OF_CHANNELS,
            "conversations",
            ids["channel:"],
            channels,
        ),
        _pick(say, PEOPLE, labels.PEOPLE, "users", ids["person:"], {}),
        _sign_in(say, required=sign_in),
        {
            **context(preview(say, readers, groups), say(wording.READERS_NARROW)),
            "block_id": "preview",
        },
    ]
    return blocks


def preview(say: Say, readers: Sequence[str], groups: Groups) -> str:
    """One sentence that names everybody who will be able to read."""
    if not readers:
        return say(wording.READERS_NOBODY)
    return say(wording.READERS_PREVIEW, readers=named(say, readers, groups))


def named(say: Say, readers: Sequence[str], groups: Groups, most: int = 20) -> str:
    """The readers in words, as mrkdwn."""
    words = [_word(say, reader, groups) for reader in readers[:most]]
    if len(readers) > most:
        words.append(say(wording.MORE_SOURCES, count=len(readers) - most))
    return ", ".join(words)


def _word(say: Say, reader: str, groups: Groups) -> str:
    if reader in _ALL:
        return say(_ALL[reader])
    kind, _, rest = reader.partition(":")
    if kind == "channel" and SLACK_ID.fullmatch(rest):
        return say(labels.MEMBERS_OF, channel=f"<#{rest}>")
    if kind == "person" and SLACK_ID.fullmatch(rest):
        return f"<@{rest}>"
    if kind == "group":
        source, _, name = rest.partition(":")
        return "@" + prose(groups.get(name, name) if source == "slack" else name)[:100]
    return prose(one_line(rest.removeprefix("email:")))[:100]


def _everybody(say: Say, readers: Iterable[str]) -> dict[str, str]:
    collectives = {key: say(label) for key, label in _ALL.items()}
    others = {
        reader: reader.partition(":")[2].replace("handle:", "@").removeprefix("email:")
        for reader in readers
        if reader.startswith(("group:handle:", "person:email:")) and len(reader) <= _LONGEST_VALUE
    }
    return {**{key: label[:1].upper() + label[1:] for key, label in collectives.items()}, **others}


def _of_kind(readers: Iterable[str], kind: str) -> list[str]:
    found = [reader.removeprefix(kind) for reader in readers if reader.startswith(kind)]
    return [one for one in found if SLACK_ID.fullmatch(one)]


def _prefixed(ids: Mapping[str, list[str]], kind: str) -> list[str]:
    return [f"{kind}{one}" for one in ids[kind]]


def _sign_in(say: Say, *, required: bool) -> Block:
    option = {"text": plain(say(wording.SIGN_IN_REQUIRED)), "value": SIGN_IN_REQUIRED}
    element: Block = {
        "type": "checkboxes",
        "action_id": SIGN_IN_REQUIRED,
        "options": [{**option, "description": plain(say(wording.SIGN_IN_REQUIRED_HINT))}],
    }
    if required:
        element["initial_options"] = element["options"]
    return {
        "type": "input",
        "block_id": SIGN_IN_REQUIRED,
        "label": plain(say(labels.SIGNING_IN)),
        "element": element,
        "optional": True,
    }


def _choose(
    say: Say, name: str, label: Phrase, offered: Mapping[str, str], chosen: Sequence[str]
) -> Block:
    options = [
        {"text": plain(one_line(text) or value), "value": value}
        for value, text in list(offered.items())[:MOST_OPTIONS]
    ]
    element: Block = {
        "type": "multi_static_select",
        "action_id": READER + name,
        "placeholder": plain(say(labels.CHOOSE)),
        "options": options,
    }
    if initial := [option for option in options if option["value"] in chosen]:
        element["initial_options"] = initial
    return _input(name, say(label), element)


def _pick(
    say: Say,
    name: str,
    label: Phrase,
    what: str,
    chosen: Sequence[str],
    extra: Mapping[str, object],
) -> Block:
    element: Block = {
        "type": f"multi_{what}_select",
        "action_id": READER + name,
        "placeholder": plain(say(labels.CHOOSE)),
        **extra,
    }
    if chosen:
        element[f"initial_{what}"] = list(chosen)
    return _input(name, say(label), element)


def _input(name: str, label: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": True,
        "dispatch_action": True,
    }
