"""Ten thousand drafts, rendered for both destinations: all fit Slack, and none can do anything."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.language.say import ENGLISH
from bot.views.limits import TEXT_CHARACTERS, Violation, chunk_verdict, verdict
from bot.views.markdown import fenced, inline, markdown_parts, opening, reply_markdown
from bot.views.outcomes import render
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import Answer, Form, Reply, Sentence, Source
from tests.unit.views.drafts import SOURCES, drafted_replies
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import assert_harmless, texts

DRAFTS = 10_000
READ_CLOSELY = 400
CHANNEL = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")


def refused(reply: Reply) -> list[Violation]:
    """What Slack would refuse of a reply, by either renderer."""
    message = render(ENGLISH, Answer(reply), request="abcd-efgh", venue=CHANNEL)
    assert message is not None
    found = verdict(message.blocks, "message")
    if not 0 < len(message.text.strip()) <= TEXT_CHARACTERS:
        found.append(Violation("/text", "empty or too long"))
    parts = list(markdown_parts(ENGLISH, reply))
    found += verdict([{"type": "markdown", "text": "".join(parts)}], "message")
    return found + chunk_verdict([{"type": "markdown_text", "text": part} for part in parts])


def test_ten_thousand_drafts_are_accepted() -> None:
    accepted = sum(not refused(reply) for reply in drafted_replies(DRAFTS))
    assert accepted == DRAFTS


def test_a_draft_mentions_nobody_and_links_to_its_sources_alone() -> None:
    for reply in drafted_replies(READ_CLOSELY, seed=6):
        message = render(ENGLISH, Answer(reply), request="abcd-efgh", venue=CHANNEL)
        assert message is not None
        for shown in (message.text, *texts(message.blocks)):
            assert_harmless(shown)
        assert_inert(reply_markdown(ENGLISH, reply))


def tokens_of(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        yield token
        yield from token.children or ()


def assert_inert(markdown: str) -> None:
    """Read as Markdown, and by eye, it holds no link but to sources and nothing that acts."""
    for token in tokens_of(markdown):
        assert token.type not in {"image", "html_inline", "html_block", "table_open"}, token.content
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(SOURCES)
        if token.type == "text":
            assert not re.search(r"\b(?:[\w-]+\.)+[a-z]{2,}\b|://|\]\(", token.content)
    # Slack's own tokens would also be read where Markdown sees code.
    assert not re.search(r"<[@#!]|<[a-z]+:", markdown, re.I)
    for letter in markdown:
        assert letter == "\n" or unicodedata.category(letter) not in {"Cf", "Cc", "Cs"}


@pytest.mark.parametrize(
    "planted",
    [
        "[pay](https://evil.example)",
        "![x](https://evil.example/p?q=1)",
        "[pay][p]\n\n[p]: https://evil.example",
        "<https://evil.example>",
        "<a href='https://evil.example'>pay</a>",
        "<!channel> and <@U0ANA> and <https://evil.example|pay>",
        "Visit https://evil.example/x or www.evil.example or evil.example now.",
        "\\[pay](https://evil.example) \\\\[pay](https://evil.example)",
        "`<!channel>` and ``[x](evil.example)``",
        "]([x](https://evil.example))[",
    ],
)
@pytest.mark.parametrize("form", list(Form))
def test_planted_markup_is_shown_and_does_nothing(planted: str, form: Form) -> None:
    source = Source(1, "d", planted, SOURCES + "a", "handbook", heading=planted)
    assert_inert(reply_markdown(ENGLISH, Reply((Sentence(planted, (1,), form),), (source,))))


def test_the_check_would_see_a_link_an_image_and_a_mention() -> None:
    planted = ("[pay](https://evil.example)", "![x](/p)", "<b>x</b>", "<!channel>", "evil.example")
    for markdown in planted:
        with pytest.raises(AssertionError):
            assert_inert(markdown)


def reply(*sentences: Sentence) -> Reply:
    return Reply(sentences, (Source(1, "d", "Ferries", SOURCES + "f", "harbour"),))


CODE = "def f(x: int) -> list[int]:\n    return [x * 2 for _ in range(3)]  # <b> & *all*"


def test_code_survives_both_renderers_to_the_letter() -> None:
    given = reply(Sentence("Run this:", (1,)), Sentence(CODE, (1,), Form.CODE))
    (fence,) = [one for one in tokens_of(reply_markdown(ENGLISH, given)) if one.type == "fence"]
    assert fence.content.rstrip("\n") == CODE
    message = render(ENGLISH, Answer(given), request="r", venue=CHANNEL)
    assert message is not None
    shown = "\n".join(texts(message.blocks))
    inside = re.search(r"```\n(.*?)\n```", shown, re.S)
    assert inside is not None
    unescaped = inside[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unescaped == CODE


TABLE = [{"Day": "Mon", "Ferry": "18:10"}, {"Day": "Sat", "Ferry": "15:30 | late"}]


def test_a_table_survives_both_renderers_row_by_row() -> None:
    rows = ["\n".join(f"{column}: {cell}" for column, cell in row.items()) for row in TABLE]
    given = reply(*(Sentence(row, (1,), Form.ROW) for row in rows))
    items: list[dict[str, str]] = []
    for token in tokens_of(reply_markdown(ENGLISH, given).partition("**Sources**")[0]):
        if token.type == "list_item_open":
            items.append({})
        if token.type == "inline":
            plain = "".join(one.content or "\n" for one in token.children or ())
            pairs = (line.replace("[1]", "").strip() for line in plain.split("\n"))
            items[-1] |= _pairs(" ".join(one for one in pairs if one))
    message = render(ENGLISH, Answer(given), request="r", venue=CHANNEL)
    assert message is not None
    shown = next(iter(texts(message.blocks)))
    lines = [re.sub(r"<[^>]*>|\*", "", line).strip() for line in shown.split("\n")]
    assert [line for line in lines if line] == [line for row in rows for line in row.split("\n")]
    assert items == [{k: v.replace("|", "¦") for k, v in row.items()} for row in TABLE]


def _pairs(text: str) -> dict[str, str]:
    return {
        column: value.strip()
        for column, value in re.findall(r"(Day|Ferry): (.*?)(?=\s*(?:Day|Ferry): |$)", text)
    }


def test_steps_are_numbered_and_a_sentence_begins_no_list() -> None:
    given = reply(
        Sentence("Press.", (1,), Form.STEP),
        Sentence("Turn.", (1,), Form.STEP),
        Sentence("2. is the number of the quay.", (1,)),
        Sentence("# is its sign.", (1,)),
    )
    kinds = [
        one.type for one in tokens_of(reply_markdown(ENGLISH, given).partition("**Sources**")[0])
    ]
    assert kinds.count("list_item_open") == 2
    assert "heading_open" not in kinds


def test_pieces_keep_the_letters_that_people_read() -> None:
    assert inline("Cost & time: a < b, snake_case, 2 * 3.") == (
        "Cost &amp; time: a &lt; b, snake_case, 2 ∗ 3."
    )
    assert opening("- not a list") == "\\- not a list"
    assert fenced("a\n```\nb") == "```\na\n'''\nb\n```"
