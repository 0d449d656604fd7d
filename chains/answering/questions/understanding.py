"""Makes a message a question that stands by itself, from what its audience was answered before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from chains.access.audience import Audience
from chains.answering.drafts.draft import Draft
from chains.answering.outcome import Note
from chains.answering.passages.evidence import Evidence
from chains.answering.question import IN_WORDS, Question, Wants, asked
from chains.answering.questions.calendar_words import LANGUAGE_NAMES
from chains.answering.questions.follow_up import (
    Manner,
    Understood,
    brought_into,
    may_be_a_name,
    repeated,
    understood,
)
from chains.answering.questions.memory import Memory
from chains.answering.questions.proper_names import ProperNames
from chains.answering.questions.rewriting import Rewriter
from chains.answering.questions.several import begins_anew
from chains.answering.questions.translation import seems
from chains.models.usage import Account


@dataclass(frozen=True)
class Meaning:
    """What is asked; ``shown`` are the documents of the answer that it follows."""

    understood: Understood
    shown: tuple[UUID, ...] = ()

    @property
    def text(self) -> str:
        """The question, as it stands by itself."""
        return self.understood.text

    @property
    def brief(self) -> bool:
        """Whether one sentence is wanted."""
        return self.understood.manner is Manner.SHORTER

    @property
    def language(self) -> str | None:
        """The language that the reply is wanted in: what was asked for, else the question's."""
        told = seems(self.text)
        return self.understood.language or (told if told in LANGUAGE_NAMES else None)

    def note(self, draft: Draft, evidence: Sequence[Evidence], *, by_model: bool) -> Note | None:
        """Where a sentence stays in another language than was asked for, or nothing is shorter.

        Of a model it is expected to answer in the question's language too.
        """
        wanted = self.language if by_model else self.understood.language
        stays = (one for one in draft if not one.shown)
        languages = {
            (by_model and seems(one.text)) or evidence[place].document.language
            for one in stays
            for place in one.passages
        }
        if not wanted or not languages - {wanted}:
            return Note.SHORTEST if self.brief and len(draft) == 1 else None
        return Note.PARTLY_TRANSLATED if by_model else Note.NOT_TRANSLATED


class Understanding:
    """Knows what a message means in its conversation. Every method raises `StoreUnavailable`."""

    def __init__(
        self,
        memory: Memory,
        rewriter: Rewriter | None = None,
        proper_names: ProperNames | None = None,
    ) -> None:
        """``rewriter``: who rewrites what follows a question; without one, rules do, with what
        ``proper_names`` tells of words in small letters."""
        self._memory = memory
        self._rewriter = rewriter
        self._proper_names = proper_names

    async def of(
        self, question: Question, audience: Audience, account: Account
    ) -> tuple[Question, Meaning]:
        """The question with what it wants, and what it means.

        Only what was asked in the same conversation for the same audience counts.
        ``account`` pays where a model rewrites.
        """
        meaning = await self._meaning(question, asked(question.text), audience, account)
        if meaning.understood.manner is Manner.AUTHORS:
            return replace(question, wants=Wants.AUTHORS), meaning
        return question, meaning

    async def keep(self, question: Question, audience: Audience, meaning: Meaning) -> None:
        """Remember it for the questions that follow."""
        await self._memory.remember(question, audience, meaning.text)

    async def _meaning(
        self, question: Question, text: str, audience: Audience, account: Account
    ) -> Meaning:
        if question.wants not in IN_WORDS:
            return Meaning(Understood(text))
        if question.repeats is not None:
            known = await self._memory.understood_as(question.workspace, question.repeats)
            return Meaning(repeated(text, known or text))
        turn = await self._memory.last(question, audience)
        if turn is None or begins_anew(text):
            return Meaning(Understood(text))
        meaning = understood(text, turn.question)
        put_in = (meaning.asks_anew and meaning.brought) or may_be_a_name(text)
        if put_in and self._proper_names is not None:
            names = await self._proper_names.among(f"{turn.question} {text}")
            meaning = understood(text, turn.question, names)
        if meaning.follows and meaning.text == turn.question:
            # "Shorter" after "and for contractors?": still of these.
            meaning = replace(meaning, brought=brought_into(turn.question, turn.before))
        if self._rewriter is not None and meaning.asks_anew:
            # That takes seconds, in which a message may come that follows this one.
            await self._memory.remember(question, audience, meaning.text)
            rewritten = await self._rewriter.rewrite(text, turn, account)
            meaning = replace(meaning, text=rewritten or meaning.text)
        return Meaning(meaning, turn.documents if meaning.follows else ())
