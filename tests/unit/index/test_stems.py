"""Stems: what the keyword index holds and how a question is turned into the same."""

import pytest

from chains.index.stems import Stems, language_of


@pytest.fixture
def stems() -> Stems:
    return Stems()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "The robots were inspecting harbours", "robot inspect harbour"),
        ("de", "die Kündigungsfristen der Verträge", "Kündigungsfrist Vertrag"),
        ("fr", "les congés payés", "congé payé"),
    ],
)
def test_forms_of_a_word_have_one_stem(stems: Stems, language: str, one: str, other: str) -> None:
    assert set(stems.of(one, language).split()) == set(stems.of(other, language).split())


def test_words_that_every_text_has_are_left_out(stems: Stems) -> None:
    assert stems.of("What should I do with it?", "en") == ""


def test_accents_make_no_difference(stems: Stems) -> None:
    assert stems.of("congés", "fr") == stems.of("conges", "fr")


def test_an_identifier_is_found_whole_and_by_its_parts(stems: Stems) -> None:
    held = stems.of("KubePodNotReady sets user_id", "en").split()
    assert {"kubepodnotreadi", "pod", "user_id", "user"} <= set(held)


def test_a_language_without_stemmer_is_treated_as_english(stems: Stems) -> None:
    assert stems.of("running", "tlh") == stems.of("running", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When is payday and who do I ask?", "en"),
        ("Wie lange ist die Kündigungsfrist in der Probezeit?", "de"),
        ("Combien de jours de congés est-ce que j'ai dans l'année ?", "fr"),
        ("payday", None),
        ("", None),
        ("🙂🙂", None),
    ],
)
def test_a_question_tells_its_language_by_its_stop_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_question_in_no_clear_language_reaches_passages_in_every_one(stems: Stems) -> None:
    asked = set(stems.of_question("Kündigungsfristen").split())
    assert set(stems.of("Kündigungsfrist", "de").split()) <= asked
