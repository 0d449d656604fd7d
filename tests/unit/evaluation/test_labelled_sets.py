"""Reading labelled sets, and saying which line is wrong."""

import json
from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.evaluation.labelled_sets import read_set


def _write(path: Path, *lines: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    _write(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "T", "text": "x", "metadata": {}},
        {"_id": "d2", "title": "", "text": "y"},
    )
    _write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "a?"}, {"_id": "q2", "text": "b?"})
    _write(tmp_path / "qrels" / "train.tsv", "query-id\tcorpus-id\tscore", "q2\td1\t1")
    return tmp_path


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    _write(
        tmp_path / "corpus.jsonl",
        {"_id": "a/b.md#0", "title": "B", "text": "first"},
        {"_id": "c.md#0", "title": "C", "text": "other"},
        {"_id": "a/b.md#1", "title": "B", "text": "## More\n\nsecond"},
    )
    _write(tmp_path / "questions.jsonl", {"_id": "q", "text": "?", "gold_docs": ["a/b.md"]})
    return tmp_path


def test_exactly_the_queries_of_the_split_are_asked(beir: Path) -> None:
    found = read_set(beir)
    assert (found.split, [question.id for question in found.questions]) == ("train", ["q2"])
    assert found.questions[0].relevant == {"d1": 1}


def test_the_sections_of_a_path_are_one_document(handbook: Path) -> None:
    found = read_set(handbook)
    assert [(document.id, document.title) for document in found.documents] == [
        ("a/b.md", "B"),
        ("c.md", "C"),
    ]
    assert found.documents[0].text == "first\n\n## More\n\nsecond"
    assert found.split is None


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("corpus.jsonl", "{broken", "corpus.jsonl, line 3: not JSON"),
        ("corpus.jsonl", '{"_id": "d3"}', "corpus.jsonl, line 3: text"),
        ("corpus.jsonl", '{"text": "x"}', "corpus.jsonl, line 3: _id"),
        ("queries.jsonl", "[1]", "queries.jsonl, line 3: not a JSON object"),
        ("qrels/train.tsv", "q1 d1 1", "train.tsv, line 3: not query-id"),
        ("qrels/train.tsv", "q9\td1\t1", "train.tsv, line 3: no query q9"),
    ],
)
def test_a_malformed_line_is_named(beir: Path, file: str, line: str, said: str) -> None:
    with (beir / file).open("a", encoding="utf-8") as opened:
        opened.write(line + "\n")
    with pytest.raises(ConfigurationError, match=said):
        read_set(beir)


def test_a_section_without_number_is_malformed(handbook: Path) -> None:
    _write(handbook / "corpus.jsonl", {"_id": "a/b.md", "text": "x"})
    with pytest.raises(ConfigurationError, match="line 1: _id is not path#n"):
        read_set(handbook)


def test_a_split_must_be_named_where_there_are_several(beir: Path) -> None:
    _write(beir / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1")
    with pytest.raises(ConfigurationError, match="2 splits: test, train"):
        read_set(beir)
    assert read_set(beir, "test").questions[0].id == "q1"


def test_a_split_that_is_not_there_is_said(beir: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"dev\.tsv cannot be read"):
        read_set(beir, "dev")


def test_a_set_without_questions_is_refused(handbook: Path) -> None:
    (handbook / "questions.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no questions"):
        read_set(handbook)


def test_a_folder_in_neither_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="neither"):
        read_set(tmp_path)


def test_only_a_question_that_nothing_answers_may_lack_documents(handbook: Path) -> None:
    questions = handbook / "questions.jsonl"
    _write(questions, {"_id": "q", "text": "?", "unanswerable": True, "answer": "none"})
    [found] = read_set(handbook).questions
    assert (found.unanswerable, found.relevant, found.answer) == (True, {}, "none")
    _write(questions, {"_id": "q", "text": "?"})
    with pytest.raises(ConfigurationError, match="line 1"):
        read_set(handbook)
