"""Measures answers: whether questions get one, from what, and whether others are left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from langchain_core.embeddings import Embeddings
from sqlalchemy import func, select

from chains.access.principals import WorkspaceId
from chains.answering.outcome import Answer, Reply
from chains.database.answers import AnswerRow
from chains.database.engine import Sessions
from chains.errors import ConfigurationError
from chains.evaluation.asking import Asked, Progress, asked_privately, loaded
from chains.evaluation.companies import Acl, Company, CompanyDocument
from chains.evaluation.labelled_sets import LabelledQuestion, LabelledSet
from chains.evaluation.measures import percentile, share
from chains.evaluation.staged_company import StagedCompany
from chains.evaluation.temporary import temporary_workspace
from chains.evaluation.wordings import Wordings
from chains.index.writer import PassageWriter
from chains.settings import Sends
from chains.sync.splitting import Splitter

_ALL = "reads everything"


@dataclass(frozen=True)
class AnswerParts:
    """The product's own parts."""

    copilot: Asked
    sessions: Sessions
    writer: PassageWriter
    embeddings: Embeddings
    splitter: Splitter


@dataclass(frozen=True)
class Reaction:
    """What came of one asking; times are milliseconds.

    ``cited`` are the set's ids of documents. ``first_text_ms`` is when the first words could be
    read. ``gold_there`` is False where the documents that answer were hidden, or nothing answers.
    """

    question: LabelledQuestion
    gold_there: bool
    reply: Reply | None
    cited: frozenset[str]
    milliseconds: float
    first_text_ms: float


@dataclass
class Spent:
    """What the chat model was asked for, over a whole run."""

    llm_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0


@dataclass(frozen=True)
class Gathered:
    """Everything one run brought."""

    reactions: Sequence[Reaction]
    texts: dict[str, str]
    spent: Spent = field(default_factory=Spent)


async def measure_answers(
    labelled: LabelledSet, parts: AnswerParts, progress: Progress
) -> dict[str, Any]:
    """Ask every question as somebody who may read all, then again with its documents hidden.

    They are hidden by their access list: no document is taken out of the index.

    Raises:
        ConfigurationError: no question of the set has an answer in it.
        RetryLater: a store or a model did not answer; nothing is left behind.
    """
    if not any(one.relevant for one in labelled.questions):
        raise ConfigurationError("No question of this set has an answer.", "Choose another set.")
    async with temporary_workspace(parts.sessions, parts.writer) as workspace:
        staged = StagedCompany(
            company_of(labelled),
            workspace,
            parts.sessions,
            parts.writer,
            parts.embeddings,
            parts.splitter,
            sends=Sends.ALL,
        )
        await loaded(staged, len(labelled.documents), progress)
        reactions = await _reactions(labelled, staged, parts.copilot, progress)
        spent = await _spent(parts.sessions, workspace)
    texts = {one.id: f"{one.title}\n{one.text}" for one in labelled.documents}
    return report(Gathered(reactions, texts, spent))


def company_of(labelled: LabelledSet) -> Company:
    """The set as a company: one person may read all, and one for each question all but its gold."""
    askers = {_ALL, *(_without(one) for one in labelled.questions if one.relevant)}
    hidden: dict[str, set[str]] = {one.id: set() for one in labelled.documents}
    for question in labelled.questions:
        for document in question.relevant:
            hidden.setdefault(document, set()).add(_without(question))
    documents = {
        one.id: CompanyDocument(
            id=one.id, title=one.title, text=one.text, acl=Acl(groups=(f"readers of {one.id}",))
        )
        for one in labelled.documents
    }
    groups = {
        f"readers of {one.id}": frozenset(askers - hidden[one.id]) for one in labelled.documents
    }
    return Company(documents, frozenset(askers), groups)


def report(gathered: Gathered) -> dict[str, Any]:
    """The figures, shares from 0 to 1, as documented in docs/evaluation.md."""
    words = Wordings(gathered.texts)
    there = [one for one in gathered.reactions if one.gold_there]
    absent = [one for one in gathered.reactions if not one.gold_there]
    answered = [one for one in there if one.reply is not None]
    first = [*there, *(one for one in absent if one.question.unanswerable)]
    cited = sum(len(one.cited) for one in answered)
    gold = sum(len(one.cited & one.question.relevant.keys()) for one in answered)
    times = [one.milliseconds for one in gathered.reactions]
    firsts = [one.first_text_ms for one in gathered.reactions if one.reply is not None]
    return {
        "questions": len(first),
        "answered": share([one.reply is not None for one in first]),
        "answerable_answered": share([one.reply is not None for one in there]),
        "unanswerable_refused": share([one.reply is None for one in absent]),
        "citation_precision": round(gold / cited, 4) if cited else 0.0,
        "citation_recall": share([bool(one.cited & one.question.relevant.keys()) for one in there]),
        "answer_token_recall": _mean(
            [words.recall(one.question, one.reply) for one in answered if one.reply]
        ),
        "unsupported_sentences": sum(
            words.unsupported(one.reply, one.cited) for one in gathered.reactions if one.reply
        ),
        **vars(gathered.spent),
        "p50_ms": round(percentile(times, 0.50), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "first_text_p50_ms": round(percentile(firsts, 0.50), 1) if firsts else None,
    }


async def _spent(sessions: Sessions, workspace: WorkspaceId) -> Spent:
    """What the records of the answers say that the chat model took."""
    sums = select(
        func.sum(AnswerRow.model_calls),
        func.sum(AnswerRow.input_tokens),
        func.sum(AnswerRow.output_tokens),
        func.coalesce(func.sum(AnswerRow.usd), 0),
    ).where(AnswerRow.workspace == workspace)
    async with sessions() as session:
        calls, read, written, usd = (await session.execute(sums)).one()
    return Spent(int(calls), int(read), int(written), round(float(usd or 0), 6))


async def _reactions(
    labelled: LabelledSet, staged: StagedCompany, copilot: Asked, progress: Progress
) -> list[Reaction]:
    wanted = [(one, _ALL, bool(one.relevant)) for one in labelled.questions]
    wanted += [(one, _without(one), False) for one in labelled.questions if one.relevant]
    reactions = []
    for number, (question, who, there) in enumerate(wanted, start=1):
        reactions.append(await _reaction(question, who, staged, copilot, gold_there=there))
        progress("Asking", number / len(wanted))
    return reactions


async def _reaction(
    question: LabelledQuestion, who: str, staged: StagedCompany, copilot: Asked, *, gold_there: bool
) -> Reaction:
    response = await asked_privately(who, question.text, staged.workspace, copilot)
    reply = response.outcome.reply if isinstance(response.outcome, Answer) else None
    sources = reply.sources if reply else ()
    cited = frozenset(staged.name_of(UUID(one.document)) for one in sources)
    return Reaction(
        question, gold_there, reply, cited, response.milliseconds, response.first_text_ms
    )


def _without(question: LabelledQuestion) -> str:
    return f"may not read what answers {question.id}"


def _mean(values: Iterable[float | None]) -> float:
    known = [one for one in values if one is not None]
    return round(sum(known) / len(known), 4) if known else 0.0
