"""From what a person typed to what is asked."""

import pytest

from bot.conversation.asking import Asked, read_question
from chains.answering.question import LONGEST_QUESTION


@pytest.mark.parametrize(
    ("raw", "text", "scopes"),
    [
        ("<@U0FOOTNOTE> When is payday?", "When is payday?", ()),
        ("When is payday, <@U0FOOTNOTE|footnote>?", "When is payday,  ?", ()),
        ("<!channel> <!here|here> <!subteam^S0ENG> payday", "here     payday", ()),
        ("see <#C0GENERAL|general> and <#C0GENERAL>", "see #general and", ()),
        ("<https://a.example/x|the page> <https://b.example>", "the page https://b.example", ()),
        ("&lt;script&gt; &amp;amp;", "<script> &amp;", ()),
        ("in:handbook when is payday?", "when is payday?", ("handbook",)),
        ("when IN:Handbook in:people-team in:handbook", "when", ("handbook", "people-team")),
        ("built-in:feature or in: nothing", "built-in:feature or in: nothing", ()),
        ("in:handbook", "", ("handbook",)),
        ("", "", ()),
        ("   \n ", "", ()),
        ("🎉", "🎉", ()),
        ("```a < b```", "```a < b```", ()),
    ],
)
def test_markup_is_read_as_people_meant_it(raw: str, text: str, scopes: tuple[str, ...]) -> None:
    assert read_question(raw) == Asked(text, scopes)


def test_a_huge_question_is_cut_and_not_refused() -> None:
    asked = read_question("<@U0FOOTNOTE> " + "x" * 40_000)
    assert len(asked.text) == LONGEST_QUESTION


def test_a_huge_question_of_nothing_but_brackets_takes_no_time() -> None:
    assert read_question("<" * 40_000).text == "<" * LONGEST_QUESTION
