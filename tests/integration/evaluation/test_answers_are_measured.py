"""The answers measurement, on a handbook small enough to judge by hand."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from chains.access.seal import Seal
from chains.answering.pipeline import BUILT_IN, Pipeline
from chains.answering.records import Records
from chains.answering_path import copilot_on, model_steps
from chains.assembly import Opened, copilot, passage_search
from chains.config import ChainsConfig
from chains.database.engine import Sessions
from chains.database.tables import DocumentRow, SourceRow
from chains.errors import ConfigurationError
from chains.evaluation.access import AccessParts
from chains.evaluation.answers import AnswerParts, measure_answers
from chains.evaluation.labelled_sets import read_set
from chains.models.chat import ChatModel
from chains.settings import FootnoteSettings
from tests.fakes.chat_model_server import chat_model_server, drafted

PAGES = {
    "canteen.md": ("Canteen", "The canteen serves lunch from 11:30 to 14:00."),
    "payday.md": ("Payday", "Salaries are paid on the 25th of each month."),
    "boats.md": ("Boats", "Every boat is painted with green lacquer in spring."),
}
QUESTIONS: list[dict[str, Any]] = [
    {"text": "When does the canteen serve lunch?", "gold_docs": ["canteen.md"]},
    {"text": "When are salaries paid?", "gold_docs": ["payday.md"], "answer": "the 25th"},
    {"text": "How do I insure my bicycle?", "unanswerable": True},
]


def lines(*entries: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one) for one in entries) + "\n"


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    corpus = [{"_id": f"{name}#0", "title": t, "text": text} for name, (t, text) in PAGES.items()]
    questions = [{"_id": str(number), **one} for number, one in enumerate(QUESTIONS)]
    (tmp_path / "corpus.jsonl").write_text(lines(*corpus), encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text(lines(*questions), encoding="utf-8")
    return tmp_path


@pytest.fixture
def answer_parts(parts: AccessParts) -> AnswerParts:
    return AnswerParts(
        parts.copilot, parts.sessions, parts.writer, parts.embeddings, parts.splitter
    )


async def test_what_is_there_is_answered_and_what_is_hidden_is_not(
    handbook: Path, answer_parts: AnswerParts, sessions: Sessions
) -> None:
    told = await measure_answers(read_set(handbook), answer_parts, lambda _, __: None)
    expected = {
        "questions": 3,
        "answered": 0.6667,
        "answerable_answered": 1.0,
        "unanswerable_refused": 1.0,
        "citation_precision": 1.0,
        "citation_recall": 1.0,
        "answer_token_recall": 1.0,
        "unsupported_sentences": 0,
        "llm_calls": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "cost_usd": 0.0,
    }
    assert {name: told[name] for name in expected} == expected
    assert 0 < told["first_text_p50_ms"] <= told["p95_ms"]
    async with sessions() as session:
        for table in (DocumentRow, SourceRow):
            left = select(func.count()).where(table.workspace.like("evaluation-%"))
            assert await session.scalar(left) == 0


async def test_a_set_without_an_answer_is_refused(
    handbook: Path, answer_parts: AnswerParts
) -> None:
    text = lines({"_id": "1", "text": "Why?", "unanswerable": True})
    (handbook / "questions.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="No question"):
        await measure_answers(read_set(handbook), answer_parts, lambda _, __: None)


async def test_what_a_chat_model_took_is_summed(
    handbook: Path, answer_parts: AnswerParts, opened: Opened
) -> None:
    said = drafted(("Salaries are paid on the 25th of each month.", [1]))
    async with chat_model_server(said) as server:
        model = ChatModel.named("openai:gpt-5-mini", url=server.url, api_key="k")
        drafting = copilot_on(
            opened.sessions,
            passage_search(opened),
            opened.model.embeddings,
            Records(opened.sessions, Seal(b"of a measurement")),
            model_steps(Pipeline.of("drafted", BUILT_IN["drafted"]), model),
        )
        parts = replace(answer_parts, copilot=drafting)
        told = await measure_answers(read_set(handbook), parts, lambda _, __: None)
        assert told["llm_calls"] == len(server.requests) > 0
    assert told["input_tokens"] == 10 * told["llm_calls"]
    assert told["output_tokens"] == 5 * told["llm_calls"]
    assert told["cost_usd"] > 0
    assert told["unsupported_sentences"] == 0


async def test_a_pipeline_that_cannot_be_stops_the_start(opened: Opened) -> None:
    records = Records(opened.sessions, Seal(b"of a start"))
    for name, own in [("fast", {}), ("drafted", {}), (None, {"ours": ("quote",)})]:
        settings = FootnoteSettings(pipelines=own)
        with pytest.raises(ConfigurationError, match="pipeline"):
            copilot(ChainsConfig(pipeline=name), opened, records, settings)
