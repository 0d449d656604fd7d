"""Sentences from several pages alike say which of them they are from, where each begins."""

import re
from dataclasses import replace

import pytest

from bot.language.say import ENGLISH
from bot.views.answer import spoken, text_of
from bot.views.markdown import reply_markdown
from chains.answering.outcome import Form, Reply, Sentence, Source

KARSUND, LUNDE = (
    Source(number, name, f"Berth fees ({name})", f"https://d.example/{name}", "port")
    for number, name in enumerate(("Karsund", "Lunde"), start=1)
)


def reply(form: Form = Form.PROSE, **asked: str) -> Reply:
    said = (
        Sentence("It is 40 euros.", (1,), form, case="Karsund", **asked),
        Sentence("Members pay half.", (1,), form, case="Karsund"),
        Sentence("It is 30 euros.", (2,), form, case="Lunde"),
        Sentence("Members pay nothing.", (2,), form, case="Lunde"),
    )
    return Reply(said, (KARSUND, LUNDE))


def as_blocks(shown: Reply) -> str:
    texts, _ = text_of(ENGLISH, shown.sentences, shown.sources)
    return re.sub(r"<[^|]*\|(.*?)>", r"\1", "\n\n".join(texts))


def as_markdown(shown: Reply) -> str:
    body, _, _ = reply_markdown(ENGLISH, shown).partition("\n\n**Sources**")
    return re.sub(r"\[(\[\d\])\]\([^)]*\)", r"\1", body)


def test_each_begins_a_paragraph_of_its_own() -> None:
    said = (
        "*Karsund:* It is 40 euros. [1] Members pay half. [1]\n\n"
        "*Lunde:* It is 30 euros. [2] Members pay nothing. [2]"
    )
    assert as_blocks(reply()) == said
    assert as_markdown(reply()) == re.sub(r"\*(\w+:)\*", r"**\1**", said)


def test_it_stands_over_what_is_listed() -> None:
    assert as_blocks(reply(Form.ROW)).startswith("*Karsund:*\nIt is 40 euros. [1]\nMembers")
    assert "\n\n*Lunde:*\nIt is 30 euros. [2]" in as_blocks(reply(Form.ROW))
    assert as_markdown(reply(Form.STEP)).startswith("**Karsund:**\n\n1. It is 40 euros. [1]\n2. ")
    assert "\n\n**Lunde:**\n\n1. It is 30 euros. [2]" in as_markdown(reply(Form.STEP))


def test_it_is_said_again_beneath_another_question() -> None:
    shown = as_blocks(reply(asked="What is the fee?"))
    assert shown.startswith("*What is the fee?*\n\n*Karsund:* It is 40 euros. [1]\n\n*Karsund:*")


def test_a_page_is_named_once_to_who_hears_it() -> None:
    twice = Reply(reply().sentences, (KARSUND, replace(LUNDE, title=KARSUND.title)))
    assert spoken(ENGLISH, twice).endswith(" Sources: Berth fees (Karsund)")


def test_what_is_of_no_such_page_stands_apart() -> None:
    other = Sentence("Ask the port captain.", (2,))
    shown = Reply((*reply().sentences[:1], other), (KARSUND, LUNDE))
    assert as_blocks(shown) == "*Karsund:* It is 40 euros. [1]\n\nAsk the port captain. [2]"
    assert as_markdown(shown) == "**Karsund:** It is 40 euros. [1]\n\nAsk the port captain. [2]"


def test_a_sentence_that_says_it_is_enough() -> None:
    first, *more = reply().sentences
    shown = Reply((replace(first, text="In KARSUND it is 40 euros."), *more), (KARSUND, LUNDE))
    assert as_blocks(shown).startswith(
        "In KARSUND it is 40 euros. [1] Members pay half. [1]\n\n*Lu"
    )


def test_it_is_heard_too() -> None:
    assert spoken(ENGLISH, reply()).startswith(
        "Karsund: It is 40 euros. Members pay half. Lunde: It is 30 euros. Members"
    )


@pytest.mark.parametrize("case", ["<!channel>", "*all*", "`code`", "[x](https://evil.example)"])
def test_it_can_do_nothing(case: str) -> None:
    shown = Reply((Sentence("It is 40 euros.", (1,), case=case),), (KARSUND,))
    for said, does in ((as_blocks(shown), r"<|[*`]"), (as_markdown(shown), r"<|[*]|\]\(|://")):
        label = said.removesuffix(" It is 40 euros. [1]").strip("*")
        assert not re.search(does, label)
