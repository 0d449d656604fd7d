"""Splitting: Markdown documents become passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.index.plain import plain
from chains.sync.splitting import PassageText, Splitter


def _words(text: str) -> int:
    return len(text.split())


def _split(markdown: str, title: str = "Title", **sizes: int) -> list[PassageText]:
    return Splitter(_words, **{"longest": 40, "enough": 12, "shortest": 3} | sizes).split(
        markdown, title
    )


def test_a_passage_knows_the_headings_above_it() -> None:
    passages = _split("# Title\n\nIntro text here.\n\n## Pay\n\n### Day\n\nOn the 25th it is.\n")
    assert [passage.heading for passage in passages] == [(), ("Pay", "Day")]
    assert [passage.ordinal for passage in passages] == [0, 1]


def test_a_later_heading_ends_those_below_it() -> None:
    passages = _split("## A\n\none two three four\n\n### B\n\nfive six seven eight\n\n## C\n\n"
                      "nine ten eleven twelve\n")  # fmt: skip
    assert [passage.heading for passage in passages] == [("A",), ("A", "B"), ("C",)]


def test_repeated_headings_have_anchors_of_their_own() -> None:
    text = "\n\n".join(f"## Who & why?\n\nsome words about number {place} here" for place in "123")
    assert [passage.anchor for passage in _split(text)] == ["who--why", "who--why-1", "who--why-2"]


def test_a_table_that_fits_stays_whole() -> None:
    table = "| day | pay |\n|---|---|\n" + "\n".join(f"| {n} | {n} |" for n in range(3))
    passages = _split(f"Before it some words.\n\n{table}\n\nAfter it.")
    assert sum(table in passage.text for passage in passages) == 1


def test_a_long_table_repeats_its_header() -> None:
    rows = "\n".join(f"| row {n} | cell {n} |" for n in range(30))
    passages = _split(f"| name | value |\n|---|---|\n{rows}")
    assert len(passages) > 1
    assert all(passage.text.startswith("| name | value |\n|---|---|") for passage in passages)
    assert all(f"| row {n} |" in "\n".join(p.text for p in passages) for n in range(30))


def test_code_that_must_be_cut_is_fenced_in_every_piece() -> None:
    lines = "\n".join(f"call({n}) # some words" for n in range(30))
    passages = _split(f"```python\n{lines}\n```")
    assert len(passages) > 1
    for passage in passages:
        assert passage.text.startswith("```python\n")
        assert passage.text.endswith("\n```")


def test_a_heading_inside_code_is_no_heading() -> None:
    (passage,) = _split("```sh\n# not a heading\nmake demo\n```")
    assert passage.heading == ()
    assert "# not a heading" in passage.text


def test_a_long_paragraph_breaks_between_sentences() -> None:
    sentences = [f"This is sentence number {n} of it." for n in range(12)]
    passages = _split(" ".join(sentences))
    assert len(passages) > 1
    assert all(passage.text.endswith("of it.") for passage in passages)


def test_a_short_section_shares_a_passage_and_keeps_its_heading() -> None:
    passages = _split("## A\n\none two\n\n## B\n\nthree four\n")
    assert len(passages) == 1
    assert "**[A](§a)**" in passages[0].text
    assert "**[B](§b)**" in passages[0].text


def test_joined_sections_say_their_own_anchors_and_those_above() -> None:
    markdown = "# T\n\n## Q\n\n### Notes\n\none\n\n## R\n\n### Notes\n\ntwo\n\n## \\[x]\n\nthree"
    (passage,) = _split(markdown)
    assert [line for line in passage.text.split("\n\n") if line.startswith("**")] == [
        "**[Q](§q)**",
        "**[Notes](§notes)**",
        "**[R](§r)**",
        "**[Notes](§notes-1)**",
        "**\\[x]**",
    ]
    assert "§" not in plain(passage.text)


@pytest.mark.parametrize("markdown", ["", "\n\n", "# Only a heading"])
def test_a_document_without_text_has_no_passages(markdown: str) -> None:
    assert _split(markdown) == []


def test_a_word_without_end_is_cut() -> None:
    passages = Splitter(len, longest=100, enough=50, shortest=5).split("x" * 1000, "T")
    assert max(len(passage.text) for passage in passages) <= 100
    assert "".join(passage.text for passage in passages) == "x" * 1000


@given(
    st.lists(
        st.sampled_from(
            ["# A", "## B", "words of a paragraph. And more.", "- item one\n- item two", "",
             "| a | b |\n|---|---|\n| c | d |", "```\ncode here\n```", "> quote", "1. x\n2. y"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_every_word_of_a_document_is_in_a_passage_or_its_heading(parts: list[str]) -> None:
    markdown = "\n\n".join(parts)
    passages = _split(markdown)
    held = " ".join(" ".join((*passage.heading, passage.text)) for passage in passages)
    text_words = {
        word
        for part in parts
        if not part.startswith("#")
        for word in part.split()
        if word.isalpha()
    }
    assert text_words <= set(held.split())


@given(st.text(max_size=600))
def test_any_text_can_be_split(text: str) -> None:
    passages = _split(text)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
