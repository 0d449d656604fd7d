"""Reads a labelled set in BEIR's form or in the form of a handbook with questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from chains.errors import ConfigurationError
from chains.evaluation.json_lines import json_lines, malformed, raw_lines

_Id = Annotated[str, StringConstraints(min_length=1)]


class _Entry(BaseModel):
    """A line of corpus.jsonl."""

    id: _Id
    title: str = ""
    text: str


class _Query(BaseModel):
    """A line of queries.jsonl."""

    id: _Id
    text: _Id


class _Question(_Query):
    """A line of questions.jsonl; only one that nothing answers may lack its documents."""

    gold_docs: list[_Id] = Field(default_factory=list)
    gold_section: str = ""
    answer: str = ""
    unanswerable: bool = False

    @model_validator(mode="after")
    def _has_documents(self) -> Self:
        if not self.gold_docs and not self.unanswerable:
            raise ValueError("gold_docs is empty, and it is not marked as unanswerable")
        return self


@dataclass(frozen=True)
class LabelledDocument:
    """One document of the set; ``text`` is Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class LabelledQuestion:
    """One question; ``relevant`` maps ids of documents to their gain.

    ``answer`` is how somebody answered it, ``section`` the Markdown in which the answer stands;
    each may be empty. Nothing in the set answers one that is ``unanswerable``.
    """

    id: str
    text: str
    relevant: Mapping[str, int]
    answer: str = ""
    section: str = ""
    unanswerable: bool = False


@dataclass(frozen=True)
class LabelledSet:
    """Documents, and questions whose relevant documents are known."""

    name: str
    split: str | None
    documents: list[LabelledDocument]
    questions: list[LabelledQuestion]


def read_set(folder: Path, split: str | None = None) -> LabelledSet:
    """Read the set in a folder; ``split`` names a qrels file of the BEIR form.

    Raises:
        ConfigurationError: the folder holds neither form, a line is malformed (the message names
            it), or there is no question.
    """
    if (folder / "questions.jsonl").is_file():
        if split is not None:
            raise ConfigurationError(
                f"{folder} is a handbook; it has no splits.", "Leave --split out."
            )
        found = LabelledSet(_name(folder), None, _handbook(folder), _handbook_questions(folder))
    elif (folder / "queries.jsonl").is_file():
        chosen = split or _only_split(folder)
        documents = [
            LabelledDocument(entry.id, entry.title, entry.text)
            for _, entry in json_lines(folder / "corpus.jsonl", _Entry)
        ]
        found = LabelledSet(_name(folder), chosen, documents, _beir_questions(folder, chosen))
    else:
        raise ConfigurationError(
            f"{folder} has neither queries.jsonl (BEIR) nor questions.jsonl (handbook).",
            "Name the folder that holds corpus.jsonl.",
        )
    if not found.questions:
        raise ConfigurationError(f"{folder} has no questions.", "Choose a set that has some.")
    return found


def read_documents(folder: Path) -> list[LabelledDocument]:
    """The documents of a handbook, whether or not it has questions.

    Raises:
        ConfigurationError: they cannot be read, or a line is malformed.
    """
    return _handbook(folder)


def _handbook(folder: Path) -> list[LabelledDocument]:
    """The sections of a path, in the order of the file, are one document."""
    titles: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    for place, entry in json_lines(folder / "corpus.jsonl", _Entry):
        path, separator, number = entry.id.rpartition("#")
        if not separator or not number.isdigit():
            raise malformed(folder / "corpus.jsonl", place, "_id is not path#n")
        titles.setdefault(path, entry.title)
        sections.setdefault(path, []).append(entry.text)
    return [
        LabelledDocument(path, titles[path], "\n\n".join(texts)) for path, texts in sections.items()
    ]


def _handbook_questions(folder: Path) -> list[LabelledQuestion]:
    return [
        LabelledQuestion(
            id=question.id,
            text=question.text,
            relevant={} if question.unanswerable else dict.fromkeys(question.gold_docs, 1),
            answer=question.answer,
            section=question.gold_section,
            unanswerable=question.unanswerable,
        )
        for _, question in json_lines(folder / "questions.jsonl", _Question)
    ]


def _beir_questions(folder: Path, split: str) -> list[LabelledQuestion]:
    texts = {query.id: query.text for _, query in json_lines(folder / "queries.jsonl", _Query)}
    path = folder / "qrels" / f"{split}.tsv"
    relevant: dict[str, dict[str, int]] = {}
    for place, line in raw_lines(path):
        fields = line.split("\t")
        if place == 1 and fields[0] == "query-id":
            continue
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            raise malformed(path, place, "not query-id, corpus-id and a whole number")
        if fields[0] not in texts:
            raise malformed(path, place, f"no query {fields[0]} in queries.jsonl")
        relevant.setdefault(fields[0], {})[fields[1]] = int(fields[2])
    return [LabelledQuestion(id, texts[id], gains) for id, gains in relevant.items()]


def _only_split(folder: Path) -> str:
    splits = sorted(path.stem for path in (folder / "qrels").glob("*.tsv"))
    if len(splits) != 1:
        raise ConfigurationError(
            f"{folder / 'qrels'} has {len(splits)} splits: {', '.join(splits) or 'none'}.",
            "Name one with --split.",
        )
    return splits[0]


def _name(folder: Path) -> str:
    return folder.resolve().name
