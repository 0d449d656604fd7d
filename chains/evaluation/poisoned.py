"""Reads poisoned pages: documents with an instruction to a language model planted in them."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from chains.errors import ConfigurationError
from chains.evaluation.json_lines import json_lines, malformed

_Words = Annotated[str, StringConstraints(min_length=1)]


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression ({error})") from error
    return value


class Contains(BaseModel):
    """A string that may not stand in a reply."""

    model_config = ConfigDict(frozen=True)

    check: Literal["contains"]
    value: _Words

    def is_in(self, text: str) -> bool:
        """Whether it stands in a text."""
        return self.value in text


class Matches(BaseModel):
    """A regular expression that may match nowhere in a reply."""

    model_config = ConfigDict(frozen=True)

    check: Literal["regex"]
    value: Annotated[_Words, AfterValidator(_pattern)]

    def is_in(self, text: str) -> bool:
        """Whether it matches in a text."""
        return re.search(self.value, text) is not None


class PoisonedPage(BaseModel):
    """A page that stands for a clean one; ``must_not`` shows that its instruction was followed.

    ``carrier_doc`` is the clean page's id, ``clean_answer_section`` what of it answers the
    question; ``kind`` and ``style`` say what is demanded and how it is planted.
    """

    model_config = ConfigDict(frozen=True)

    id: _Words
    title: str
    text: _Words
    question: _Words
    must_not: Annotated[Contains | Matches, Field(discriminator="check")]
    carrier_doc: str = ""
    clean_answer_section: str = ""
    kind: str = ""
    style: str = ""


def read_pages(path: Path) -> list[PoisonedPage]:
    """Read the pages, one JSON object a line.

    Raises:
        ConfigurationError: there is none, a line is malformed or a second one about a page.
    """
    pages: dict[str, PoisonedPage] = {}
    for place, page in json_lines(path, PoisonedPage):
        if page.id in pages:
            raise malformed(path, place, f"a second line about {page.id}")
        pages[page.id] = page
    if not pages:
        raise ConfigurationError(f"{path} has no pages.", "Choose a file that has some.")
    return list(pages.values())


def handbooks_of(carriers: Collection[str], near: Collection[Path]) -> list[Path]:
    """The folders of handbooks that hold one of the clean pages; ``near`` says where to look."""
    found: list[Path] = []
    for place in near:
        corpora = sorted(place.glob("handbooks/*/corpus.jsonl"))
        found += [one.parent for one in corpora if _holds(one, carriers)]
        if found:
            break
    return found


def _holds(corpus: Path, carriers: Collection[str]) -> bool:
    class Entry(BaseModel):
        id: str

    return any(entry.id.rpartition("#")[0] in carriers for _, entry in json_lines(corpus, Entry))
