"""What the control routes take, an unknown field refused, and how they refuse."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.playground.refusal import Refusal

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


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
    locale: str | None = None


class FaultSwitch(Asked):
    """POST /control/fault."""

    name: str
    on: bool


Body = TypeVar("Body", bound=Asked)


def told(answer: Answer) -> Answer:
    """A route that answers a refusal with its sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await answer(request)
        except Refusal as refusal:
            body = {"ok": False, "error": refusal.sentence}
            return web.json_response(body, status=refusal.status)

    return handle


async def read(request: web.Request, shape: type[Body]) -> Body:
    """A route's body; raises Refusal naming the first field that is wrong."""
    try:
        raw = await request.json()
    except ValueError as error:
        raise Refusal(
            "The body is not JSON. Send an object as docs/playground.md shows."
        ) from error
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise Refusal(f"{place}: {first['msg']}. docs/playground.md lists the fields.") from error


def viewer(request: web.Request) -> str:
    """Who looks, from the query; raises Refusal when nobody is named."""
    user = request.query.get("as", "")
    if not user:
        raise Refusal("Say who looks, with ?as= and a person's id.")
    return user
