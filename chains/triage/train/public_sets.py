"""Examples out of the public sets, whose licences let a product ship what is trained on them."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from chains.triage.labels import Label
from chains.triage.train.examples import Example
from chains.triage.train.mappings import BANKING77, CLINC150, HWU64, SNIPS, label_of

Row = tuple[str, str]
"""A text and its class in the set it comes from."""

_RESOURCES = "Request for a list of resources where one can find more information"
_DIRECTED = "Directed question that has a single unambiguous answer"


def public_examples(folder: Path, random: np.random.Generator) -> Iterator[Example]:
    """A seeded draw from every public set below ``folder``; test splits are never opened."""
    clinc = clinc150(folder / "clinc150")
    yield from _drawn(clinc["train"], label_of(CLINC150), 11, "clinc150", random)
    for text, _ in clinc["oos_train"]:
        yield Example(text, Label.OUT_OF_SCOPE, "clinc150")
    banking = banking77(folder / "banking77", "train")
    yield from _drawn(banking, label_of(BANKING77), 6, "banking77", random)
    yield from _drawn(_lines(folder / "hwu64"), label_of(HWU64), 12, "hwu64", random)
    yield from _drawn(_lines(folder / "snips"), label_of(SNIPS), 12, "snips", random)
    yield from _work_requests(folder / "workbench", random)
    yield from _tickets(folder / "enterprisebench" / "it_tickets.json", random)
    yield from _expert_questions(folder / "expertqa" / "r1_data_anon.jsonl", random)


def clinc150(folder: Path) -> dict[str, list[Row]]:
    """The splits of CLINC150 by name, `oos_` for those out of scope."""
    read = json.loads((folder / "data_full.json").read_text(encoding="utf-8"))
    return {split: [(text, name) for text, name in rows] for split, rows in read.items()}


def banking77(folder: Path, split: str) -> list[Row]:
    """One split of BANKING77: `train` or `test`."""
    with (folder / f"{split}.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["category"]) for row in csv.DictReader(lines)]


def _lines(folder: Path) -> list[Row]:
    texts = (folder / "train" / "seq.in").read_text(encoding="utf-8").splitlines()
    names = (folder / "train" / "label").read_text(encoding="utf-8").splitlines()
    return list(zip(texts, names, strict=True))


def _drawn(
    rows: Iterable[Row],
    labels: dict[str, Label],
    each: int,
    source: str,
    random: np.random.Generator,
) -> Iterator[Example]:
    by_class: dict[str, list[str]] = {}
    for text, name in rows:
        if name in labels:
            by_class.setdefault(name, []).append(text)
    for name in sorted(by_class):
        for place in random.permutation(len(by_class[name]))[:each]:
            yield Example(by_class[name][place].strip(), labels[name], source)


def _work_requests(folder: Path, random: np.random.Generator) -> Iterator[Example]:
    """One request a template, of 70: more would be more than 15 % of the label from templates."""
    chosen: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                chosen.setdefault(row["chosen_template"], []).append(row["query"])
    for template in random.permutation(sorted(chosen))[:70]:
        text = chosen[template][random.integers(len(chosen[template]))]
        if len(text) < 160:
            yield Example(text, Label.ACTION_REQUEST, "workbench")


def _tickets(path: Path, random: np.random.Generator) -> Iterator[Example]:
    """The second sentence of a ticket names what is broken; the first is who writes."""
    tickets = json.loads(path.read_text(encoding="utf-8"))
    for place in random.permutation(len(tickets))[:100]:
        sentences = tickets[place]["Issue"].split(". ")
        if len(sentences) > 1:
            yield Example(sentences[1].strip(), Label.TROUBLESHOOTING, "enterprisebench")


def _expert_questions(path: Path, random: np.random.Generator) -> Iterator[Example]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for label, kind in ((Label.FIND_DOCUMENT, _RESOURCES), (Label.KNOWLEDGE_QUESTION, _DIRECTED)):
        found = [
            row["question"]
            for row in rows
            if row["metadata"]["question_type"] == kind and len(row["question"]) < 200
        ]
        for place in random.permutation(len(found))[:80]:
            yield Example(found[place].strip(), label, "expertqa")
