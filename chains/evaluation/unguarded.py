"""The path of a question without its guards, to show that an attack and a model are real."""

from collections.abc import Sequence
from importlib.resources import files

from langchain_core.embeddings import Embeddings
from langchain_core.messages import HumanMessage, SystemMessage

from chains.access.oddities import Oddities
from chains.access.proof import Proofs
from chains.access.reader import Readers
from chains.access.seal import Seal
from chains.answering.copilot import Copilot
from chains.answering.drafts.draft import Draft, DraftSentence, Heard
from chains.answering.drafts.drafting import DraftedAnswer
from chains.answering.drafts.sending import Clearance, Cleared
from chains.answering.drafts.verification import Graded, Support, Verification
from chains.answering.finding import Finder
from chains.answering.library import Library
from chains.answering.passages.evidence import Evidence
from chains.answering.pipeline import BUILT_IN, Pipeline
from chains.answering.questions.memory import Memory
from chains.answering.questions.understanding import Understanding
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Scorer
from chains.answering.records import Records
from chains.answering.retrieval import Retrieval
from chains.answering.writing import Writing
from chains.answering_path import copilot_on, model_steps, unlimited_accounts
from chains.assembly import Opened
from chains.database.engine import Sessions
from chains.evaluation.attacks import AttackParts
from chains.index.retriever import Search
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.metrics import Metrics
from chains.models.chat import ChatModel
from chains.models.usage import Account
from chains.operations.secret import PROOFS, derived
from chains.sync.splitting import Splitter


class Unverified(Verification):
    """Believes every sentence that names a passage."""

    def graded(self, draft: Draft, evidence: Sequence[Evidence]) -> tuple[Graded, ...]:
        """The sentences as they were written."""
        known = range(len(evidence))
        return tuple(
            Graded(one, one, ((one.text, Support.FULL),))
            for one in draft
            if one.passages and all(place in known for place in one.passages)
        )


class CarelessWriter:
    """Drafts with a chat model that is shown the passages as they stand."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._rules = files("chains.answering").joinpath("prompts/draft.md").read_text("utf-8")

    async def write(
        self,
        question: str,
        cleared: Cleared,
        account: Account,
        _language: str | None = None,
        _heard: Heard | None = None,
    ) -> Draft:
        """All that the model writes.

        Raises:
            ModelUnavailable: it did not answer.
        """
        passages = "\n".join(
            f'<passage number="{number}">\n{one.text}\n</passage>'
            for number, one in enumerate(cleared.evidence, start=1)
        )
        told = f"{passages}\n<question>\n{question}\n</question>"
        answer = await self._model.fill(
            DraftedAnswer, [SystemMessage(self._rules), HumanMessage(told)], account
        )
        return tuple(
            DraftSentence(
                one.text, tuple(number - 1 for number in one.passages), one.form, one.shown
            )
            for one in answer.sentences
        )


def unguarded_copilot(
    sessions: Sessions, search: Search, records: Records, model: ChatModel
) -> Copilot:
    """The same steps on the same stores: permission holds, and nothing else is checked."""
    oddities = Oddities(sessions, Metrics())
    readers, library = Readers(sessions), Library(sessions)
    retrieval = Retrieval(search, library, readers, oddities, read=str)
    finder = Finder(retrieval, library, Extractive(Scorer()))
    proofs = Proofs(sessions)
    writing = Writing(
        retrieval,
        Unverified(),
        Clearance(sessions, readers),
        CarelessWriter(model),
    )
    understanding, accounts = Understanding(Memory(sessions)), unlimited_accounts(sessions)
    return Copilot(
        readers, retrieval, finder, writing, proofs, records, understanding, accounts=accounts
    )


def attack_parts(
    opened: Opened, embeddings: Embeddings, model: ChatModel, secret: bytes
) -> AttackParts:
    """The product's pipelines, and the unguarded one; ``embeddings`` are those for documents."""
    own = opened.model.embeddings
    search = PassageSearch(opened.weaviate, opened.collection, own)
    records = Records(opened.sessions, Seal(derived(secret, PROOFS)))
    pipelines = [Pipeline.of(name, BUILT_IN[name]) for name in ("extractive", "drafted")]
    return AttackParts(
        guarded={
            one.name: copilot_on(opened.sessions, search, own, records, model_steps(one, model))
            for one in pipelines
        },
        unguarded=unguarded_copilot(opened.sessions, search, records, model),
        sessions=opened.sessions,
        writer=PassageWriter(opened.weaviate, opened.collection),
        embeddings=embeddings,
        splitter=Splitter(opened.model.count_tokens),
    )
