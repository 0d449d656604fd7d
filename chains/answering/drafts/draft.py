"""A draft: sentences that still have to be verified, each with the passages it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from chains.answering.drafts.sending import Cleared
from chains.answering.outcome import Form, Reply, Sentence, Source
from chains.answering.passages.cutting import Section
from chains.answering.passages.evidence import Evidence
from chains.models.usage import Account


@dataclass(frozen=True)
class DraftSentence:
    """One sentence; ``passages`` are places in the evidence the writer was given, from 0.

    ``shown`` is the same in the language the reply is wanted in, where that is another one.
    ``more`` counts the rows or steps of its list that are left out after it; ``number``,
    ``asked`` and ``case`` are those of `Sentence`.
    """

    text: str
    passages: tuple[int, ...]
    form: Form = Form.PROSE
    shown: str = ""
    more: int = 0
    number: int = 0
    asked: str = ""
    case: str = ""


Draft: TypeAlias = tuple[DraftSentence, ...]
Heard: TypeAlias = Callable[[Draft], None]
"""Is told of the sentences of a draft that are complete while the rest is being written."""


class Writer(Protocol):
    """Whatever drafts an answer."""

    async def write(
        self,
        question: str,
        cleared: Cleared,
        account: Account,
        language: str | None = None,
        heard: Heard | None = None,
    ) -> Draft:
        """A draft of the answer from what may be sent; empty when that does not hold one.

        ``language`` is the ISO 639-1 code of the one it is wanted in, where that is known.
        ``heard`` may be told of its sentences before; the draft need not begin with them.

        Raises:
            ModelUnavailable: there is none, and asking again now would not help.
            OverBudget: the account cannot pay for it.
        """
        ...


def source_of(evidence: Evidence, number: int, section: Section | None = None) -> Source:
    """The footnote of a passage, at the section of it that is cited."""
    facts = evidence.document
    heading = evidence.heading[-1] if evidence.heading else ""
    if section is not None:
        heading = section.name
    return Source(
        number=number,
        document=str(facts.id),
        title=facts.title,
        url=evidence.url,
        scope=facts.scope,
        updated=facts.updated,
        heading="" if heading == facts.title else heading,
        owner=facts.owner or "",
        is_old=facts.is_old,
        language=facts.language,
        at=f"{facts.url}#{section.anchor}" if section is not None else "",
    )


def reply_of(draft: Draft, evidence: Sequence[Evidence]) -> Reply | None:
    """The typed reply: footnotes numbered in order of first use; ``None`` of an empty draft."""
    sources: dict[tuple[str, str], Source] = {}
    sentences: list[Sentence] = []
    for sentence in draft:
        numbers: list[int] = []
        for place in sentence.passages:
            cited = evidence[place]
            source = source_of(cited, len(sources) + 1, cited.section_of(sentence.text))
            numbers.append(sources.setdefault((source.document, source.address), source).number)
        said = Sentence(
            sentence.shown or sentence.text,
            tuple(dict.fromkeys(numbers)),
            sentence.form,
            sentence.more,
            sentence.number,
            sentence.asked,
            sentence.case,
        )
        sentences.append(said)
    return Reply(tuple(sentences), tuple(sources.values())) if sentences else None
