"""Decides what a message is before anything is searched; what is no question is replied to here."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from time import perf_counter

from chains.access.audience import Standing, audience_for
from chains.answering.copilot import Copilot
from chains.answering.head_start import HeadStart
from chains.answering.outcome import Canned, HelpText, Outcome, Roster, Silence, Step
from chains.answering.question import Question, Wants, asked
from chains.answering.questions.follow_up import is_about_the_answer
from chains.answering.questions.words import has_words
from chains.answering.records import Records
from chains.answering.rosters import Rosters
from chains.metrics import Metrics
from chains.spending.accounts import Accounts
from chains.triage.acting import acted_on, may_want_a_rule, wants_a_list
from chains.triage.labels import POLICIES, Label, Pipeline
from chains.triage.local import Deciding
from chains.triage.small_talk import replied


class TriagedCopilot:
    """The copilot behind triage: the way of every message that is asked."""

    def __init__(
        self,
        copilot: Copilot,
        triage: Deciding,
        rosters: Rosters,
        records: Records,
        accounts: Accounts,
        metrics: Metrics,
        head_start: HeadStart | None = None,
    ) -> None:
        """``head_start``: without one nothing is begun before it is decided what a message is."""
        self._copilot = copilot
        self._triage = triage
        self._rosters = rosters
        self._records = records
        self._accounts = accounts
        self._metrics = metrics
        self._head_start = head_start or HeadStart()

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        """As `Copilot.ask`; what is certainly no question ends without a search.

        Raises:
            RetryLater: a store or a model did not answer; the question may be asked again.
        """
        started, text = perf_counter(), asked(question.text)
        if not _is_triaged(question, text):
            async for step in self._copilot.ask(question):
                yield step
            return
        self._head_start.begin(text)
        account = self._accounts.of(question.workspace, question.asker, question.venue)
        decision = await self._triage.decide(text, account)
        label = acted_on(decision, text)
        self._metrics.triaged.labels(label, decision.decided_by).inc()
        self._metrics.gated.labels("offer" if decision.offers else "silence").inc()
        question = replace(question, triage=decision)
        outcome = _aside(question, label, text) or await self._rosters.of(question, decision)
        # Strangers among others hear nothing but answers.
        if wants_a_list(decision, text) and not _is_a_stranger_among_others(question):
            question = replace(question, wants=Wants.PLACE)
        if outcome is None:
            async for step in self._copilot.ask(question):
                yield step
            return
        if isinstance(outcome, Canned | Roster):
            audience = audience_for(question.asker, question.venue)
            took = (perf_counter() - started) * 1000
            await self._records.note(question, audience, outcome, took)
        yield outcome

    async def readable(self, question: Question, documents: Collection[str]) -> frozenset[str]:
        """As `Copilot.readable`."""
        return await self._copilot.readable(question, documents)


def _is_triaged(question: Question, text: str) -> bool:
    """Lists are always searched for, and so is what its asker asks again, whatever it is."""
    return (
        question.asker.standing is not Standing.NOBODY
        and question.wants is Wants.ANSWER
        and question.repeats is None
        and has_words(text)
        and not is_about_the_answer(text)
    )


def _aside(question: Question, label: Label, text: str) -> Outcome | None:
    """The reply to what is not searched for; strangers among others hear nothing but answers."""
    policy = POLICIES[label]
    if policy.pipeline is not Pipeline.NONE:
        return None
    if _is_a_stranger_among_others(question):
        return Silence()
    if policy.in_clear:
        return Canned(replied(text) if label is Label.SMALL_TALK else policy.canned)
    return HelpText(policy.canned, text, asks=may_want_a_rule(text))


def _is_a_stranger_among_others(question: Question) -> bool:
    return question.venue.is_shared and question.asker.standing is Standing.PARTNER
