"""Plain text: what of a passage's Markdown is searched."""

from uuid import UUID

import pytest

from chains.index.passages import embedding_text, passage_id
from chains.index.plain import plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("See [the guide](https://x.example/a?b=c) now", "See the guide now"),
        ("![a robot](robot.png)", "a robot"),
        ("at https://docs.example/d/1vP4H9X1jMN0 or <https://y.example>", "at or"),
        ("**Payday** is the `25th`", "Payday is the 25th"),
        ("## Leave\n\n> quoted", "Leave\n quoted"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b \n 1 2"),
        ("<div class='x'>inside</div>", "inside"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("user_id stays", "user_id stays"),
    ],
)
def test_addresses_and_markup_are_not_searched(markdown: str, text: str) -> None:
    assert plain(markdown).split() == text.split()


def test_title_and_headings_stand_before_the_text_once() -> None:
    assert embedding_text("Leave", ("Leave", "Parental"), "Six weeks.") == (
        "Leave > Parental\nSix weeks."
    )


def test_a_passage_without_title_is_embedded_as_it_is() -> None:
    assert embedding_text("", (), "Six weeks.") == "Six weeks."


def test_the_same_content_under_another_model_is_another_passage() -> None:
    document = UUID(int=7)
    ids = {
        passage_id(document, ordinal, content, model)
        for ordinal in (0, 1)
        for content in ("a", "b")
        for model in ("m", "n")
    }
    assert len(ids) == 8
    assert passage_id(document, 0, "a", "m") in ids
