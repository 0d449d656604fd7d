"""The path of a question put together on given stores, and what explains and shows its answers."""

from langchain_core.embeddings import Embeddings

from chains.access.oddities import Oddities
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.answering.arrangements import Arrangements
from chains.answering.contacts import Contacts
from chains.answering.copilot import Copilot
from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.judging import Judging
from chains.answering.drafts.sending import Clearance
from chains.answering.drafts.verification import Verification
from chains.answering.effort import Efforts
from chains.answering.explaining.cited import CitedDocuments
from chains.answering.explaining.explanations import Explanations
from chains.answering.explaining.kept import KeptAnswers
from chains.answering.explaining.quotations import Quotations
from chains.answering.finding import Finder
from chains.answering.head_start import HeadStart
from chains.answering.languages import Languages
from chains.answering.library import Library
from chains.answering.pipeline import (
    NO_MODEL,
    ModelSteps,
    Pipeline,
    PipelineStep,
)
from chains.answering.questions.memory import Memory
from chains.answering.questions.proper_names import ProperNames
from chains.answering.questions.rewriting import Rewriting
from chains.answering.questions.spelling import Spelling
from chains.answering.questions.understanding import Understanding
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering.rosters import Rosters
from chains.answering.triaged import TriagedCopilot
from chains.answering.unanswered import Unanswered
from chains.answering.verified import VerifiedAnswers
from chains.answering.writing import Writing
from chains.database.engine import Sessions
from chains.index.retriever import Search, Sections
from chains.metrics import Metrics
from chains.models.chat import ChatModel
from chains.models.fallback import ChatModels
from chains.models.onnx import OnnxEmbeddings
from chains.models.prices import Prices
from chains.settings import AnswerSettings, FootnoteSettings
from chains.spending.accounts import Accounts
from chains.triage.local import Deciding, released_triage


def model_steps(pipeline: Pipeline, models: ChatModel | ChatModels | None) -> ModelSteps:
    """Who carries out the steps of a pipeline that ask a chat model."""
    if models is None:
        return NO_MODEL
    steps = pipeline.steps
    return ModelSteps(
        rewriter=Rewriting(models) if PipelineStep.REWRITE_BY_MODEL in steps else None,
        writer=Drafting(models) if PipelineStep.DRAFT in steps else None,
        judge=Judging(models) if PipelineStep.JUDGE in steps else None,
    )


def explanations_on(sessions: Sessions, search: Search, seal: Seal) -> Explanations:
    """What explains answers on these stores; ``seal`` is that of the records."""
    readers, library = Readers(sessions), Library(sessions)
    return Explanations(KeptAnswers(sessions, seal), readers, Proofs(sessions), library, search)


def cited_on(sessions: Sessions, seal: Seal) -> CitedDocuments:
    """What tells what answers show."""
    return CitedDocuments(KeptAnswers(sessions, seal), Readers(sessions), Library(sessions))


def quotations_on(sessions: Sessions, sections: Sections, seal: Seal) -> Quotations:
    """What shows the passages behind footnotes."""
    kept, readers = KeptAnswers(sessions, seal), Readers(sessions)
    return Quotations(kept, readers, Proofs(sessions), Library(sessions), sections)


def copilot_on(
    sessions: Sessions,
    search: Search,
    embeddings: Embeddings,
    records: Records,
    steps: ModelSteps = NO_MODEL,
    metrics: Metrics | None = None,
    accounts: Accounts | None = None,
    answers: AnswerSettings | None = None,
    *,
    triage: Deciding | None = None,
    unanswered: Unanswered | None = None,
) -> TriagedCopilot:
    """The path of a question on these stores; without ``steps`` it quotes, without ``accounts`` no
    budgets hold, without a ``triage`` the released model decides. ``answers``: how they look where
    nobody has chosen. ``unanswered``: keeps topics."""
    metrics = metrics or Metrics()
    readers, oddities = Readers(sessions, metrics), Oddities(sessions, metrics)
    library = Library(sessions)
    retrieval = Retrieval(search, library, readers, oddities)
    accounts, triage = accounts or unlimited_accounts(sessions), triage or released_triage()
    path = Copilot(
        readers,
        retrieval,
        _finder_on(retrieval, library, embeddings),
        writing_on(sessions, retrieval, steps),
        Proofs(sessions),
        records,
        Understanding(Memory(sessions), steps.rewriter, _proper_names_on(embeddings)),
        accounts=accounts,
        oddities=oddities,
        arrangements=Arrangements(sessions, answers),
        contacts=Contacts(VerifiedAnswers(sessions, readers, library), retrieval),
        efforts=Efforts(library),
        unanswered=unanswered,
        languages=Languages(library),
    )
    head_start = _head_start_on(embeddings)
    return TriagedCopilot(path, triage, Rosters(sessions), records, accounts, metrics, head_start)


def _finder_on(retrieval: Retrieval, library: Library, embeddings: Embeddings) -> Finder:
    # A provider's model does not tell which words it knows: what it embeds is left as it is.
    spelling: Spelling | None = None
    if isinstance(embeddings, OnnxEmbeddings):
        spelling = Spelling(embeddings.knows, embeddings.words)
    return Finder(retrieval, library, Extractive(Scorer()), spelling=spelling)


def _proper_names_on(embeddings: Embeddings) -> ProperNames | None:
    # A provider's model tells names otherwise, and is paid for each word.
    if not isinstance(embeddings, OnnxEmbeddings):
        return None
    return ProperNames(embeddings.aembed_documents, embeddings.aembed_query)


def _head_start_on(embeddings: Embeddings) -> HeadStart:
    # A provider is sent nothing, and paid for nothing, that may not be searched for in the end.
    return HeadStart(embeddings.aembed_query if isinstance(embeddings, OnnxEmbeddings) else None)


def writing_on(sessions: Sessions, retrieval: Retrieval, steps: ModelSteps = NO_MODEL) -> Writing:
    """What quotes or drafts."""
    clearance = Clearance(sessions, Readers(sessions))
    return Writing(retrieval, Verification(), clearance, steps.writer, steps.judge)


def unlimited_accounts(sessions: Sessions) -> Accounts:
    """Accounts without budgets."""
    return Accounts(sessions, FootnoteSettings(), Prices.load())
