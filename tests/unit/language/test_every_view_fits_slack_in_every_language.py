"""Every view in every language: within Slack's limits, nothing cut, nothing brought in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.language.catalogues import load_languages
from bot.language.say import ENGLISH, Say
from bot.views import outcomes, streamed, wording
from bot.views import why as whys
from bot.views.limits import verdict, view_verdict
from bot.views.markdown import reply_markdown
from bot.views.outcomes import Message
from chains.answering.outcome import Documents, NotFound
from chains.settings import Language
from tests.unit.language.spoken_notes import of_notes
from tests.unit.language.spoken_views import (
    ANSWER,
    DAY,
    PRIVATE,
    PUBLIC,
    REQUEST,
    of_explanations,
    of_figures,
    of_forms,
    of_outcomes,
    of_reports,
)

CONTROL = re.compile(r"<[^<>]*>")
OTHERS = [one for one in Language if one is not Language.ENGLISH]


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text with its type."""
    if isinstance(value, Mapping):
        if value.get("type") in {"mrkdwn", "plain_text"}:
            yield value["type"], value["text"]
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def messages(say: Say) -> Iterator[Message]:
    yield from of_outcomes(say)
    yield from of_explanations(say)
    yield from of_reports(say)
    yield from of_figures(say)
    yield from of_notes(say)


def controls(say: Say) -> list[list[str]]:
    """The links and mentions of each view, in no order."""
    views = [one.blocks for one in messages(say)] + [[dict(view)] for view in of_forms(say)]
    return [sorted(c for _, text in texts(view) for c in CONTROL.findall(text)) for view in views]


@pytest.mark.parametrize("language", Language)
def test_every_message_fits_and_no_label_is_cut(language: Language) -> None:
    say = load_languages()[language]
    for message in messages(say):
        assert verdict(message.blocks, "message") == [], message.text
        assert 0 < len(message.text) <= 3_000
        assert_not_cut(message.blocks)


@pytest.mark.parametrize("language", Language)
def test_every_form_fits_and_no_label_is_cut(language: Language) -> None:
    for view in of_forms(load_languages()[language]):
        assert view_verdict(view) == [], view.get("title")
        assert_not_cut(view)


def assert_not_cut(shown: Any) -> None:
    cut = [text for kind, text in texts(shown) if kind == "plain_text" and text.endswith("…")]
    assert not cut


@pytest.mark.parametrize("language", OTHERS)
def test_links_and_mentions_are_those_of_the_english_view(language: Language) -> None:
    assert controls(load_languages()[language]) == controls(ENGLISH)


def lines(say: Say) -> Iterator[str]:
    """Every line that is shown somewhere."""
    views = [one.blocks for one in messages(say)] + [[dict(view)] for view in of_forms(say)]
    for _, text in texts(views):
        yield from text.split("\n")


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_stays_in_english(language: Language) -> None:
    say = load_languages()[language]
    english = {line for line in lines(ENGLISH) if len(line.split()) > 4}
    assert not english & set(lines(say))


@pytest.mark.parametrize("language", Language)
def test_what_is_not_there_sounds_the_same_whatever_was_asked(language: Language) -> None:
    say = load_languages()[language]
    assert whys.nothing_message(say, "R") == whys.nothing_message(say, "R")
    first, second = (
        outcomes.render(say, NotFound(), request=REQUEST, venue=PUBLIC) for _ in range(2)
    )
    empty = outcomes.render(say, Documents(()), request=REQUEST, venue=PUBLIC)
    assert first == second == empty


@pytest.mark.parametrize("language", Language)
def test_a_stream_and_its_message_say_the_same(language: Language) -> None:
    say = load_languages()[language]
    message = outcomes.render(say, ANSWER, request=REQUEST, venue=PRIVATE)
    assert message is not None
    assert streamed.below(say, message, ANSWER.reply, REQUEST) is not None
    assert say(wording.SOURCES) in reply_markdown(say, ANSWER.reply)


def test_dates_and_numbers_are_written_as_their_people_write_them() -> None:
    said = {
        one.language: (one.day(DAY), one.number(12_345))
        for one in load_languages().by_language.values()
    }
    assert said[Language.ENGLISH] == ("3 May 2026", "12,345")
    assert said[Language.GERMAN] == ("3. Mai 2026", "12.345")
    assert said[Language.JAPANESE] == ("2026年5月3日", "12,345")


def test_one_and_many_are_told_apart() -> None:
    german = load_languages()[Language.GERMAN]
    assert german.count(wording.DOCUMENTS, 1) == "Ein Dokument passt:"
    assert german.count(wording.DOCUMENTS, 1_200).startswith("1.200 Dokumente")
