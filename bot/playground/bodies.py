"""The bodies of the control routes; an unknown field is refused."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Asked(BaseModel):
    """A body."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class By(Asked):
    """A body with who acts, under `as`."""

    user: str = Field(alias="as")


class Say(By):
    """POST /control/message."""

    channel: str
    text: str
    thread_ts: str | None = None


class Edit(By):
    """POST /control/edit."""

    channel: str
    ts: str
    text: str


class Delete(By):
    """POST /control/delete."""

    channel: str
    ts: str


class Command(By):
    """POST /control/command."""

    channel: str
    command: str
    text: str = ""


class Interact(By):
    """POST /control/interact; `view_id` instead of channel and ts for a modal or App Home."""

    channel: str = ""
    ts: str = ""
    action_id: str
    value: Any = None
    view_id: str | None = None
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Submit(By):
    """POST /control/submit."""

    view_id: str
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class CloseView(By):
    """POST /control/close_view."""

    view_id: str


class OpenHome(By):
    """POST /control/home."""

    tab: str = "home"


class Stop(By):
    """POST /control/stop."""

    channel: str
    thread_ts: str


class Membership(By):
    """POST /control/membership."""

    channel: str
    member: bool


class GroupMembers(Asked):
    """POST /control/group."""

    handle: str
    members: list[str]


class PersonChange(By):
    """POST /control/person; fields left out stay as they are."""

    deactivated: bool | None = None
    admin: bool | None = None
    guest: bool | None = None
    email: str | None = None


class FaultSwitch(Asked):
    """POST /control/fault."""

    name: str
    on: bool
