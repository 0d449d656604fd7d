"""Blocks of Slack, each with its limits."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bot.views.limits.elements import (
    Accessory,
    ActionElement,
    Button,
    ContextAction,
    Image,
    InputElement,
    UrlSource,
)
from bot.views.limits.texts import (
    Either150,
    Either200,
    Either2000,
    Either3000,
    Mrkdwn,
    Plain,
    Plain75,
    Plain150,
    Plain200,
    Plain2000,
    Shape,
    Url,
)

Json = dict[str, Any]
Prose = Annotated[str, Field(min_length=1, max_length=12_000)]
Brief = Annotated[str, Field(min_length=1, max_length=256)]
Status = Literal["pending", "in_progress", "complete", "error"]


class Block(Shape):
    """What every block may carry."""

    block_id: Annotated[str, Field(min_length=1, max_length=255)] | None = None


class RichText(Block):
    """Formatted text, as clients write it."""

    type: Literal["rich_text"]
    elements: list[Json]


class Section(Block):
    """Text with fields and one element beside it."""

    type: Literal["section"]
    text: Either3000 | None = None
    fields: Annotated[list[Either2000], Field(min_length=1, max_length=10)] | None = None
    accessory: Accessory | None = None
    expand: bool | None = None


class Header(Block):
    """A heading."""

    type: Literal["header"]
    text: Plain150
    level: Annotated[int, Field(ge=1, le=4)] | None = None


class Divider(Block):
    """A line."""

    type: Literal["divider"]


class Context(Block):
    """Small print."""

    type: Literal["context"]
    elements: Annotated[
        list[Annotated[Plain | Mrkdwn | Image, Field(discriminator="type")]],
        Field(min_length=1, max_length=10),
    ]


class Actions(Block):
    """A row of elements."""

    type: Literal["actions"]
    elements: Annotated[list[ActionElement], Field(min_length=1, max_length=25)]


class ContextActions(Block):
    """Thumbs and icons under a message."""

    type: Literal["context_actions"]
    elements: Annotated[list[ContextAction], Field(min_length=1, max_length=5)]


class Input(Block):
    """A labelled field."""

    type: Literal["input"]
    label: Plain2000
    element: InputElement
    hint: Plain2000 | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Picture(Block):
    """A picture."""

    type: Literal["image"]
    alt_text: Annotated[str, Field(max_length=2000)]
    image_url: Url | None = None
    slack_file: Json | None = None
    title: Plain2000 | None = None


class File(Block):
    """A remote file."""

    type: Literal["file"]
    external_id: str
    source: Literal["remote"]


class Video(Block):
    """A player."""

    type: Literal["video"]
    alt_text: str
    title: Plain200
    video_url: Url
    thumbnail_url: Url
    title_url: Url | None = None
    description: Plain200 | None = None
    provider_icon_url: Url | None = None
    provider_name: str | None = None
    author_name: Annotated[str, Field(max_length=50)] | None = None


class Markdown(Block):
    """Markdown; its length counts over the whole message."""

    type: Literal["markdown"]
    text: Prose


class RawText(Shape):
    """A cell of plain text."""

    type: Literal["raw_text"]
    text: str


class RawNumber(Shape):
    """A cell with a number."""

    type: Literal["raw_number"]
    value: int | float
    text: str | None = None


Cell = Annotated[RawText | RawNumber | RichText, Field(discriminator="type")]


class Table(Block):
    """The older table."""

    type: Literal["table"]
    rows: Annotated[
        list[Annotated[list[Cell], Field(min_length=1, max_length=20)]],
        Field(min_length=1, max_length=100),
    ]
    column_settings: Annotated[list[Json], Field(max_length=20)] | None = None


class DataTable(Block):
    """The newer table: a header row and up to 100 rows."""

    type: Literal["data_table"]
    rows: Annotated[
        list[Annotated[list[Cell], Field(min_length=1, max_length=20)]],
        Field(min_length=2, max_length=101),
    ]
    caption: str | None = None
    page_size: int | None = None
    row_header_column_index: int | None = None


class DataVisualization(Block):
    """A chart."""

    type: Literal["data_visualization"]
    title: str | None = None
    chart: Json


class TaskCard(Block):
    """One task of a plan."""

    type: Literal["task_card"]
    task_id: str
    title: Brief
    status: Status
    details: RichText | None = None
    output: RichText | None = None
    sources: list[UrlSource] | None = None


class Plan(Block):
    """Tasks together."""

    type: Literal["plan"]
    title: Brief
    tasks: Annotated[list[TaskCard], Field(max_length=50)] | None = None


class Alert(Block):
    """A message that stands out."""

    type: Literal["alert"]
    text: Either3000
    level: Literal["default", "info", "warning", "error", "success"] | None = None


class Card(Block):
    """A card."""

    type: Literal["card"]
    hero_image: Image | None = None
    icon: Image | None = None
    title: Either150 | None = None
    subtitle: Either150 | None = None
    body: Either200 | None = None
    actions: list[Button] | None = None


class Carousel(Block):
    """Cards side by side."""

    type: Literal["carousel"]
    elements: Annotated[list[Card], Field(min_length=1, max_length=10)]


class Container(Block):
    """Blocks under a title that may fold away."""

    type: Literal["container"]
    child_blocks: Annotated[list[Json], Field(min_length=1, max_length=10)]
    title: Plain150 | None = None
    rich_text_title: RichText | None = None
    subtitle: Plain150 | None = None
    width: str | None = None
    icon: Image | None = None
    is_collapsible: bool | None = None
    default_collapsed: bool | None = None
    has_header_divider: bool | None = None


class AuthProvider(Block):
    """An account to connect."""

    type: Literal["auth_provider"]
    value: Annotated[str, Field(max_length=150)]
    name: Plain75
    is_connected: bool | None = None
    description: Plain150 | None = None
    icon_url: Url | None = None
    auth_url: Url | None = None
    disconnect_url: Url | None = None
    connected_identity: Plain75 | None = None
    connected_context: Plain75 | None = None
    accessory: Accessory | None = None
    fallback: list[Json] | None = None


def _says_something(block: Section) -> Section:
    if block.text is None and block.fields is None:
        raise ValueError("needs text or fields")
    return block


AnyBlock = Annotated[
    Annotated[Section, AfterValidator(_says_something)]
    | Header | Divider | Context | Actions | ContextActions | Input | Picture | File | Video
    | RichText | Markdown | Table | DataTable | DataVisualization | TaskCard | Plan | Alert
    | Card | Carousel | Container | AuthProvider,
    Field(discriminator="type"),
]  # fmt: skip
