"""What is read of Slack's payloads; anything else in them is left alone."""

from typing import Any

from pydantic import BaseModel, Field

from bot.views.ids import PASSAGE


class Said(BaseModel):
    """An `app_mention` or `message` event."""

    channel: str = Field(min_length=1)
    ts: str = Field(min_length=1)
    user: str | None = None
    text: str = ""
    thread_ts: str | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None


class Words(BaseModel):
    """A message inside another event."""

    user: str | None = None
    ts: str | None = None
    text: str = ""
    thread_ts: str | None = None
    bot_id: str | None = None
    edited: dict[str, Any] | None = None


class Edited(BaseModel):
    """`message_changed`."""

    channel: str = Field(min_length=1)
    message: Words
    previous_message: Words = Words()

    @property
    def by_its_author(self) -> bool:
        """Whether the author gave it other words; links that unfold change a message as well."""
        new, old = self.message, self.previous_message
        editor = (new.edited or {}).get("user")
        return new.user is not None and editor == new.user and new.text != old.text


class Deleted(BaseModel):
    """`message_deleted`."""

    channel: str = Field(min_length=1)
    deleted_ts: str = Field(min_length=1)


class Stopped(BaseModel):
    """`agent_session_stopped`."""

    channel: str = Field(min_length=1)
    thread_ts: str = Field(min_length=1)


class Envelope(BaseModel):
    """What is around an event."""

    event_id: str = Field(min_length=1)
    is_ext_shared_channel: bool = False


class Command(BaseModel):
    """A slash command."""

    command: str
    text: str = ""
    user_id: str
    channel_id: str
    response_url: str
    trigger_id: str
    team_id: str | None = None


class Click(BaseModel):
    """A pressed button."""

    user: "Clicker"
    channel: "Id"
    trigger_id: str
    response_url: str
    actions: list[dict[str, Any]] = Field(min_length=1)
    message: dict[str, Any] = Field(default_factory=dict)
    container: "Container" = Field(default_factory=lambda: Container())

    def chosen(self) -> tuple[int | None, str]:
        """The request that was pressed, with the source's number where it was a menu's."""
        action = self.actions[0]
        option = (action.get("selected_option") or {}).get("value")
        if option is None:
            return None, str(action.get("value") or "")
        number, _, request = str(option).partition(".")
        return (int(number) if number.isdecimal() else 0), request

    def passage(self) -> tuple[int, str] | None:
        """The number of the source whose passage is to be shown, and its request."""
        name, rest = self.named()
        number, _, request = rest.partition(".")
        if name != PASSAGE:
            return None
        return (int(number) if number.isdecimal() else 0), request

    def is_of_a_source(self) -> bool:
        """Whether it asks about one of the sources, in whichever menu."""
        name, _ = self.named()
        return name == PASSAGE or name.isdecimal()

    def named(self) -> tuple[str, str]:
        """What is to be done with an answer, and its request, of a button or of the menu."""
        action = self.actions[0]
        option = (action.get("selected_option") or {}).get("value")
        if option is None:
            return str(action.get("action_id") or ""), str(action.get("value") or "")
        name, _, request = str(option).partition(".")
        return name, request


class Submission(BaseModel):
    """A form that was sent."""

    user: "Clicker"
    view: dict[str, Any]


class Container(BaseModel):
    """Where a button stood."""

    thread_ts: str | None = None


class Id(BaseModel):
    """Something with an id."""

    id: str


class Clicker(Id):
    """Who pressed; in a shared conversation anybody of any organisation can."""

    team_id: str | None = None


class Membership(BaseModel):
    """`member_joined_channel`, `member_left_channel`."""

    user: str
    channel: str


class Channel(BaseModel):
    """An event about one conversation."""

    channel: str


class Renamed(BaseModel):
    """`channel_id_changed`."""

    old_channel_id: str
    new_channel_id: str


class GroupMembers(BaseModel):
    """`subteam_members_changed`."""

    subteam_id: str
    removed_users: tuple[str, ...] = ()


class Changed(BaseModel):
    """`user_change`, `team_join`: the user in full."""

    user: "User"


class User(BaseModel, extra="allow"):
    """A user of which at least the id is there."""

    id: str
