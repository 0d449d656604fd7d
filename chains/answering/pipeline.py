"""Pipelines: the steps from a question to a reply, by name, checked before anything starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from chains.answering.drafts.draft import Writer
from chains.answering.drafts.judging import Judge
from chains.answering.questions.rewriting import Rewriter
from chains.errors import ConfigurationError


class PipelineStep(StrEnum):
    """What a pipeline can be made of, in the only order in which it makes sense."""

    REWRITE_BY_RULES = "rewrite_by_rules"
    """A message that follows another becomes a question that stands by itself."""
    REWRITE_BY_MODEL = "rewrite_by_model"
    """The same by a chat model; by the rules where that fails."""
    RETRIEVE = "retrieve"
    DECIDE = "decide"
    """Whether what was found answers."""
    QUOTE = "quote"
    """The sentences that answer: they say what may be sent to a model, and stand when it fails."""
    DRAFT = "draft"
    VERIFY = "verify"
    JUDGE = "judge"
    """Sentences of which words alone cannot tell; without it, or when it fails, they go."""


_QUOTED = ("retrieve", "decide", "quote")
_DRAFTED = (*_QUOTED, "draft", "verify", "judge")
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "extractive": ("rewrite_by_rules", *_QUOTED),
    "drafted": ("rewrite_by_rules", *_DRAFTED),
    "conversational": ("rewrite_by_model", *_DRAFTED),
}

_FIRST = frozenset({PipelineStep.REWRITE_BY_RULES, PipelineStep.REWRITE_BY_MODEL})
_LAST = frozenset({PipelineStep.QUOTE, PipelineStep.VERIFY, PipelineStep.JUDGE})
_NEXT: Mapping[PipelineStep, frozenset[PipelineStep]] = {
    PipelineStep.REWRITE_BY_RULES: frozenset({PipelineStep.RETRIEVE}),
    PipelineStep.REWRITE_BY_MODEL: frozenset({PipelineStep.RETRIEVE}),
    PipelineStep.RETRIEVE: frozenset({PipelineStep.DECIDE}),
    PipelineStep.DECIDE: frozenset({PipelineStep.QUOTE}),
    PipelineStep.QUOTE: frozenset({PipelineStep.DRAFT}),
    PipelineStep.DRAFT: frozenset({PipelineStep.VERIFY}),
    PipelineStep.VERIFY: frozenset({PipelineStep.JUDGE}),
    PipelineStep.JUDGE: frozenset(),
}
_BY_MODEL = frozenset({PipelineStep.REWRITE_BY_MODEL, PipelineStep.DRAFT})


@dataclass(frozen=True)
class Pipeline:
    """A name and steps in an order that can be."""

    name: str
    steps: tuple[PipelineStep, ...]

    @classmethod
    def of(cls, name: str, words: Sequence[str]) -> "Pipeline":
        """The pipeline that these words name.

        Raises:
            ConfigurationError: one of them is no step, or they cannot stand in this order.
        """
        unknown = [word for word in words if word not in list(PipelineStep)]
        if unknown:
            raise ConfigurationError(
                f"The pipeline {name} has a step {unknown[0]}, which there is not.",
                f"Steps are: {', '.join(PipelineStep)}.",
            )
        steps = tuple(PipelineStep(word) for word in words)
        if (wrong := _wrong(steps)) is not None:
            known = "; ".join(f"{one} = {', '.join(steps)}" for one, steps in BUILT_IN.items())
            raise ConfigurationError(f"The pipeline {name} {wrong}.", f"Such as: {known}.")
        return cls(name, steps)

    @property
    def needs_model(self) -> bool:
        """Whether a step of it asks a chat model."""
        return not _BY_MODEL.isdisjoint(self.steps)


@dataclass(frozen=True)
class ModelSteps:
    """Who carries out the steps that ask a chat model; without one, that step is left out."""

    rewriter: Rewriter | None = None
    writer: Writer | None = None
    judge: Judge | None = None


NO_MODEL = ModelSteps()


def chosen_pipeline(
    name: str | None, own: Mapping[str, Sequence[str]], *, has_model: bool
) -> Pipeline:
    """The pipeline of this name; of none, what there is without or with a chat model.

    ``own`` are the operator's, by name; each has to be right, also when it is not the one.

    Raises:
        ConfigurationError: there is none of this name, it needs a chat model that there is not,
            or one of the operator's cannot be.
    """
    taken = BUILT_IN.keys() & own.keys()
    if taken:
        raise ConfigurationError(
            f"The pipeline {min(taken)} is built in.", "Give yours another name."
        )
    known = {one: Pipeline.of(one, steps) for one, steps in {**BUILT_IN, **own}.items()}
    pipeline = known.get(name or ("drafted" if has_model else "extractive"))
    if pipeline is None:
        raise ConfigurationError(f"There is no pipeline {name}.", f"Known: {', '.join(known)}.")
    if pipeline.needs_model and not has_model:
        raise ConfigurationError(
            f"The pipeline {pipeline.name} needs a chat model.",
            "Set CHAT_MODEL=provider:model, or choose PIPELINE=extractive.",
        )
    return pipeline


def _wrong(steps: Sequence[PipelineStep]) -> str | None:
    """What is wrong with an order, as the end of a sentence."""
    if not steps or steps[0] not in _FIRST:
        return f"must begin with {_either(_FIRST)}"
    for step, following in pairwise(steps):
        if following not in _NEXT[step]:
            then = f"only {_either(_NEXT[step])} can" if _NEXT[step] else "nothing can"
            return f"has {following} after {step}, where {then} stand"
    return None if steps[-1] in _LAST else f"ends with {steps[-1]}, which leads to no reply"


def _either(steps: frozenset[PipelineStep]) -> str:
    return " or ".join(sorted(steps))
