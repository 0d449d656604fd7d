"""The company a playground is filled with: a strict reading of `company.yaml`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from chains.errors import ConfigurationError

APP_ID = "A0FOOTNOTE"
BOT_USER = "U0FOOTNOTE"
BOT_ID = "B0FOOTNOTE"
BOT_NAME = "Footnote"

Id = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]+$")]
Kind = Literal["public", "private", "shared", "group", "dm"]


class Strict(BaseModel):
    """A part of the company; an unknown key is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Home(Strict):
    """The Slack workspace the company lives in."""

    id: Id
    name: str
    domain: str


class Person(Strict):
    """Somebody in the directory; `team` is set for people of another company."""

    id: Id
    name: str
    role: str
    email: str
    team: Id | None = None
    main: bool = False
    owner: bool = False
    admin: bool = False
    guest: bool = False
    single_channel_guest: bool = False
    deactivated: bool = False
    tz: str = "Europe/Berlin"
    locale: str = "en-US"

    @property
    def full_member(self) -> bool:
        """Whether this person sees every public channel of the company."""
        outside = self.guest or self.single_channel_guest or self.team is not None
        return not outside and not self.deactivated


class Group(Strict):
    """A Slack user group; documents name it by its handle."""

    id: Id
    handle: str
    name: str
    members: tuple[Id, ...]


class Conversation(Strict):
    """A channel or group conversation; `bot` says whether Footnote was invited."""

    id: Id
    name: str
    kind: Literal["public", "private", "shared", "group"]
    members: tuple[Id, ...]
    bot: bool = True


class Source(Strict):
    """A folder of documents and who may read it at all."""

    folder: str
    scope: str
    readers: tuple[str, ...]


class Opening(Strict):
    """One message of the conversation that the playground shows at its first start."""

    author: Id = Field(alias="as")
    channel: Id
    text: str


class Company(Strict):
    """Everything the playground knows at its start."""

    workspace: Home
    people: tuple[Person, ...]
    groups: tuple[Group, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    sources: tuple[Source, ...] = ()
    prompts: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    opening: tuple[Opening, ...] = ()

    @model_validator(mode="after")
    def _names_only_whom_it_lists(self) -> Self:
        people = {person.id for person in self.people}
        _unique("person", [person.id for person in self.people])
        _unique("conversation", [conversation.id for conversation in self.conversations])
        _unique("group", [group.id for group in self.groups])
        for group in self.groups:
            _known(f"group {group.handle}", group.members, people)
        for conversation in self.conversations:
            _known(f"conversation {conversation.name}", conversation.members, people)
        _known("prompts", self.prompts, people)
        _known("opening", [line.author for line in self.opening], people)
        channels = {conversation.id for conversation in self.conversations}
        channels |= {dm_of(person) for person in people}
        _known("opening", [line.channel for line in self.opening], channels)
        return self


def dm_of(person: str) -> str:
    """The id of a person's direct conversation with the bot: U0ANA has D0ANA."""
    return "D0" + person.removeprefix("U0")


def load_company(path: Path) -> Company:
    """Read a company; raises ConfigurationError naming the first mistake and its place."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(
            f"The company file {path} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    except yaml.YAMLError as error:
        raise ConfigurationError(
            f"The company file {path} is not valid YAML: {error}", "Correct the line it names."
        ) from error
    try:
        return Company.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ConfigurationError(
            f"The company file {path} is wrong at {place}: {first['msg']}.",
            "Correct that entry; keys that are not documented are refused.",
        ) from error


def _unique(what: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"{what} {', '.join(twice)} is listed twice")


def _known(where: str, named: Iterable[str], known: set[str]) -> None:
    strangers = sorted(set(named) - known)
    if strangers:
        raise ValueError(f"{where} names {', '.join(strangers)}, which nothing defines")
