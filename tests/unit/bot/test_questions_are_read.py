"""From what a person typed to what is asked."""

import pytest

from bot.conversation.asking import Asked, asks_for_help, for_others, read_question
from chains.answering.question import LONGEST_QUESTION


@pytest.mark.parametrize(
    ("raw", "text", "scopes"),
    [
        ("<@U0FOOTNOTE> When is payday?", "When is payday?", ()),
        ("When is payday, <@U0FOOTNOTE|footnote>?", "When is payday,  ?", ()),
        ("<!channel> <!here|here> <!subteam^S0ENG> payday", "here     payday", ()),
        ("What does <!channel> do?", "What does @channel do?", ()),
        ("Is <!here|@here> for all?", "Is @here for all?", ()),
        ("When is payday? <!channel>", "When is payday?", ()),
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


def test_others_are_shown_a_question_without_the_names_of_channels() -> None:
    asked = for_others("<@U0FOOTNOTE> is it in <#C0PAY|pay-cuts> or &lt;b&gt;?")
    assert asked == "is it in #… or <b>?"


def test_a_huge_question_is_cut_and_not_refused() -> None:
    asked = read_question("<@U0FOOTNOTE> " + "x" * 40_000)
    assert len(asked.text) == LONGEST_QUESTION


def test_a_huge_question_of_nothing_but_brackets_takes_no_time() -> None:
    assert read_question("<" * 40_000).text == "<" * LONGEST_QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Help!",
        "what can you do?",
        "Hello, what  can you do",
        "who are you?",
        "are you a bot",
        "can you help me?",
        "what can I ask you",
        "Was kannst du?",
        "Qui êtes-vous ?",
        "Qu’est-ce que tu peux faire ?",
        "¿Qué puedes hacer?",
        "Quem é você?",
        "何ができますか？",
    ],
)
def test_who_asks_what_it_can_do_gets_the_help(text: str) -> None:
    assert asks_for_help(Asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "who are you going to call when the pager fails?",
        "what can you do about a lost laptop",
        "can you help me book a trip?",
        "what do you sell",
        "how do we work",
        "what are you entitled to as a parent?",
        "help desk",
        "誰ですか",
        "Was kannst du mir über Urlaub sagen?",
    ],
)
def test_a_question_that_begins_alike_is_a_question(text: str) -> None:
    assert not asks_for_help(Asked(text))
    assert not asks_for_help(Asked("", ("handbook",)))
