"""Reads a labelled set in BEIR's form or in the form of a handbook with questions."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, StringConstraints, ValidationError

from chains.errors import ConfigurationError

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
    """A line of questions.jsonl."""

    gold_docs: list[_Id]


Line = TypeVar("Line", _Entry, _Query, _Question)


@dataclass(frozen=True)
class LabelledDocument:
    """One document of the set; ``text`` is Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class LabelledQuestion:
    """One question; ``relevant`` maps ids of documents to their gain."""

    id: str
    text: str
    relevant: Mapping[str, int]


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
            for _, entry in _lines(folder / "corpus.jsonl", _Entry)
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


def _handbook(folder: Path) -> list[LabelledDocument]:
    """The sections of a path, in the order of the file, are one document."""
    titles: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    for place, entry in _lines(folder / "corpus.jsonl", _Entry):
        path, separator, number = entry.id.rpartition("#")
        if not separator or not number.isdigit():
            raise _malformed(folder / "corpus.jsonl", place, "_id is not path#n")
        titles.setdefault(path, entry.title)
        sections.setdefault(path, []).append(entry.text)
    return [
        LabelledDocument(path, titles[path], "\n\n".join(texts)) for path, texts in sections.items()
    ]


def _handbook_questions(folder: Path) -> list[LabelledQuestion]:
    return [
        LabelledQuestion(question.id, question.text, dict.fromkeys(question.gold_docs, 1))
        for _, question in _lines(folder / "questions.jsonl", _Question)
    ]


def _beir_questions(folder: Path, split: str) -> list[LabelledQuestion]:
    texts = {query.id: query.text for _, query in _lines(folder / "queries.jsonl", _Query)}
    path = folder / "qrels" / f"{split}.tsv"
    relevant: dict[str, dict[str, int]] = {}
    for place, line in _raw_lines(path):
        fields = line.split("\t")
        if place == 1 and fields[0] == "query-id":
            continue
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            raise _malformed(path, place, "not query-id, corpus-id and a whole number")
        if fields[0] not in texts:
            raise _malformed(path, place, f"no query {fields[0]} in queries.jsonl")
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


def _lines(path: Path, kind: type[Line]) -> Iterator[tuple[int, Line]]:
    for place, line in _raw_lines(path):
        try:
            parsed = json.loads(line)
            if not isinstance(parsed, dict):
                raise _malformed(path, place, "not a JSON object")
            yield place, kind.model_validate({**parsed, "id": parsed.get("_id")})
        except json.JSONDecodeError as error:
            raise _malformed(path, place, f"not JSON ({error.msg})") from error
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]).replace("id", "_id", 1)
            raise _malformed(path, place, f"{field}: {first['msg']}") from error


def _raw_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as file:
            for place, line in enumerate(file, start=1):
                if line.strip():
                    yield place, line.rstrip("\n")
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}.", "Check the folder and the split."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8: {error.reason}.", "Convert it.") from error


def _malformed(path: Path, place: int, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{path.name}, line {place}: {reason}.", f"Correct {path}.")


def _name(folder: Path) -> str:
    return folder.resolve().name
