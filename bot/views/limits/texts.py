"""Text and option objects of Block Kit, with the length that each place allows."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ActionId = Annotated[str, Field(min_length=1, max_length=255)]
Url = Annotated[str, Field(min_length=1, max_length=3000)]


class Shape(BaseModel):
    """Something Slack describes exactly: an unknown key or another type is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Plain(Shape):
    """A plain_text object."""

    type: Literal["plain_text"]
    text: Annotated[str, Field(min_length=1)]
    emoji: bool | None = None


class Mrkdwn(Shape):
    """A mrkdwn object."""

    type: Literal["mrkdwn"]
    text: Annotated[str, Field(min_length=1)]
    verbatim: bool | None = None


Either = Annotated[Plain | Mrkdwn, Field(discriminator="type")]


def _within(limit: int) -> AfterValidator:
    def check(value: Plain | Mrkdwn) -> Plain | Mrkdwn:
        if len(value.text) > limit:
            raise ValueError(f"must be less than {limit + 1} characters")
        return value

    return AfterValidator(check)


Plain24 = Annotated[Plain, _within(24)]
Plain30 = Annotated[Plain, _within(30)]
Plain75 = Annotated[Plain, _within(75)]
Plain100 = Annotated[Plain, _within(100)]
Plain150 = Annotated[Plain, _within(150)]
Plain200 = Annotated[Plain, _within(200)]
Plain2000 = Annotated[Plain, _within(2000)]
Either75 = Annotated[Either, _within(75)]
Either150 = Annotated[Either, _within(150)]
Either200 = Annotated[Either, _within(200)]
Either300 = Annotated[Either, _within(300)]
Either2000 = Annotated[Either, _within(2000)]
Either3000 = Annotated[Either, _within(3000)]


class Option(Shape):
    """One choice of a select, radio group, checkbox group or overflow menu."""

    text: Either75
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Either75 | None = None
    url: Url | None = None


class OptionGroup(Shape):
    """Choices under a heading."""

    label: Plain75
    options: Annotated[list[Option], Field(min_length=1, max_length=100)]


class Confirm(Shape):
    """The dialogue that asks again before an action."""

    title: Plain100
    text: Either300
    confirm: Plain30
    deny: Plain30
    style: Literal["primary", "danger"] | None = None


def one_of(*names: str) -> Callable[[Any], Any]:
    """A check that exactly one of these fields is given."""

    def check(value: Any) -> Any:
        given = [name for name in names if getattr(value, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(names)}")
        return value

    return check
