"""Front matter says who may read a page; what cannot be understood opens it to nobody."""

import pytest

from chains.sources.base import Permissions, SourceDocument
from chains.sources.folder import LONGEST_TITLE, parse_markdown

NOBODY = Permissions(known=False)


def parsed(text: str) -> SourceDocument:
    return parse_markdown("pay/bands.md", "https://docs.example/pay/bands.md", text)


def test_a_page_without_front_matter_has_the_readers_of_its_source() -> None:
    document = parsed("# Bands\n\nThe bands.")
    assert document.permissions == Permissions()
    assert (document.title, document.text) == ("Bands", "# Bands\n\nThe bands.")


def test_fields_are_read_as_they_are_meant() -> None:
    document = parsed(
        "---\ntitle: Bands\nupdated: 2026-05-04\nowner: dana@tidewater.example\nlanguage: de\n"
        "readers: [group:board, 'dana@tidewater.example']\ndenied: group:sales\n"
        "supersedes: bands-2025.md\n---\nText."
    )
    assert document.permissions == Permissions(
        ("group:board", "dana@tidewater.example"), ("group:sales",)
    )
    assert (document.title, document.language, document.text) == ("Bands", "de", "Text.")
    assert str(document.updated) == "2026-05-04"
    assert document.supersedes == "pay/bands-2025.md"
    assert document.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\nreaders: [group:board\n---\nSecret.",
        "---\nreaders: [group:board]\nSecret, and the front matter never ends.",
        "---\nreaders\n- group:board\n---\nSecret.",
        "---\n- readers\n- group:board\n---\nSecret.",
        "---\nupdated: 2026-13-45\nreaders: [group:board]\n---\nSecret.",
        "---\nreaders: !!python/object/apply:os.getcwd []\n---\nSecret.",
        "---\nreaders: " + "[" * 20_000 + "\n---\nSecret.",
        '{\n"readers": ["group:board"]\nSecret.',
        '---\ntitle: "\\ud800"\n---\nSecret.',
    ],
)
def test_broken_front_matter_is_readable_by_nobody(text: str) -> None:
    document = parsed(text)
    assert document.permissions == NOBODY
    assert document.text == ""
    assert document.problems


@pytest.mark.parametrize(
    "field",
    [
        "readers:",
        "readers: 7",
        "readers: {group: board}",
        "readers: [[group:board]]",
        "readers: [1, everyone]",
        'readers: ["every\\0one"]',
        "denied:",
        "denied: [true]",
        "Readers: [group:board]",
        "reader: [group:board]",
        "raeders: [group:board]\nreaders: [everyone]\nReaders: [group:board]",
        "Denied: [group:board]",
    ],
)
def test_readers_that_are_no_list_of_words_are_nobody(field: str) -> None:
    document = parsed(f"---\ntitle: Bands\n{field}\n---\nSecret.")
    assert document.permissions == NOBODY
    assert document.problems


def test_an_empty_list_of_readers_is_kept_empty() -> None:
    assert parsed("---\nreaders: []\n---\nSecret.").permissions == Permissions(())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('---\ntitle: "a\\0b\\ec"\n---\nText.', "abc"),
        ("---\ntitle: [a]\n---\n# Heading #\n", "Heading"),
        (f"---\ntitle: {'x' * 5_000}\n---\nText.", "x" * LONGEST_TITLE),
        ("---\n---\nText.", "bands"),
        ("", "bands"),
        ("---\ntitle: 2026\n---\nText.", "2026"),
    ],
)
def test_a_title_is_a_line_that_a_database_takes(text: str, title: str) -> None:
    assert parsed(text).title == title


def test_a_language_and_a_date_that_are_none_are_left_out() -> None:
    document = parsed("---\nupdated: yesterday\nlanguage: [de]\n---\nText.")
    assert (document.updated, document.language) == (None, "en")
    assert document.permissions == Permissions()
