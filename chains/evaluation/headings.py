"""Headings of pages as questions: what people type to find them, and which page they want."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from chains.errors import ConfigurationError
from chains.evaluation.labelled_sets import (
    LabelledDocument,
    LabelledQuestion,
    LabelledSet,
    read_documents,
)

LONGEST = 4
"""Words of a heading at most: longer ones are rarely typed."""
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_TYPED = re.compile(r"[\w '’/&-]+")
_SEED = 3


def short_headings(document: LabelledDocument) -> Iterator[str]:
    """Its title and headings of one to `LONGEST` words, in lower case, as they are typed."""
    for heading in (document.title, *_HEADING.findall(document.text)):
        if 0 < len(heading.split()) <= LONGEST and _TYPED.fullmatch(heading):
            yield heading.lower()


def read_headings(folder: Path, most: int) -> LabelledSet:
    """Headings that one document alone has, each relevant to it; ``most`` of them, by chance.

    The same in every run.

    Raises:
        ConfigurationError: the documents cannot be read, or none has such a heading.
    """
    documents = read_documents(folder)
    homes: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for heading in short_headings(document):
            homes[heading].add(document.id)
    unique = sorted((heading, *ids) for heading, ids in homes.items() if len(ids) == 1)
    if not unique:
        raise ConfigurationError(f"{folder} has no short heading.", "Choose another handbook.")
    random.Random(_SEED).shuffle(unique)  # noqa: S311 - a sample
    questions = [
        LabelledQuestion(id=f"heading-{number}", text=heading, relevant={home: 1})
        for number, (heading, home) in enumerate(unique[:most])
    ]
    return LabelledSet(folder.name, None, documents, questions)
