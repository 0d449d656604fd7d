"""A folder of Markdown documents as a source."""

import asyncio
import hashlib
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
            return {
                path.relative_to(self._root).as_posix(): _fingerprint(path)
                for path in self._files()
            }
        except OSError as error:
            raise SourceUnreadable("the folder cannot be listed") from error

    def _files(self) -> Iterator[Path]:
        for path in sorted(self._root.rglob("*.md")):
            hidden = any(part.startswith(".") for part in path.relative_to(self._root).parts)
            if not hidden and path.is_file() and path.resolve().is_relative_to(self._root):
                yield path

    def _read(self, external_id: str) -> SourceDocument:
        path = self._root / external_id
        try:
            if path.stat().st_size > LARGEST_DOCUMENT:
                raise SourceUnreadable(f"larger than {LARGEST_DOCUMENT // 1000} kB")
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceUnreadable("not UTF-8 text") from error
        except OSError as error:
            raise SourceUnreadable("cannot be opened") from error
        url = f"{self._link}/{quote(external_id)}"
        return parse_markdown(external_id, url, text)


def parse_markdown(external_id: str, url: str, text: str) -> SourceDocument:
    """A document from Markdown with front matter; broken front matter opens it to nobody."""
    try:
        parsed = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError):
        return SourceDocument(
            external_id,
            _title(external_id, text),
            url,
            "",
            permissions=Permissions(known=False),
            problems=("its front matter is broken, so nobody may read it",),
        )
    fields: dict[str, Any] = parsed.metadata
    readers = _words(fields.get("readers")) if "readers" in fields else None
    denied = _words(fields.get("denied")) if "denied" in fields else ()
    malformed = readers is _MALFORMED or denied is _MALFORMED
    return SourceDocument(
        external_id=external_id,
        title=_line(fields.get("title")) or _title(external_id, parsed.content),
        url=url,
        text=parsed.content,
        language=_line(fields.get("language")) or "en",
        updated=_day(fields.get("updated")),
        owner=_line(fields.get("owner")) or None,
        supersedes=_sibling(external_id, _line(fields.get("supersedes"))),
        permissions=Permissions(known=False)
        if malformed
        else Permissions(readers, denied, known=True),
        problems=("readers or denied is not a list of words, so nobody may read it",)
        if malformed
        else (),
    )


_MALFORMED: tuple[str, ...] = ("malformed",)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    return _MALFORMED


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


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
    return heading.group(1) if heading else PurePosixPath(external_id).stem


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
