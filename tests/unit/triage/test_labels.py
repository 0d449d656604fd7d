"""The table of reply formats is whole, and the page that shows it is true."""

from pathlib import Path

from chains.triage.labels import INTENTS, POLICIES, UNSURE, FormatPolicy, Label, Pipeline, ReplyType

PAGE = Path(__file__).parents[3] / "docs" / "triage.md"


def row(label: Label, policy: FormatPolicy) -> str:
    """The label's row as the page shows it."""
    limits = [
        f"{number} {unit}" + ("" if number == 1 else "s")
        for number, unit in (
            (policy.words, "word"),
            (policy.items, "item"),
            (policy.questions, "question"),
        )
        if number
    ]
    limits += ["every sentence cited"] if policy.cited else []
    limits += [] if policy.in_clear else ["never kept in clear"]
    cells = (f"`{label}`", policy.meaning, policy.pipeline, policy.reply, ", ".join(limits))
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def test_the_page_shows_the_table_as_it_is() -> None:
    shown = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    rows = [row(label, policy) for label, policy in POLICIES.items()]
    assert [line for line in shown if line.split("`")[1] in set(Label)] == rows


def test_every_label_has_a_policy() -> None:
    assert list(POLICIES) == list(Label)
    assert set(INTENTS) | {Label.CHANNEL_CHATTER} == set(Label)


def test_a_reply_that_is_always_the_same_has_its_text_and_no_other_has() -> None:
    for policy in POLICIES.values():
        fixed = policy.reply in {ReplyType.CANNED, ReplyType.HELP_TEXT}
        assert bool(policy.canned) == fixed
        assert len(policy.canned.split()) <= policy.words


def test_what_is_sensitive_is_neither_searched_for_nor_kept_in_clear() -> None:
    private = [label for label, policy in POLICIES.items() if not policy.in_clear]
    assert private == [Label.SENSITIVE]
    assert POLICIES[Label.SENSITIVE].pipeline is Pipeline.NONE


def test_only_searches_cite_and_what_is_unsure_is_searched() -> None:
    for policy in POLICIES.values():
        assert policy.cited == (policy.pipeline is Pipeline.SEARCH)
    assert POLICIES[UNSURE].pipeline is Pipeline.SEARCH
