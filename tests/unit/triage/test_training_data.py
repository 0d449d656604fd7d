"""What the classifier is trained on: who wrote it, how much of it, and that no test is in it."""

import json
from collections import Counter
from pathlib import Path

import numpy as np

from chains.triage.labels import Label
from chains.triage.train.chat_logs import HELD_OUT, OPENERS, addressee, read_day
from chains.triage.train.examples import own_examples
from chains.triage.train.near_duplicates import HeldOut
from chains.triage.train.noise import noised, readdressed

TESTS = Path(__file__).parents[2] / "evaluation" / "triage"


def rows(name: str) -> list[dict[str, str]]:
    """The labelled messages of a test file."""
    return [json.loads(line) for line in (TESTS / name).read_text("utf-8").splitlines()]


def test_every_label_has_examples_of_our_own_and_sensitive_at_least_300() -> None:
    counts = Counter(example.label for example in own_examples())
    assert min(counts[label] for label in Label) >= 100
    assert counts[Label.SENSITIVE] >= 300


def test_no_example_is_written_twice() -> None:
    texts = Counter(example.text.lower() for example in own_examples())
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_example_of_our_own_nearly_equals_a_test_message() -> None:
    held_out = HeldOut.of_files(TESTS / name for name in ("chat.jsonl", "calibration.jsonl"))
    assert [one.text for one in own_examples() if held_out.near(one.text)] == []


def test_nearly_equal_sees_through_case_and_punctuation() -> None:
    held_out = HeldOut(["How do I reset my VPN token?"])
    assert held_out.near("how do i reset my vpn-token")
    assert not held_out.near("how do I get a parking permit?")


def test_the_test_is_as_large_as_promised_and_apart_from_the_calibration() -> None:
    chat, calibration = rows("chat.jsonl"), rows("calibration.jsonl")
    assert len(chat) >= 300
    assert len(calibration) == 150
    assert {row["label"] for row in chat} == set(Label)
    assert not {row["text"] for row in chat} & {row["text"] for row in calibration}


def test_the_days_the_gate_is_tested_on_are_not_trained_on() -> None:
    labelled = rows("irc_gate.jsonl")
    assert len(labelled) == 300
    assert {row["file"] for row in labelled} == set(HELD_OUT)
    assert not set(json.loads(OPENERS.read_text("utf-8"))) & set(HELD_OUT)


def test_a_log_is_read_without_its_bots_commands_and_notices(tmp_path: Path) -> None:
    day = tmp_path / "day.txt"
    day.write_text(
        "=== zed left\n[10:00] <ubottu> hi\n[10:01] <ann> !help\n[10:02] <bob> ann: yes\n"
    )
    assert list(read_day(day)) == [(4, "ann: yes")]


def test_noise_is_drawn_by_its_seed_and_leaves_some_texts_alone() -> None:
    text = "What is the limit for expenses without a receipt?"
    drawn = [noised(text, np.random.default_rng(seed)) for seed in range(200)]
    assert drawn == [noised(text, np.random.default_rng(seed)) for seed in range(200)]
    assert 40 < drawn.count(text) < 120
    assert all(len(one) > len(text) - 8 for one in drawn)


def test_whom_a_message_names_is_written_in_other_ways() -> None:
    assert addressee("topli, yes") == "topli"
    assert addressee("yes that is it") is None
    drawn = {readdressed("topli, yes", np.random.default_rng(seed)) for seed in range(60)}
    assert len(drawn) > 5
    assert all("yes" in one for one in drawn)
