"""A catalogue that is broken, or lies, costs its translations and nothing else."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.language.catalogues import load_languages
from bot.language.phrases import phrase, phrases
from bot.language.say import ENGLISH
from chains.errors import reason
from chains.settings import Language

STOPPED, SENT = phrase("Stopped."), phrase("Sent to {names}.")
GOOD = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Stopped."
msgstr "Angehalten."

msgid "Sent to {names}."
msgstr "%s"
"""


def written(folder: Path, content: bytes) -> Path:
    file = folder / "de" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return folder


def test_a_good_catalogue_is_used(tmp_path: Path) -> None:
    given = written(tmp_path, (GOOD % "Gesendet an {names}.").encode())
    say = load_languages(given)[Language.GERMAN]
    assert say(STOPPED) == "Angehalten."
    assert say(SENT, names="<@U0ANA>") == "Gesendet an <@U0ANA>."
    assert say(phrase("Not in it.")) == "Not in it."


@pytest.mark.parametrize(
    "translated", ["Gesendet an <!channel>.", "Gesendet an {names[0]}.", "Gesendet."]
)
def test_a_translation_that_would_do_something_else_is_left_out_and_told(
    tmp_path: Path, translated: str
) -> None:
    with capture_logs() as logs:
        say = load_languages(written(tmp_path, (GOOD % translated).encode()))[Language.GERMAN]
    assert say(SENT, names="Ana") == "Sent to Ana."
    assert say(STOPPED) == "Angehalten."
    assert {
        "event": "translations_left_out",
        "language": "de",
        "texts": 1,
        "log_level": "warning",
    } in logs


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b"\nnonsense', b"\x00" * 100],
)
def test_a_broken_catalogue_is_english_and_told(tmp_path: Path, content: bytes) -> None:
    with capture_logs() as logs:
        say = load_languages(written(tmp_path, content))[Language.GERMAN]
    assert say(STOPPED) == "Stopped."
    assert say.count(phrases("One.", "{count} ones."), 2) == "2 ones."
    told = [one for one in logs if one.get("language") == "de"]
    assert told
    assert "Stopped" not in str(told)


def test_no_catalogue_is_english(tmp_path: Path) -> None:
    languages = load_languages(tmp_path)
    assert {languages[one](STOPPED) for one in Language} == {"Stopped."}


def test_a_phrase_is_never_put_into_a_text_unsaid() -> None:
    with pytest.raises(TypeError):
        f"{STOPPED}"


def test_a_refusal_is_said_with_its_values() -> None:
    say = load_languages()[Language.GERMAN]
    told = reason("No connected source has the scope {names}.", names="hr")
    assert told == "No connected source has the scope hr."
    assert say.told(told) == "Keine verbundene Quelle hat den Bereich hr."
    assert ENGLISH.told(told) == told
    assert say.told("Somebody else's sentence.") == "Somebody else's sentence."
    assert say.told("") == ""
