"""What the evaluation of triage counts, on decisions made up for it."""

import json
from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.evaluation.triage import Message, measure_triage, read_messages
from chains.triage.decision import DecidedBy, Decision
from chains.triage.labels import INTENTS, Label


def said(intent: Label, addressed: float) -> Decision:
    """A sure decision."""
    return Decision(
        intent=intent,
        probabilities={label: float(label is intent) for label in INTENTS},
        addressed=addressed,
        energy=None,
        offers=False,
        sure=True,
        decided_by=DecidedBy.RULES,
    )


def message(text: str, label: Label, *also: Label) -> Message:
    """A labelled message."""
    return Message(text=text, label=label, also=frozenset(also))


def test_chatter_is_skipped_by_the_intent_and_also_counts_for_accuracy_only() -> None:
    rows = [
        message("a", Label.HOW_TO, Label.KNOWLEDGE_QUESTION),
        message("b", Label.HOW_TO),
        message("c", Label.CHANNEL_CHATTER),
    ]
    measured = measure_triage(rows, "intent", lambda _: said(Label.KNOWLEDGE_QUESTION, 1.0))
    assert measured["n"] == 2
    assert measured["accuracy"] == 0.5
    assert measured["per_label"]["how_to"]["recall"] == 0.0
    assert measured["ece"] == 1.0


def test_the_gate_separates_chatter_from_everything_else() -> None:
    rows = [message("yes", Label.CHANNEL_CHATTER), message("how", Label.HOW_TO)]
    measured = measure_triage(
        rows, "gate", lambda text: said(Label.HOW_TO, 0.9 if text == "how" else 0.1)
    )
    assert measured["n"] == 2
    assert measured["accuracy"] == 1.0
    assert measured["gate_auroc"] == 1.0
    assert measured["gate_recall_at_2pct"] == 1.0


def test_a_message_may_name_a_line_of_a_log(tmp_path: Path) -> None:
    (tmp_path / "day.txt").write_text("[10:00] <ann> hello all\n[10:01] <bob> bob> hi\n")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"file": "day.txt", "line": 2, "label": "channel_chatter"}) + "\n")
    assert [row.text for row in read_messages(rows, tmp_path)] == ["bob> hi"]
    with pytest.raises(ConfigurationError, match="--logs"):
        read_messages(rows)


@pytest.mark.parametrize(
    "row",
    [
        {"text": "a", "label": "chatter"},
        {"label": "how_to"},
        {"text": "a", "label": "how_to", "also": ["x"]},
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: dict[str, object]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(row) + "\n")
    with pytest.raises(ConfigurationError, match=r"rows.jsonl, line 1"):
        read_messages(rows)


def test_a_file_without_anything_to_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("\n")
    with pytest.raises(ConfigurationError, match="no messages"):
        read_messages(tmp_path / "none.jsonl")
    chatter = [message("yes", Label.CHANNEL_CHATTER)]
    with pytest.raises(ConfigurationError, match="addressed"):
        measure_triage(chatter, "intent", lambda _: said(Label.HOW_TO, 1.0))
