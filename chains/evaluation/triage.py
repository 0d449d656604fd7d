"""How well triage decides: on labelled messages, and its recipe on two public benchmarks."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from chains.errors import ConfigurationError
from chains.evaluation.classification import (
    auroc,
    calibration_error,
    interval,
    macro_f1,
    per_label,
    recall_at,
)
from chains.evaluation.json_lines import json_lines, malformed
from chains.evaluation.measures import percentile
from chains.triage.decision import Decision
from chains.triage.labels import Label

Task = Literal["gate", "intent"]
Decide = Callable[[str], Decision]
ADDRESSED = "addressed"
FALSE_REPLIES = 0.02
UNMEASURED = 3
"""Messages decided before the clock starts: the first ones warm caches up."""


class Line(BaseModel):
    """A labelled message: its text, or where it stands in a folder of logs."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str | None = None
    file: str | None = None
    line: int | None = None
    label: Label
    also: frozenset[Label] = frozenset()

    @model_validator(mode="after")
    def _has_a_text(self) -> "Line":
        if self.text is None and (self.file is None or self.line is None):
            raise ValueError("neither a text, nor a file and a line")
        return self


class Message(BaseModel):
    """A labelled message with its text; ``also`` holds the labels that are right as well."""

    model_config = ConfigDict(frozen=True)

    text: str
    label: Label
    also: frozenset[Label]


def read_messages(path: Path, logs: Path | None = None) -> list[Message]:
    """The labelled messages of a file; those that name a line are looked up below ``logs``.

    Raises:
        ConfigurationError: a file cannot be read, a line is malformed, or there is none.
    """
    messages, days = [], {}
    for place, row in json_lines(path, Line):
        text = row.text
        if text is None:
            if logs is None or row.file is None or row.line is None:
                raise malformed(path, place, "it names a log; say where with --logs")
            if row.file not in days:
                days[row.file] = _log(logs / Path(row.file).name)
            if not 0 < row.line <= len(days[row.file]):
                raise malformed(path, place, f"{row.file} has no line {row.line}")
            text = _said(days[row.file][row.line - 1])
        messages.append(Message(text=text, label=row.label, also=row.also))
    if not messages:
        raise ConfigurationError(f"{path} has no messages.", "Name another file.")
    return messages


def measure_triage(messages: Sequence[Message], task: Task, decide: Decide) -> dict[str, Any]:
    """Decide every message once and measure one of the two decisions.

    Raises:
        ConfigurationError: no message is left for the task.
    """
    asked = [row for row in messages if task == "gate" or row.label is not Label.CHANNEL_CHATTER]
    if not asked:
        raise ConfigurationError("No message is addressed to anybody.", "Use --task gate.")
    for row in asked[:UNMEASURED]:
        decide(row.text)
    decisions, spent = [], []
    for row in asked:
        began = time.perf_counter()
        decisions.append(decide(row.text))
        spent.append((time.perf_counter() - began) * 1000)
    measured = (_gate if task == "gate" else _intent)(asked, decisions)
    return measured | {
        "p50_ms": round(percentile(spent, 0.5), 2),
        "p95_ms": round(percentile(spent, 0.95), 2),
    }


def _gate(asked: Sequence[Message], decisions: Sequence[Decision]) -> dict[str, Any]:
    wanted = [_side(row.label) for row in asked]
    found = [
        ADDRESSED if decision.addressed >= 0.5 else Label.CHANNEL_CHATTER.value
        for decision in decisions
    ]
    right = [
        said in {_side(label) for label in (row.label, *row.also)}
        for row, said in zip(asked, found, strict=True)
    ]
    scores = [decision.addressed for decision in decisions]
    positive = [score for score, side in zip(scores, wanted, strict=True) if side == ADDRESSED]
    negative = [score for score, side in zip(scores, wanted, strict=True) if side != ADDRESSED]
    strict = [side == said for side, said in zip(wanted, found, strict=True)]
    return _shared(wanted, found, right) | {
        "ece": round(calibration_error([max(score, 1 - score) for score in scores], strict), 4),
        "gate_auroc": _rounded(auroc(positive, negative)),
        "gate_recall_at_2pct": _rounded(recall_at(positive, negative, FALSE_REPLIES)),
    }


def _intent(asked: Sequence[Message], decisions: Sequence[Decision]) -> dict[str, Any]:
    wanted = [row.label.value for row in asked]
    found = [decision.intent.value for decision in decisions]
    right = [
        decision.intent in {row.label, *row.also}
        for row, decision in zip(asked, decisions, strict=True)
    ]
    strict = [label == said for label, said in zip(wanted, found, strict=True)]
    sure = [decision.probability for decision in decisions]
    return _shared(wanted, found, right) | {"ece": round(calibration_error(sure, strict), 4)}


def _shared(wanted: Sequence[str], found: Sequence[str], right: Sequence[bool]) -> dict[str, Any]:
    labels = per_label(wanted, found)
    low, high = interval(sum(right), len(right))
    return {
        "n": len(wanted),
        "accuracy": round(sum(right) / len(right), 4),
        "accuracy_interval": [round(low, 4), round(high, 4)],
        "macro_f1": round(macro_f1(labels), 4),
        "per_label": labels,
    }


def _side(label: Label) -> str:
    return label.value if label is Label.CHANNEL_CHATTER else ADDRESSED


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _log(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}.", "Check --logs."
        ) from error


def _said(raw: str) -> str:
    """A log's line without its time and its writer's name: `[12:30] <name> text`."""
    return raw.split("> ", 1)[-1].strip() if raw.startswith("[") else raw.strip()
