"""The settings people may change: their types, and the workspace defaults of `footnote.toml`."""

import difflib
import re
import tomllib
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from chains.errors import ConfigurationError, reason

FILE_NAME = "footnote.toml"
WORKSPACE = "workspace"
"""The subject of settings that hold wherever a channel has none of its own."""
AUDIT = "audit"
REDACTION = "redaction"
"""The subjects of what is kept of answers, and of which are redacted."""
ANSWERS = "answers"
BUDGETS = "budgets"
PRICES = "prices"
"""The subjects of how answers look, and of what chat models may use and what they cost."""
CONFIDANTS = "confidants"
"""The subject of those to whom a person may have something sensitive passed on."""
INTERFACE = "interface"
"""The subject of the language that is spoken where nothing says which."""

_SCOPE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38})[a-z0-9]")
_RECIPIENT = re.compile(r"[CGUW][A-Z0-9]{2,30}")
_NO_SCOPE = reason(
    "A scope has 2 to 40 lower-case letters, digits or hyphens, such as people-team."
)
_NO_LINK = reason("A link starts with http:// or https:// and has no spaces.")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def channel_subject(channel: str) -> str:
    """The subject of a channel's settings."""
    return f"channel:{channel}"


def scope_name(word: str) -> str:
    """A scope's name as it is.

    Raises:
        ValueError: it is not 2 to 40 lower-case letters, digits and hyphens.
    """
    if not _SCOPE.fullmatch(word):
        raise ValueError(_NO_SCOPE)
    return word


def web_link(address: str) -> str:
    """An address that a browser opens, without its last slash.

    Raises:
        ValueError: it is neither http nor https.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError(_NO_LINK)
    return address.rstrip("/")


def slack_id(word: str) -> str:
    """The id of a Slack channel or person as it is.

    Raises:
        ValueError: it is a name, or nothing of the kind.
    """
    if not _RECIPIENT.fullmatch(word):
        raise ValueError("A channel or person is given by id, such as C0HELP or U0ANA.")
    return word


Scope = Annotated[str, AfterValidator(scope_name)]
SlackId = Annotated[str, AfterValidator(slack_id)]
Link = Annotated[str, Field(max_length=500), AfterValidator(web_link)]


class Language(StrEnum):
    """The languages that interface texts are in, as Slack and browsers name them."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    PORTUGUESE = "pt-BR"
    JAPANESE = "ja"


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChannelSettings(_Settings):
    """Where questions of a channel search; no scope means everywhere."""

    scopes: tuple[Scope, ...] = Field((), max_length=100)


class OwnChannelSettings(ChannelSettings):
    """What is chosen for one channel.

    ``members_read``: in a private channel, what each of its members may read counts.
    ``follow_ups``: whoever was answered in a thread there may go on without a mention.
    ``passive_help``: what somebody asks there, and not the app, is offered to be answered.
    """

    members_read: bool = False
    follow_ups: bool = False
    passive_help: bool = False


class Sends(StrEnum):
    """Which text of a source the provider of a chat model may be sent."""

    OPEN = "open"
    """That of documents which every full member may read; so it is unless somebody decides."""
    ALL = "all"
    NOTHING = "nothing"


class FolderSettings(_Settings):
    """Which folders may be connected, and where their documents open in a browser.

    ``link``: the default for a folder without a link of its own; its scope is added to it.
    """

    allowed_roots: tuple[Path, ...] = Field((Path(),), min_length=1)
    link: Link | None = None


class AuditSettings(_Settings):
    """For how many days it is kept who was shown which document."""

    days: int = Field(90, ge=1, le=3_650)


class AuditPolicy(AuditSettings):
    """What holds for the read audit; ``auditors``: the Slack users who may export it."""

    auditors: tuple[str, ...] = Field((), max_length=100)


class RedactionSettings(_Settings):
    """Which posted answers are redacted: those with a source that was deleted, those with one
    that the readers of the answer may no longer read."""

    deleted: bool = True
    revoked: bool = False


class ConfidantSettings(_Settings):
    """The Slack users to whom a person may have something sensitive passed on."""

    people: tuple[SlackId, ...] = Field((), max_length=5)


class Budget(_Settings):
    """What may be used of chat models in a day (UTC); ``None`` is as much as is asked for."""

    tokens: int | None = Field(None, ge=0, le=10**12)
    usd: Decimal | None = Field(None, ge=0, le=10**6)

    @property
    def is_set(self) -> bool:
        """Whether there is any limit."""
        return self.tokens is not None or self.usd is not None


class BudgetSettings(_Settings):
    """The budgets of a day: of all together, of each channel, of each person."""

    workspace: Budget = Budget()
    channel: Budget = Budget()
    person: Budget = Budget()

    @property
    def has_money(self) -> bool:
        """Whether any of them is in dollars."""
        return any(one.usd is not None for one in (self.workspace, self.channel, self.person))


class UsageSettings(_Settings):
    """Whether what each person used of chat models is kept, and shown to administrators."""

    by_person: bool = False


class Price(_Settings):
    """US dollars for a million tokens of a chat model."""

    input: Decimal = Field(ge=0, le=10**6)
    output: Decimal = Field(ge=0, le=10**6)


class AnswerSettings(_Settings):
    """How answers look; ``effort``: a small line says what was searched, the time and the cost."""

    effort: bool = False


class HelpSettings(_Settings):
    """Whom a question goes to that its asker hands to a person, where no owner is known."""

    recipients: tuple[SlackId, ...] = Field((), max_length=5)


class InterfaceSettings(_Settings):
    """In which language a workspace is spoken to where nothing says which one its reader uses."""

    language: Language = Language.ENGLISH


class FootnoteSettings(_Settings):
    """The workspace defaults: what holds until somebody decides otherwise in Slack."""

    folders: FolderSettings = FolderSettings()
    channels: ChannelSettings = ChannelSettings()
    audit: AuditSettings = AuditSettings()
    redaction: RedactionSettings = RedactionSettings()
    budgets: BudgetSettings = BudgetSettings()
    usage: UsageSettings = UsageSettings()
    prices: dict[str, Price] = Field(default_factory=dict)
    help: HelpSettings = HelpSettings()
    answers: AnswerSettings = AnswerSettings()
    pipelines: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    interface: InterfaceSettings = InterfaceSettings()


def load_settings(directory: Path) -> FootnoteSettings:
    """The defaults, with what ``footnote.toml`` in this directory says where there is one.

    Relative folders are relative to the directory. Without ``allowed_roots`` the working
    directory is allowed, and this one.

    Raises:
        ConfigurationError: the file is not TOML, or has an unknown key or a wrong value.
    """
    file = directory / FILE_NAME
    try:
        settings = FootnoteSettings.model_validate(_parsed(file))
    except ValidationError as error:
        raise _explained(file, error.errors()[0]) from error
    chosen = "allowed_roots" in settings.folders.model_fields_set
    named = settings.folders.allowed_roots if chosen else (Path.cwd(), Path())
    roots = tuple(dict.fromkeys((directory / root).resolve() for root in named))
    folders = settings.folders.model_copy(update={"allowed_roots": roots})
    return settings.model_copy(update={"folders": folders})


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(
            f"{file}: it cannot be read ({error.strerror}).",
            "Make it readable for the user that Footnote runs as, or remove it.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{file}: it is not valid TOML: {error}.", "Correct that line, or remove the file."
        ) from error


def _explained(file: Path, first: ErrorDetails) -> ConfigurationError:
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, _known_keys(), n=1)
        cause = f"{file}: {key}: there is no setting of this name."
        step = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(_known_keys())}."
        return ConfigurationError(cause, step)
    reason = sentence(first)
    return ConfigurationError(f"{file}: {key}: {reason}", "Correct this value, or remove the line.")


def sentence(error: ErrorDetails) -> str:
    """What is wrong with a value, as one sentence for the person who gave it."""
    reason = error["msg"].removeprefix("Value error, ")
    return f"{reason[:1].upper()}{reason[1:]}" + ("" if reason.endswith(".") else ".")


def _known_keys() -> list[str]:
    return [
        f"{section}.{name}"
        for section, field in FootnoteSettings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for name in field.annotation.model_fields
    ]
