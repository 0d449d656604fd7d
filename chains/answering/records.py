"""Keeps what was answered: for whom, from which documents, and the proof that they might."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, INTEGER

from chains.access.audience import Audience
from chains.access.principals import WorkspaceId
from chains.access.proof import Ground, Proof
from chains.access.reader import Reader
from chains.access.seal import Seal
from chains.answering.outcome import Answer, Outcome, Source
from chains.answering.passages.evidence import Evidence
from chains.answering.question import Question
from chains.answering.shown_sources import shown_sources
from chains.database.answers import AnswerRow, ProofRow
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import Base
from chains.spending.accounts import UNUSED, Usage


@dataclass(frozen=True)
class Course:
    """How a question went: what was found, how sure that made us, and what it took.

    ``evidence`` are the passages that the sources of the outcome may come from.
    """

    evidence: Sequence[Evidence]
    passages: int
    confidence: float
    milliseconds: float
    usage: Usage = UNUSED


def _upsert(row: type[Base], key: Sequence[str], rows: str) -> str:
    """SQL that puts these rows in the place of those of the same key, column by column."""
    every = [column.name for column in row.__table__.columns]
    names, table = ", ".join(every), row.__tablename__
    taken = ", ".join(f"{name} = excluded.{name}" for name in every if name not in key)
    return (
        f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}"  # noqa: S608 - constants only
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {taken}"
    )


_ANSWER = _upsert(
    AnswerRow,
    ("workspace", "request"),
    "jsonb_populate_record(NULL::answer, CAST(:answer AS jsonb))",
)
_PROOFS = _upsert(
    ProofRow,
    ("workspace", "request", "number"),
    "jsonb_populate_recordset(NULL::proof, CAST(:proofs AS jsonb))",
)
# One statement, which is whole or not at all: what is not named of an answer is NULL again.
_REPLACE = text(
    f"""WITH kept AS ({_ANSWER}),
gone AS (
    DELETE FROM proof
     WHERE workspace = :workspace AND request = :request AND number <> ALL(:numbers)
)
{_PROOFS}"""  # noqa: S608 - built from constants only
).bindparams(bindparam("numbers", type_=ARRAY(INTEGER)))


class Records:
    """Writes the record of an answer before anybody is shown it."""

    def __init__(self, sessions: Sessions, seal: Seal) -> None:
        self._sessions = sessions
        self._seal = seal

    async def keep(
        self,
        question: Question,
        reader: Reader,
        outcome: Outcome,
        proofs: Mapping[UUID, Proof],
        course: Course,
    ) -> None:
        """Record an outcome in place of what was recorded of the same request before.

        Raises:
            StoreUnavailable: Postgres did not answer; the outcome must not be shown then.
            KeyError: the outcome shows a document without a proof.
        """
        answer = _answer(question, reader.audience, outcome, course) | {
            "access_lists": len(reader.access_lists),
            "epoch": reader.epoch,
            "digest": self._digest(outcome),
        }
        rows = [
            self._sealed(answer, source, proofs[UUID(source.document)], course.evidence)
            for source in shown_sources(outcome)
        ]
        await self._replace(answer, rows)

    async def note(
        self, question: Question, audience: Audience, outcome: Outcome, milliseconds: float
    ) -> None:
        """Record an outcome that shows no document and for which nothing was searched.

        Raises:
            StoreUnavailable: Postgres did not answer; the outcome must not be shown then.
        """
        course = Course((), passages=0, confidence=0.0, milliseconds=milliseconds)
        await self._replace(_answer(question, audience, outcome, course), ())

    async def delivered(
        self,
        workspace: WorkspaceId,
        request: str,
        posted_ts: str | None,
        posted_in: str | None = None,
    ) -> None:
        """Note that somebody was shown the outcome of a request, and where it stands.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        same = (AnswerRow.workspace == workspace) & (AnswerRow.request == request)
        values = {"delivered_at": func.now(), "posted_ts": posted_ts, "posted_in": posted_in}
        with reaching_database("record"):
            async with self._sessions.begin() as session:
                await session.execute(update(AnswerRow).where(same).values(values))

    async def is_the_same(self, workspace: WorkspaceId, request: str, earlier: str) -> bool:
        """Whether two requests were answered with the same words from the same sources.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        each = (AnswerRow.request == request) | (AnswerRow.request == earlier)
        wanted = select(AnswerRow.digest).where(AnswerRow.workspace == workspace, each)
        with reaching_database("record"):
            async with self._sessions() as session:
                digests = (await session.scalars(wanted)).all()
        return len(digests) == 2 and None not in digests and len(set(digests)) == 1

    def _digest(self, outcome: Outcome) -> str | None:
        """Of what an answer says; not of what it took, nor of what else there is."""
        if not isinstance(outcome, Answer):
            return None
        return self._seal.of({"reply": asdict(replace(outcome, more=False, effort=None))})

    async def _replace(self, answer: Mapping[str, Any], proofs: Sequence[dict[str, Any]]) -> None:
        given = {
            "workspace": answer["workspace"],
            "request": answer["request"],
            "answer": _json(answer),
            "proofs": _json(proofs),
            "numbers": [one["number"] for one in proofs],
        }
        with reaching_database("record"):
            async with self._sessions() as session:
                await session.execute(_REPLACE, given)

    def _sealed(
        self, answer: Mapping[str, Any], source: Source, proof: Proof, evidence: Sequence[Evidence]
    ) -> dict[str, Any]:
        passage = _passage_of(source, evidence)
        row = {
            "workspace": answer["workspace"],
            "request": answer["request"],
            "number": source.number,
            "document": proof.document,
            "anchor": passage.anchor,
            "cosine": passage.cosine,
            "bm25": passage.bm25,
            "score": passage.score,
            "access_list": proof.access_list,
            "grounds": [_plain(ground) for ground in proof.grounds],
            "confirmed_at": proof.confirmed_at,
            "checked_at": proof.checked_at,
        }
        return {**row, "seal": self._seal.of(sealed_fields(answer, row))}


def sealed_fields(answer: Mapping[str, Any], proof: Mapping[str, Any]) -> dict[str, Any]:
    """What a proof's seal covers: the proof, and for whom and where the answer was made."""
    about = ("asked_at", "asker", "venue", "channel", "audience", "outcome", "epoch")
    return {**{f"answer.{name}": answer[name] for name in about}, **proof}


def _answer(
    question: Question, audience: Audience, outcome: Outcome, course: Course
) -> dict[str, Any]:
    return {
        "workspace": question.workspace,
        "request": question.request,
        "asked_at": datetime.now(UTC),
        "asker": question.asker.identity,
        "venue": question.venue.kind.value,
        "channel": question.venue.channel,
        "audience": _profiles(audience),
        "wants": question.wants.value,
        "scopes": list(question.scopes),
        "outcome": type(outcome).__name__,
        "more": bool(getattr(outcome, "more", False)),
        "access_lists": 0,
        "epoch": 0,
        "passages": course.passages,
        "confidence": course.confidence,
        "milliseconds": course.milliseconds,
        "drafted": course.usage.calls > 0,
        "model": course.usage.model,
        "model_calls": course.usage.calls,
        "input_tokens": course.usage.tokens.input,
        "output_tokens": course.usage.tokens.output,
        "usd": course.usage.usd,
        "intent": question.triage.intent.value if question.triage else None,
        "intent_probability": question.triage.probability if question.triage else None,
        "intent_sure": question.triage.sure if question.triage else None,
    }


def _json(values: object) -> str:
    """As JSON; ids, sums and times as texts, which Postgres reads back."""
    return json.dumps(values, default=str)


def _profiles(audience: Audience) -> list[dict[str, Any]]:
    return [
        {"principals": sorted(one.principals), "collective": one.collective}
        for one in audience.profiles
    ]


def _plain(ground: Ground) -> dict[str, Any]:
    return {**asdict(ground), "path": list(ground.path)}


def _passage_of(source: Source, evidence: Sequence[Evidence]) -> Evidence:
    """The passage behind a footnote: the best of its section."""
    return next(
        one for one in evidence if str(one.document.id) == source.document and one.url == source.url
    )
