"""A pipeline is a name and steps; what cannot be is refused before anything starts."""

import pytest

from chains.answering.pipeline import BUILT_IN, Pipeline, PipelineStep, chosen_pipeline
from chains.errors import ConfigurationError

QUOTED = BUILT_IN["extractive"]


@pytest.mark.parametrize(
    ("name", "has_model", "chosen"),
    [
        (None, False, "extractive"),
        (None, True, "drafted"),
        ("extractive", True, "extractive"),
        ("drafted", True, "drafted"),
        ("ours", False, "ours"),
    ],
)
def test_one_line_chooses(name: str | None, has_model: bool, chosen: str) -> None:
    assert chosen_pipeline(name, {"ours": QUOTED}, has_model=has_model).name == chosen


def test_its_steps_are_those_of_its_line() -> None:
    pipeline = chosen_pipeline("drafted", {}, has_model=True)
    assert pipeline.steps == tuple(PipelineStep(step) for step in BUILT_IN["drafted"])
    assert pipeline.needs_model
    assert not Pipeline.of("ours", QUOTED).needs_model


@pytest.mark.parametrize(
    ("name", "own", "cause"),
    [
        ("fast", {}, "There is no pipeline fast."),
        ("drafted", {}, "The pipeline drafted needs a chat model."),
        (None, {"drafted": QUOTED}, "The pipeline drafted is built in."),
        (
            None,  # also one that is not chosen
            {"ours": ("retrieve", "guess")},
            "The pipeline ours has a step guess, which there is not.",
        ),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    name: str | None, own: dict[str, tuple[str, ...]], cause: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        chosen_pipeline(name, own, has_model=False)
    assert caught.value.cause == cause


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ("", "must begin with rewrite_by_model or rewrite_by_rules"),
        ("retrieve, decide, quote", "must begin with"),
        ("rewrite_by_rules, decide, retrieve, quote", "has decide after rewrite_by_rules"),
        ("rewrite_by_rules, retrieve, quote", "has quote after retrieve, where only decide can"),
        ("rewrite_by_rules, retrieve, decide, draft, verify", "has draft after decide"),
        ("rewrite_by_rules, retrieve, decide, quote, draft", "ends with draft"),
        ("rewrite_by_rules, retrieve, decide", "ends with decide"),
        ("rewrite_by_rules, retrieve, decide, quote, draft, verify, draft", "only judge can"),
        (
            "rewrite_by_rules, retrieve, decide, quote, draft, verify, judge, judge",
            "nothing can stand",
        ),
        ("rewrite_by_rules, retrieve, decide, quote, judge", "has judge after quote"),
        ("rewrite_by_rules, retrieve, retrieve", "has retrieve after retrieve"),
    ],
)
def test_an_order_that_cannot_be_is_refused(steps: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=wrong):
        Pipeline.of("ours", [step for step in steps.split(", ") if step])
