"""The forms of the settings: connect a folder, choose readers, choose what holds in a channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.say import Say
from bot.views import ids, wording
from bot.views import settings_labels as labels
from bot.views.blocks import Block, plain, section
from bot.views.readers import MOST_OPTIONS, Groups, reader_blocks
from bot.views.settings import modal
from chains.administration import SourceStatus
from chains.settings import OwnChannelSettings, Sends


@dataclass(frozen=True)
class FolderFields:
    """What stands in the form of a folder so far."""

    path: str = ""
    scope: str = ""
    link: str = ""
    readers: tuple[str, ...] = ()
    requires_sign_in: bool = False
    sends: Sends = Sends.OPEN


def folder_view(say: Say, fields: FolderFields, groups: Groups) -> Block:
    """The form that connects a folder."""
    blocks = [
        _text(ids.PATH, say(labels.FOLDER), fields.path, say(wording.PATH_HINT)),
        _text(ids.SCOPE, say(labels.SCOPE), fields.scope, say(wording.SCOPE_HINT), longest=40),
        _text(
            ids.LINK,
            say(labels.LINK),
            fields.link,
            say(wording.LINK_HINT),
            longest=500,
            optional=True,
        ),
        *reader_blocks(say, fields.readers, groups, sign_in=fields.requires_sign_in),
        _sends(say, fields.sends),
    ]
    title, connect = say(labels.CONNECT_FOLDER), say(labels.CONNECT)
    return modal(say, ids.SETTINGS_FOLDER, title, blocks, submit=connect)


def readers_view(
    say: Say,
    source: SourceStatus,
    readers: Sequence[str],
    groups: Groups,
    *,
    sign_in: bool,
    sends: Sends = Sends.OPEN,
) -> Block:
    """The form that changes who may read a source, and what of it may be sent to a chat model."""
    blocks = [*reader_blocks(say, readers, groups, sign_in=sign_in), _sends(say, sends)]
    title, data = say(labels.READERS_OF, scope=source.scope), str(source.id)
    return modal(say, ids.SETTINGS_READERS, title, blocks, submit=say(wording.SAVE), data=data)


def scopes_view(
    say: Say,
    scopes: Sequence[str],
    chosen: Sequence[str],
    *,
    channel: str | None,
    everywhere: bool,
    own: OwnChannelSettings | None = None,
) -> Block:
    """The form that chooses where questions search: of one channel, or ``everywhere`` else.

    ``own`` is what is only ever chosen for one channel.
    """
    title = say(labels.SCOPES_ELSEWHERE_TITLE if everywhere else labels.CHANNEL_SETTINGS)
    blocks = [section(say(wording.SCOPES_DEFAULT if everywhere else wording.SCOPES_CHANNEL))]
    if not scopes:
        return modal(say, ids.SETTINGS_SCOPES, title, [section(say(wording.NO_SCOPES))])
    if not everywhere:
        blocks.append(_channel(say, channel))
    # Another channel brings its own choice: under the same name Slack would keep the old one.
    suffix = f".{channel}" if channel else ""
    blocks.append(_scopes(say, ids.SCOPES + suffix, scopes, chosen))
    if not everywhere:
        own = own or OwnChannelSettings()
        blocks.append(_members(say, ids.MEMBERS + suffix, members_read=own.members_read))
        blocks.append(_follow_ups(say, ids.FOLLOW_UPS + suffix, on=own.follow_ups))
        blocks.append(_passive_help(say, ids.PASSIVE_HELP + suffix, on=own.passive_help))
    data = "workspace" if everywhere else ""
    return modal(say, ids.SETTINGS_SCOPES, title, blocks, submit=say(wording.SAVE), data=data)


def _channel(say: Say, channel: str | None) -> Block:
    element: Block = {
        "type": "conversations_select",
        "action_id": ids.SETTINGS_CHANNEL_CHOSEN,
        "placeholder": plain(say(labels.CHOOSE_CHANNEL)),
        "filter": {"include": ["public", "private"]},
    }
    if channel:
        element["initial_conversation"] = channel
    return {
        "type": "input",
        "block_id": ids.CHANNEL,
        "label": plain(say(labels.CHANNEL)),
        "element": element,
        "dispatch_action": True,
    }


def _scopes(say: Say, name: str, scopes: Sequence[str], chosen: Sequence[str]) -> Block:
    ordered = [*(one for one in scopes if one in chosen), *(s for s in scopes if s not in chosen)]
    options = [{"text": plain(one), "value": one} for one in ordered[:MOST_OPTIONS]]
    element: Block = {
        "type": "multi_static_select",
        "action_id": ids.SCOPES,
        "placeholder": plain(say(labels.EVERYWHERE)),
        "options": options,
    }
    if initial := [option for option in options if option["value"] in chosen]:
        element["initial_options"] = initial
    return {
        "type": "input",
        "block_id": name,
        "label": plain(say(labels.SCOPES)),
        "element": element,
        "optional": True,
    }


def _members(say: Say, name: str, *, members_read: bool) -> Block:
    label, hint = say(labels.MEMBERS_READ_LABEL), say(wording.MEMBERS_READ_HINT)
    box = _box(name, ids.MEMBERS, say(wording.MEMBERS_READ), on=members_read)
    return {**box, "label": plain(label), "hint": plain(hint, 150)}


def _follow_ups(say: Say, name: str, *, on: bool) -> Block:
    box = _box(name, ids.FOLLOW_UPS, say(wording.FOLLOW_UPS), on=on)
    hint = say(wording.FOLLOW_UPS_HINT)
    return {**box, "label": plain(say(labels.THREADS)), "hint": plain(hint, 150)}


def _passive_help(say: Say, name: str, *, on: bool) -> Block:
    box = _box(name, ids.PASSIVE_HELP, say(wording.PASSIVE_HELP), on=on)
    hint = say(wording.PASSIVE_HELP_HINT)
    return {**box, "label": plain(say(labels.PASSIVE_HELP)), "hint": plain(hint, 150)}


def _box(name: str, value: str, said: str, *, on: bool) -> Block:
    option = {"text": plain(said), "value": value}
    element: Block = {"type": "checkboxes", "action_id": value, "options": [option]}
    if on:
        element["initial_options"] = [option]
    return {"type": "input", "block_id": name, "element": element, "optional": True}


def _sends(say: Say, chosen: Sends) -> Block:
    said = {
        Sends.OPEN: wording.SENDS_OPEN,
        Sends.ALL: wording.SENDS_ALL,
        Sends.NOTHING: wording.SENDS_NOTHING,
    }
    options = {one: {"text": plain(say(text)), "value": one.value} for one, text in said.items()}
    return {
        "type": "input",
        "block_id": ids.SENDS,
        "label": plain(say(wording.SENDS)),
        "element": {
            "type": "static_select",
            "action_id": ids.SENDS,
            "options": list(options.values()),
            "initial_option": options[chosen],
        },
        "hint": plain(say(wording.SENDS_HINT), 150),
    }


def _text(
    name: str, label: str, value: str, hint: str, *, longest: int = 1_000, optional: bool = False
) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": longest}
    if value:
        element["initial_value"] = value[:longest]
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "hint": plain(hint, 150),
        "optional": optional,
    }
