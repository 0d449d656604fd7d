"""How probable it is that passages say a sentence, from their words."""

import pytest

from chains.answering.drafts.support_model import LEAST_SUPPORT, SupportModel

PASSAGES = "Contractors get a badge on their first day.\nIt costs 10 euros and is never posted."
SAID = "Contractors get a badge on their first day."


@pytest.fixture(scope="module")
def model() -> SupportModel:
    return SupportModel()


def test_what_stands_in_the_passages_is_supported(model: SupportModel) -> None:
    assert model.of(SAID, PASSAGES, "en") > 0.8
    assert model.of("A badge costs 10 euros.", PASSAGES, "en") > LEAST_SUPPORT


@pytest.mark.parametrize(
    "changed",
    [
        "Contractors get a laptop on their first day.",
        "Contractors get a badge on their 7th day.",
        "Contractors get a badge on Harbour day.",
        "Contractors never get a badge on their first day.",
        "I get a badge on my first day.",
        "Contractors get a badge, snacks, slippers and stickers on their first day.",
    ],
)
def test_what_is_changed_is_supported_less(model: SupportModel, changed: str) -> None:
    assert model.of(changed, PASSAGES, "en") < model.of(SAID, PASSAGES, "en")


@pytest.mark.parametrize(
    "sentence", ["My hobby is sailing, I love it so much!", "The moon orbits some planet.", "", "…"]
)
def test_what_they_do_not_speak_of_is_not_supported(model: SupportModel, sentence: str) -> None:
    assert model.of(sentence, PASSAGES, "en") < LEAST_SUPPORT
    assert model.of(sentence, "", "en") < LEAST_SUPPORT
