"""Headings become questions whose answer is the one page that has them."""

import json
from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.evaluation.headings import read_headings, short_headings
from chains.evaluation.labelled_sets import LabelledDocument

PAGES = {
    "leave.md": "# Leave\n\nAsk first.\n\n## Carry over\n\nFive days.\n\n## Contact\n\nAsk Ana.",
    "pay.md": "# Pay\n\nOn the 25th.\n\n## Contact\n\nAsk Bo.",
}


def handbook(folder: Path, pages: dict[str, str]) -> Path:
    lines = [
        json.dumps({"_id": f"{path}#0", "title": path.removesuffix(".md"), "text": text})
        for path, text in pages.items()
    ]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_short_headings_are_told_as_they_are_typed() -> None:
    text = "# One Two ##\n\n## How many people may be in it?\n\n### A & B\n\n#no heading\n"
    found = list(short_headings(LabelledDocument("a", "The Title", text)))
    assert found == ["the title", "one two", "a & b"]


def test_each_is_relevant_to_the_one_page_that_has_it(tmp_path: Path) -> None:
    read = read_headings(handbook(tmp_path, PAGES), 10)
    found = {question.text: set(question.relevant) for question in read.questions}
    assert found == {"leave": {"leave.md"}, "carry over": {"leave.md"}, "pay": {"pay.md"}}
    assert read == read_headings(tmp_path, 10)
    assert len(read_headings(tmp_path, 2).questions) == 2


def test_a_handbook_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no short heading"):
        read_headings(handbook(tmp_path, {"what is to be done about it.md": "Text."}), 10)
