"""A folder of Markdown documents as a source."""

import asyncio
import difflib
import hashlib
import os
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import frontmatter
import yaml
from pydantic import BaseModel, ConfigDict

from chains.errors import SourceUnreadable
from chains.sources.base import Change, Cursor, Deleted, Permissions, SourceDocument, Upserted

LARGEST_DOCUMENT = 1_000_000
"""Bytes; a larger file is reported, not indexed: at 35 passages a second it would hold up a sync
for minutes, and nobody finds anything in an answer that cites a book."""

LONGEST_TITLE = 300
"""Characters; a longer title is cut."""

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)


class FolderConfig(BaseModel):
    """Where the folder lies, and where people open its documents in a browser.

    A document's link is ``link`` followed by its path; without one there is nothing to link to.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Path
    link: str


class FolderConnector:
    """Reads every ``.md`` file below a folder; hidden files and links that lead out are passed."""

    def __init__(self, config: FolderConfig) -> None:
        self._root = config.path.resolve()
        self._link = config.link.rstrip("/")

    async def changes(self, cursor: Cursor) -> AsyncIterator[tuple[Change, Cursor]]:
        """Compares every file's content with the cursor's hashes; see `Connector`."""
        found = await asyncio.to_thread(self._fingerprints)
        known = dict(cursor)
        for external_id in sorted(known.keys() - found.keys()):
            del known[external_id]
            yield Deleted(external_id), dict(known)
        for external_id, fingerprint in found.items():
            if known.get(external_id) != fingerprint:
                known[external_id] = fingerprint
                yield Upserted(external_id), dict(known)

    async def fetch(self, external_id: str) -> SourceDocument:
        """Reads and parses one file; see `Connector`."""
        return await asyncio.to_thread(self._read, external_id)

    def _fingerprints(self) -> dict[str, str]:
        if not self._root.is_dir():
            raise SourceUnreadable("the folder does not exist or is not a folder")
        try:
            # A file that went away while we looked is as good as gone.
            return {
                _printable(path.relative_to(self._root)): fingerprint
                for path in self._files()
                if (fingerprint := _fingerprint(path)) is not None
            }
        except OSError as error:
            raise SourceUnreadable("the folder cannot be listed") from error

    def _files(self) -> Iterator[Path]:
        # A folder that cannot be opened must not look like one without documents.
        for place, below, names in os.walk(self._root, onerror=_refuse_to_guess):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = Path(place, name)
                if name.endswith(".md") and not name.startswith(".") and self._holds(path):
                    yield path

    def _holds(self, path: Path) -> bool:
        return path.is_file() and path.resolve().is_relative_to(self._root)

    def _read(self, external_id: str) -> SourceDocument:
        path = self._root / external_id
        try:
            if not self._holds(path):
                raise SourceUnreadable("cannot be opened")
            if path.stat().st_size > LARGEST_DOCUMENT:
                raise SourceUnreadable(f"larger than {LARGEST_DOCUMENT // 1000} kB")
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceUnreadable("not UTF-8 text") from error
        except OSError as error:
            raise SourceUnreadable("cannot be opened") from error
        if "\0" in text:
            raise SourceUnreadable("not text: it holds null bytes")
        url = f"{self._link}/{quote(external_id)}"
        return parse_markdown(external_id, url, text)


def parse_markdown(external_id: str, url: str, text: str) -> SourceDocument:
    """A document from Markdown with front matter; broken front matter opens it to nobody."""
    try:
        fields, content = _front_matter(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return SourceDocument(
            external_id,
            _title(external_id, text),
            url,
            "",
            permissions=Permissions(known=False),
            problems=("its front matter is broken, so nobody may read it",),
        )
    readers = _words(fields.get("readers")) if "readers" in fields else None
    denied = _words(fields.get("denied")) if "denied" in fields else ()
    malformed = readers is _MALFORMED or denied is _MALFORMED
    misspelt = tuple(name for name in fields if _is_misspelt(name))
    problems = tuple(f"{_line(name)} may mean readers or denied: nobody reads" for name in misspelt)
    if malformed:
        problems = (*problems, "readers or denied is not a list of words, so nobody may read it")
    return SourceDocument(
        external_id=external_id,
        title=_line(fields.get("title"))[:LONGEST_TITLE] or _title(external_id, content),
        url=url,
        text=content,
        language=_line(fields.get("language")) or "en",
        updated=_day(fields.get("updated")),
        owner=_line(fields.get("owner")) or None,
        supersedes=_sibling(external_id, _line(fields.get("supersedes"))),
        permissions=Permissions(known=False)
        if malformed or misspelt
        else Permissions(readers, denied, known=True),
        problems=problems,
    )


def _front_matter(text: str) -> tuple[dict[Any, Any], str]:
    """The fields and what follows them.

    Raises:
        ValueError: it is never closed, or holds no fields: whom it was to keep out is unknown.
        YAMLError: it cannot be parsed.
    """
    text = text.strip()
    handler = frontmatter.detect_format(text, frontmatter.handlers)
    if handler is None:
        return {}, text
    head, content = handler.split(text)
    match handler.load(head) if head.strip() else None:
        case None:
            return {}, content.strip()
        case dict() as fields:
            return fields, content.strip()
        case _:
            raise ValueError("front matter is not a mapping")


_PERMISSION_FIELDS = ("readers", "denied")


def _is_misspelt(name: object) -> bool:
    """Whether a field was probably meant to keep somebody out."""
    if not isinstance(name, str) or name in _PERMISSION_FIELDS:
        return False
    return bool(difflib.get_close_matches(name.strip().lower(), _PERMISSION_FIELDS, cutoff=0.88))


_MALFORMED: tuple[str, ...] = ("malformed",)


def _words(value: object) -> tuple[str, ...]:
    if _is_word(value):
        return (str(value),)
    if isinstance(value, list) and all(_is_word(word) for word in value):
        return tuple(value)
    return _MALFORMED


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _line(value: object) -> str:
    if not isinstance(value, str | int | float):
        return ""
    # Neither Postgres nor UTF-8 takes everything that YAML can escape.
    line = " ".join(str(value).split())
    return "".join(sign for sign in line if sign.isprintable())


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _sibling(external_id: str, named: str) -> str | None:
    return str(PurePosixPath(external_id).parent / named) if named else None


def _title(external_id: str, text: str) -> str:
    heading = _HEADING.search(text)
    title = _line(heading.group(1)) if heading else ""
    return title[:LONGEST_TITLE] or PurePosixPath(external_id).stem


def _fingerprint(path: Path) -> str | None:
    """What changes when the content does; None when there is no such file any more."""
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            return f"{size} bytes"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except PermissionError:
        return "closed"


def _printable(path: Path) -> str:
    """The path as text; one that is no text finds no file and is reported."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _refuse_to_guess(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
