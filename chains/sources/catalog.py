"""The kinds of sources there are, and what an administrator gives to connect one."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from chains.access.principals import COLLECTIVE, Principal, principal
from chains.errors import InvalidSetting, SourceUnreadable, reason
from chains.settings import FolderSettings, Link, Scope, Sends, sentence
from chains.sources.base import Connector
from chains.sources.folder import FolderConfig, FolderConnector

FOLDER = "folder"
"""A folder of Markdown files."""

_NO_FOLDER = reason("There is no folder of this name.")
_CLOSED = reason("Footnote has no permission to open this folder.")
_NO_NAME = reason("This is not the name of a folder.")
_UNNAMED = reason("Name the folder.")
_UNKNOWN_READER = reason("One of these readers is not known.")
_NEEDED = {
    "path": _UNNAMED,
    "scope": reason("Name the scope."),
    "readers": reason("Choose who may read it."),
}


@dataclass(frozen=True)
class Kind:
    """One kind of source: its name in the database, and what people call it."""

    name: str
    title: str


KINDS = (Kind(FOLDER, "Folder"),)


def open_connector(kind: str, config: Mapping[str, Any]) -> Connector:
    """The connector of a source.

    Raises:
        SourceUnreadable: this version knows no such kind, or its configuration is another's.
    """
    if kind != FOLDER:
        raise SourceUnreadable(f"sources of the kind {kind} are not known here")
    try:
        return FolderConnector(FolderConfig.model_validate(dict(config)))
    except ValidationError as error:
        raise SourceUnreadable("its configuration was written by another version") from error


# A group that nobody fills would read as "nobody" without a word about it.
_FILLED = ("person:", "channel:", "group:slack:", "group:handle:")


def _readers(words: Iterable[str]) -> tuple[Principal, ...]:
    return tuple(dict.fromkeys(_reader(word) for word in words))


def _reader(word: str) -> Principal:
    try:
        known = principal(word)
    except ValueError as error:
        raise ValueError(_UNKNOWN_READER) from error
    if known not in COLLECTIVE and not known.startswith(_FILLED):
        raise ValueError(_UNKNOWN_READER)
    return known


Readers = Annotated[tuple[str, ...], Field(min_length=1, max_length=200), AfterValidator(_readers)]


def _named(path: Path) -> Path:
    if path == Path():
        raise ValueError(_UNNAMED)
    return path


class ReadersForm(BaseModel):
    """Who may read a source: principals, at least one.

    ``requires_sign_in``: only those of them who have proved by a second sign-in who they are.
    ``sends``: what a chat model's provider may be sent of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    readers: Readers
    requires_sign_in: bool = False
    sends: Sends = Sends.OPEN

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> Self:
        """From what a form or a file gave.

        Raises:
            InvalidSetting: some fields are wrong; it names each with a sentence.
        """
        try:
            return cls.model_validate(dict(values))
        except ValidationError as error:
            raise InvalidSetting(_sentences(error)) from error


class FolderSource(ReadersForm):
    """A folder of Markdown files, the scope that names it, and who may read it.

    ``link``: where people open its documents in a browser; a document's path is added to it.
    """

    path: Annotated[Path, AfterValidator(_named)]
    scope: Scope
    link: Link | None = None

    def within(self, folders: FolderSettings) -> Self:
        """The same source with its folder resolved, symbolic links included.

        A relative folder is looked for in every allowed root. Touches the disk.

        Raises:
            InvalidSetting: it is no folder, cannot be read, or lies outside the allowed roots.
        """
        roots = tuple(root.resolve() for root in folders.allowed_roots)
        path = _first_folder(self.path, roots)
        if not any(path.is_relative_to(root) for root in roots):
            within = {one for one in roots for other in roots if other in one.parents}
            allowed = ", ".join(str(root) for root in roots if root not in within)
            said = reason(
                "Footnote may not read this folder. It may read below: {roots}. Choose one there,"
                " or have whoever runs Footnote add this one to folders.allowed_roots in"
                " footnote.toml and start it again.",
                roots=allowed,
            )
            raise InvalidSetting({"path": said})
        if not path.is_dir():
            raise InvalidSetting({"path": _NO_FOLDER})
        if not os.access(path, os.R_OK | os.X_OK):
            raise InvalidSetting({"path": _CLOSED})
        link = self.link or (f"{folders.link}/{self.scope}" if folders.link else None)
        return self.model_copy(update={"path": path, "link": link})

    def config(self) -> dict[str, str]:
        """What the connector needs, as JSON."""
        return {"path": str(self.path), "link": self.link or ""}


def _first_folder(path: Path, roots: tuple[Path, ...]) -> Path:
    try:
        places = [(root / path.expanduser()).resolve() for root in roots]
        return next((place for place in places if place.is_dir()), places[0])
    except (OSError, RuntimeError, ValueError) as error:
        # A null byte, a name that is too long, links in a circle, an unknown home.
        raise InvalidSetting({"path": _NO_NAME}) from error


def _sentences(error: ValidationError) -> dict[str, str]:
    fields: dict[str, str] = {}
    for detail in error.errors():
        name = str(detail["loc"][0]) if detail["loc"] else ""
        empty = detail["type"] in {"missing", "too_short"} or detail["input"] in ("", None)
        fields.setdefault(name, _NEEDED[name] if empty and name in _NEEDED else sentence(detail))
    return fields
