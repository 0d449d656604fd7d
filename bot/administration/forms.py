"""Pure: from what stands in a modal to values, and from wrong values to its fields."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from bot.language.say import Say
from bot.views import ids
from bot.views.blocks import Block
from bot.views.settings_forms import FolderFields
from chains.access.audience import Asker
from chains.errors import InvalidSetting
from chains.settings import Language, Sends
from chains.sources.catalog import FolderSource

View = Mapping[str, Any]

_KINDS = {ids.COLLECTIVES: "", ids.GROUPS: "", ids.CHANNELS: "channel:", ids.PEOPLE: "person:"}
_LISTS = ("selected_users", "selected_conversations")


class OwnForm(Protocol):
    """A form that knows what it shows and saves; opened and submitted by administrators only."""

    async def view(self, say: Say) -> Block:
        """The form, with what holds now."""
        ...

    async def save(self, actor: Asker, view: View) -> None:
        """Let what stands in it hold."""
        ...


def folder_fields(view: View) -> FolderFields:
    """What stands in the form of a folder."""
    return FolderFields(
        path=typed(view, ids.PATH),
        scope=typed(view, ids.SCOPE),
        link=typed(view, ids.LINK),
        readers=chosen_readers(view),
        requires_sign_in=requires_sign_in(view),
        sends=sends(view),
    )


def folder_source(view: View) -> FolderSource:
    """The folder that the form describes.

    Raises:
        InvalidSetting: some fields are wrong.
    """
    fields = folder_fields(view)
    return FolderSource.parse(
        {
            "path": fields.path,
            "scope": fields.scope,
            "link": fields.link or None,
            "readers": fields.readers,
            "requires_sign_in": fields.requires_sign_in,
            "sends": fields.sends,
        }
    )


def chosen_readers(view: View) -> tuple[str, ...]:
    """The principals of the four reader fields, each once."""
    found = (
        kind + value
        for name, kind in _KINDS.items()
        for state in _states(view, name)
        for value in _values(state)
    )
    return tuple(dict.fromkeys(found))


def requires_sign_in(view: View) -> bool:
    """Whether the readers must have signed in once more."""
    return is_ticked(view, ids.SIGN_IN_REQUIRED)


def sends(view: View) -> Sends:
    """What a chat model's provider may be sent of a source; a word never offered is nothing."""
    for state in _states(view, ids.SENDS):
        if chosen := state.get("selected_option"):
            word = chosen["value"]
            return Sends(word) if word in set(Sends) else Sends.NOTHING
    return Sends.OPEN


def chosen_channel(view: View) -> str | None:
    """The channel whose scopes the form is about."""
    for state in _states(view, ids.CHANNEL):
        return state.get("selected_conversation") or None
    return None


def chosen_scopes(view: View) -> tuple[str, ...]:
    """The scopes that are chosen, those of the channel that is chosen."""
    return _of_channel(view, ids.SCOPES)


def members_read(view: View) -> bool:
    """Whether what each member of the chosen channel may read is to count."""
    return bool(_of_channel(view, ids.MEMBERS))


def follow_ups(view: View) -> bool:
    """Whether people of the chosen channel are to go on in threads without a mention."""
    return bool(_of_channel(view, ids.FOLLOW_UPS))


def passive_help(view: View) -> bool:
    """Whether people of the chosen channel are to be offered answers to what they ask there."""
    return bool(_of_channel(view, ids.PASSIVE_HELP))


def days(view: View) -> str:
    """For how many days what was shown is to be kept, as it was typed."""
    return typed(view, ids.DAYS)


def chosen_auditors(view: View) -> tuple[str, ...]:
    """The Slack users who are to be auditors, each once."""
    chosen = (one for state in _states(view, ids.AUDITORS) for one in _values(state))
    return tuple(dict.fromkeys(chosen))


def chosen_confidants(view: View) -> tuple[str, ...]:
    """The Slack users to whom something sensitive may be passed on, each once."""
    chosen = (one for state in _states(view, ids.CONFIDANTS) for one in _values(state))
    return tuple(dict.fromkeys(chosen))


def chosen_language(view: View) -> Language:
    """The language that is chosen; a word never offered is English."""
    for state in _states(view, ids.LANGUAGE):
        word = (state.get("selected_option") or {}).get("value")
        return Language(word) if word in set(Language) else Language.ENGLISH
    return Language.ENGLISH


def chosen_redaction(view: View) -> dict[str, bool]:
    """Which posted answers are to be redacted, by the names of the settings."""
    chosen = {one for state in _states(view, ids.REDACTION) for one in _values(state)}
    return {name: name in chosen for name in (ids.DELETED, ids.REVOKED)}


def typed(view: View, name: str) -> str:
    """What was typed into a field, without white space around it."""
    return next((str(state.get("value") or "").strip() for state in _states(view, name)), "")


def is_ticked(view: View, name: str) -> bool:
    """Whether the one box of a field is ticked."""
    return any(name in _values(state) for state in _states(view, name))


def errors(say: Say, wrong: InvalidSetting, view: View) -> dict[str, str]:
    """The sentences by block; one without a field of its own stands on the first."""
    blocks = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    shown: dict[str, str] = {}
    for field, sentence in wrong.fields.items():
        names = [ids.COLLECTIVES] if field == "readers" else [field, f"{field}."]
        block = next((one for one in blocks if one.startswith(tuple(names))), blocks[0])
        shown.setdefault(block, say.told(sentence))
    return shown


def _of_channel(view: View, name: str) -> tuple[str, ...]:
    """What is chosen in a field that each channel has its own of."""
    for field in (f"{name}.{chosen_channel(view)}", name):
        for state in _states(view, field):
            return tuple(_values(state))
    return ()


def _values(state: Mapping[str, Any]) -> Iterator[str]:
    for option in state.get("selected_options") or ():
        yield str(option["value"])
    for name in _LISTS:
        yield from (str(value) for value in state.get(name) or ())


def _states(view: View, name: str) -> list[Mapping[str, Any]]:
    return list(view.get("state", {}).get("values", {}).get(name, {}).values())
