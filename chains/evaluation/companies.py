"""Reads a company: its documents with their readers, its people and groups, and what to ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationError,
    model_validator,
)

from chains.errors import ConfigurationError
from chains.evaluation.json_lines import json_lines, malformed, parsed, reason_of


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("it holds a NUL character")
    return text


_Text = Annotated[str, AfterValidator(_storable)]
_Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_storable)]
Id = _Words
"""As its file writes it: case and white space count."""


class Acl(BaseModel):
    """Who may read a document: any of these people, or anybody in any of these groups."""

    # A misspelt or unknown field might say who may not read.
    model_config = ConfigDict(extra="forbid", frozen=True)

    users: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()


class CompanyDocument(BaseModel):
    """A line of documents.jsonl; ``text`` is Markdown."""

    model_config = ConfigDict(frozen=True)

    id: Id
    title: _Text
    text: _Text
    url: _Text = ""
    acl: Acl


class _Person(BaseModel):
    """A line of users.jsonl."""

    user_id: Id


class Probe(BaseModel):
    """A question and what it must or must not bring to this person."""

    model_config = ConfigDict(frozen=True)

    id: Id
    user: Id
    question: _Words
    allowed: bool
    expect_docs: frozenset[str] = frozenset()
    forbidden_docs: frozenset[str] = frozenset()
    secrets: tuple[str, ...] = ()


class After(BaseModel):
    """A question to ask right after a change; ``doc`` is the event's where it names none."""

    model_config = ConfigDict(frozen=True)

    user: Id
    question: _Words
    may_see: bool
    doc: Id | None = None


class _Change(BaseModel):
    """A change of a company's permissions, and the questions that follow it."""

    model_config = ConfigDict(frozen=True)

    id: Id
    doc: Id | None = None
    after: tuple[After, ...] = ()

    @model_validator(mode="after")
    def _names_documents(self) -> Self:
        if any(not self.about(question) for question in self.after):
            raise ValueError("after names no doc, nor does the event")
        return self

    def about(self, question: After) -> str:
        """The document a question that follows is about."""
        return question.doc or self.doc or ""


class AclChanged(_Change):
    """Others may read a document now."""

    event: Literal["acl-changed"]
    doc: Id
    acl: Acl


class DocumentDeleted(_Change):
    """A document is gone."""

    event: Literal["deleted"]
    doc: Id


class MembershipChanged(_Change):
    """A person joined or left a group."""

    event: Literal["left-group", "joined-group"]
    user: Id
    group: Id


ChangeEvent: TypeAlias = AclChanged | DocumentDeleted | MembershipChanged


class _ChangeLine(RootModel[Annotated[ChangeEvent, Field(discriminator="event")]]):
    """A line of a file of changes."""


@dataclass(frozen=True)
class Company:
    """Documents by id, people, and the members of each group."""

    documents: Mapping[str, CompanyDocument]
    people: frozenset[str]
    groups: Mapping[str, frozenset[str]]


def read_company(folder: Path) -> Company:
    """Read `documents.jsonl`, `users.jsonl` and `groups.json` of a folder.

    Raises:
        ConfigurationError: a file is missing, or a line of it is malformed or repeats an id.
    """
    documents: dict[str, CompanyDocument] = {}
    for place, document in json_lines(folder / "documents.jsonl", CompanyDocument):
        _first(folder / "documents.jsonl", place, document.id, documents)
        documents[document.id] = document
    people: set[str] = set()
    for place, person in json_lines(folder / "users.jsonl", _Person):
        _first(folder / "users.jsonl", place, person.user_id, people)
        people.add(person.user_id)
    return Company(documents, frozenset(people), _groups(folder / "groups.json"))


def read_probes(path: Path, company: Company) -> list[Probe]:
    """Read the questions to ask.

    Raises:
        ConfigurationError: the file has none, or a line is malformed or names somebody unknown.
    """
    probes: dict[str, Probe] = {}
    for place, probe in json_lines(path, Probe):
        _first(path, place, probe.id, probes)
        _known(path, place, "user", probe.user, company.people)
        probes[probe.id] = probe
    if not probes:
        raise ConfigurationError(f"{path} has no probes.", "Choose a file that has some.")
    return list(probes.values())


def read_changes(path: Path, company: Company) -> list[ChangeEvent]:
    """Read the changes to make, in their order.

    Raises:
        ConfigurationError: a line is malformed, or names what the company does not have (any more).
    """
    changes: dict[str, ChangeEvent] = {}
    present = set(company.documents)
    for place, line in json_lines(path, _ChangeLine):
        change = line.root
        _first(path, place, change.id, changes)
        if change.doc is not None:
            _known(path, place, "doc", change.doc, present)
        if isinstance(change, MembershipChanged):
            _known(path, place, "user", change.user, company.people)
        for question in change.after:
            _known(path, place, "after.user", question.user, company.people)
            _known(path, place, "after.doc", change.about(question), company.documents)
        if isinstance(change, DocumentDeleted):
            present.discard(change.doc)
        changes[change.id] = change
    return list(changes.values())


class _Groups(BaseModel):
    members: dict[Id, frozenset[Id]]


def _groups(path: Path) -> Mapping[str, frozenset[str]]:
    try:
        text = path.read_text(encoding="utf-8")
        return _Groups.model_validate({"members": parsed(text)}).members
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}.", "Check the name of the folder."
        ) from error
    except ValidationError as error:
        raise ConfigurationError(f"{path.name}: {reason_of(error)}.", f"Correct {path}.") from error
    except ValueError as error:
        cause = error.__cause__
        place = cause.lineno if isinstance(cause, JSONDecodeError) else 1
        raise malformed(path, place, str(error)) from error


def _first(path: Path, place: int, id: str, seen: Collection[str]) -> None:
    if id in seen:
        raise malformed(path, place, f"a second line about {id}")


def _known(path: Path, place: int, field: str, id: str, known: Collection[str]) -> None:
    if id not in known:
        raise malformed(path, place, f"{field}: there is no {id}")
