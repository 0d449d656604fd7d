"""Every interface text is translated into every language, and a translation can do nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.conversation.asking import HELP_WORDS
from bot.language.catalogues import FOLDER, faults, load_languages
from bot.language.phrases import phrase
from bot.language.say import LOCALES
from chains.settings import Language

ROOT = Path(__file__).parents[3]
KEYWORDS = {"phrase": None, "phrases": (1, 2), "reason": None}
TRANSLATED = [language for language in Language if language is not Language.ENGLISH]


@pytest.fixture(scope="module")
def marked() -> set[object]:
    """Every text that is marked in the source."""
    found: set[object] = set()
    for package in ("bot", "chains"):
        texts = extract_from_dir(ROOT / package, keywords=KEYWORDS, strip_comment_tags=True)
        found |= {tuple(one[2]) if isinstance(one[2], tuple) else one[2] for one in texts}
    return found


def catalogue(language: Language) -> Catalog:
    locale = LOCALES[language]
    with (FOLDER / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def entries(read: Catalog) -> Iterator[Message]:
    yield from (one for one in read if one.id)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_each_marked_text_and_no_other(
    language: Language, marked: set[object]
) -> None:
    assert len(marked) > 400
    held = {
        tuple(one.id) if not isinstance(one.id, str) else one.id
        for one in entries(catalogue(language))
    }
    assert held == marked, "`make words` brings new texts into the catalogues"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_translation_is_there_and_has_the_same_values_commands_links_and_marks(
    language: Language,
) -> None:
    wrong = {str(one.id): list(faults(one)) for one in entries(catalogue(language))}
    assert not {text: found for text, found in wrong.items() if found}
    assert not [one.id for one in entries(catalogue(language)) if one.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_for_many_names_the_number(language: Language) -> None:
    plural = [one for one in entries(catalogue(language)) if one.pluralizable]
    assert plural
    for one in plural:
        assert "{count}" in one.string[-1]


@pytest.mark.parametrize("language", Language)
def test_help_is_asked_for_in_every_language(language: Language) -> None:
    assert load_languages()[language](phrase("help")).lower() in HELP_WORDS


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("Sent to {names}.", "Gesendet."),
        ("Sent to {names}.", "Gesendet an {names} und {names}."),
        ("Sent to {names}.", "Gesendet an {names.__class__}."),
        ("Use `/find`.", "Nimm `/ask`."),
        ("Use `/find`.", "Nimm /find."),
        ("Stopped.", "Gestoppt. <https://evil.example|Hier>"),
        ("Stopped.", "Gestoppt. https://evil.example"),
        ("Stopped.", "Gestoppt. <!channel>"),
        ("Stopped.", "Gestoppt. @here"),
        ("Stopped.", "*Gestoppt.*"),
        ("Stopped.", "Gestoppt. &lt;!here&gt;"),
        ("Stopped.", "Gestoppt.\u202e"),
        ("Stopped.", "Gestoppt. :warning:"),
        ("Stopped.", ""),
        ("*<@{person}> asked:*", "*<@U0EVIL>{person} fragt:*"),
    ],
)
def test_a_translation_that_does_more_or_less_than_its_text_is_a_fault(
    text: str, translated: str
) -> None:
    assert list(faults(Message(text, translated)))


def test_a_translation_that_does_the_same_is_none() -> None:
    same = Message("*Use `/find`* for {names}: <@{one}>", "Für {names} <@{one}> *nimm `/find`*")
    assert not list(faults(same))
