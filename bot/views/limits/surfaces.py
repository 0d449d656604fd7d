"""Views and stream chunks of Slack, each with its limits."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.views.limits.blocks import Brief, Prose, Status
from bot.views.limits.elements import UrlSource
from bot.views.limits.texts import Plain24, Shape

Json = dict[str, Any]


class Modal(Shape):
    """A modal without its blocks."""

    type: Literal["modal"]
    title: Plain24
    submit: Plain24 | None = None
    close: Plain24 | None = None
    private_metadata: Annotated[str, Field(max_length=3000)] | None = None
    callback_id: Annotated[str, Field(max_length=255)] | None = None
    external_id: Annotated[str, Field(max_length=255)] | None = None
    clear_on_close: bool | None = None
    notify_on_close: bool | None = None
    submit_disabled: bool | None = None


class HomeTab(Shape):
    """An App Home without its blocks."""

    type: Literal["home"]
    private_metadata: Annotated[str, Field(max_length=3000)] | None = None
    callback_id: Annotated[str, Field(max_length=255)] | None = None
    external_id: Annotated[str, Field(max_length=255)] | None = None


class MarkdownChunk(Shape):
    """More text of a streamed message."""

    type: Literal["markdown_text"]
    text: Prose


class TaskChunk(Shape):
    """A task that began, went on or ended."""

    type: Literal["task_update"]
    id: Brief
    title: Brief
    status: Status | None = None
    details: Annotated[str, Field(max_length=256)] | None = None
    output: Annotated[str, Field(max_length=256)] | None = None
    sources: list[UrlSource] | None = None


class PlanChunk(Shape):
    """The title of the plan."""

    type: Literal["plan_update"]
    title: Brief


class BlocksChunk(Shape):
    """Blocks inside a streamed message."""

    type: Literal["blocks"]
    blocks: Annotated[list[Json], Field(min_length=1, max_length=50)]


AnyChunk = Annotated[
    MarkdownChunk | TaskChunk | PlanChunk | BlocksChunk, Field(discriminator="type")
]
