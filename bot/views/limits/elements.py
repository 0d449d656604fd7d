"""Interactive elements of Block Kit, each with its limits."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bot.views.limits.texts import (
    ActionId,
    Confirm,
    Option,
    OptionGroup,
    Plain75,
    Plain150,
    Shape,
    Url,
    one_of,
)

Json = dict[str, Any]
Options = Annotated[list[Option], Field(min_length=1, max_length=100)]
Choices = Annotated[list[Option], Field(min_length=1, max_length=10)]


class Acting(Shape):
    """What every interactive element may carry."""

    action_id: ActionId | None = None
    confirm: Confirm | None = None


class Typed(Acting):
    """What every field may carry."""

    placeholder: Plain150 | None = None
    focus_on_load: bool | None = None


class Button(Acting):
    """A button."""

    type: Literal["button"]
    text: Plain75
    value: Annotated[str, Field(max_length=2000)] | None = None
    url: Url | None = None
    style: Literal["primary", "danger"] | None = None
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None
    agent_prompt: Annotated[str, Field(max_length=4000)] | None = None


class Image(Shape):
    """A small picture."""

    type: Literal["image"]
    alt_text: Annotated[str, Field(max_length=2000)]
    image_url: Url | None = None
    slack_file: Json | None = None


class Overflow(Acting):
    """The menu behind three dots."""

    type: Literal["overflow"]
    options: Annotated[list[Option], Field(min_length=1, max_length=5)]


class StaticSelect(Typed):
    """A menu of given options."""

    type: Literal["static_select"]
    options: Options | None = None
    option_groups: Annotated[list[OptionGroup], Field(min_length=1, max_length=100)] | None = None
    initial_option: Option | None = None


class MultiStaticSelect(Typed):
    """A menu of given options of which several may be chosen."""

    type: Literal["multi_static_select"]
    options: Options | None = None
    option_groups: Annotated[list[OptionGroup], Field(min_length=1, max_length=100)] | None = None
    initial_options: list[Option] | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class ExternalSelect(Typed):
    """A menu whose options the app sends while somebody types."""

    type: Literal["external_select", "multi_external_select"]
    initial_option: Option | None = None
    initial_options: list[Option] | None = None
    min_query_length: int | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class DirectorySelect(Typed):
    """A menu of people, conversations or channels."""

    type: Literal[
        "users_select",
        "multi_users_select",
        "conversations_select",
        "multi_conversations_select",
        "channels_select",
        "multi_channels_select",
    ]
    initial_user: str | None = None
    initial_users: list[str] | None = None
    initial_conversation: str | None = None
    initial_conversations: list[str] | None = None
    initial_channel: str | None = None
    initial_channels: list[str] | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: Json | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class Ticked(Typed):
    """Checkboxes or radio buttons."""

    type: Literal["checkboxes", "radio_buttons"]
    options: Choices
    initial_option: Option | None = None
    initial_options: list[Option] | None = None


class Picker(Typed):
    """A date or time."""

    type: Literal["datepicker", "timepicker", "datetimepicker"]
    initial_date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None
    initial_time: Annotated[str, Field(pattern=r"^\d\d:\d\d$")] | None = None
    initial_date_time: int | None = None
    timezone: str | None = None


class TextInput(Typed):
    """A field to write in."""

    type: Literal["plain_text_input", "email_text_input", "url_text_input", "number_input"]
    initial_value: Annotated[str, Field(max_length=3000)] | None = None
    multiline: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=3000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=3000)] | None = None
    is_decimal_allowed: bool | None = None
    min_value: str | None = None
    max_value: str | None = None
    dispatch_action_config: Json | None = None


class RichTextInput(Typed):
    """A field for formatted text."""

    type: Literal["rich_text_input"]
    initial_value: Json | None = None
    dispatch_action_config: Json | None = None


class FileInput(Acting):
    """A field for files."""

    type: Literal["file_input"]
    filetypes: list[str] | None = None
    max_files: Annotated[int, Field(ge=1, le=10)] | None = None


class WorkflowButton(Acting):
    """A button that starts a workflow."""

    type: Literal["workflow_button"]
    text: Plain75
    workflow: Json
    style: Literal["primary", "danger"] | None = None
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None


class FeedbackButton(Shape):
    """One thumb."""

    text: Plain75
    value: Annotated[str, Field(min_length=1, max_length=2000)]
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None


class FeedbackButtons(Acting):
    """Thumbs up and down."""

    type: Literal["feedback_buttons"]
    positive_button: FeedbackButton
    negative_button: FeedbackButton


class IconButton(Acting):
    """A button that is an icon; Slack has one icon."""

    type: Literal["icon_button"]
    icon: Literal["trash"]
    text: Plain75
    value: Annotated[str, Field(max_length=2000)] | None = None
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None
    visible_to_user_ids: Annotated[list[str], Field(max_length=10)] | None = None


class UrlSource(Shape):
    """A source under a task."""

    type: Literal["url"]
    url: Url
    text: Annotated[str, Field(min_length=1)]


_WITH_OPTIONS = AfterValidator(one_of("options", "option_groups"))
Select = Annotated[StaticSelect, _WITH_OPTIONS] | Annotated[MultiStaticSelect, _WITH_OPTIONS]
Menu = Select | ExternalSelect | DirectorySelect | Overflow | Ticked | Picker
ActionElement = Annotated[
    Menu | Button | WorkflowButton | TextInput | RichTextInput, Field(discriminator="type")
]
Accessory = Annotated[Menu | Button | WorkflowButton | Image, Field(discriminator="type")]
InputElement = Annotated[
    Select | ExternalSelect | DirectorySelect | Ticked | Picker
    | TextInput | RichTextInput | FileInput,
    Field(discriminator="type"),
]  # fmt: skip
ContextAction = Annotated[FeedbackButtons | IconButton, Field(discriminator="type")]
