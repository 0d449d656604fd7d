"""The arguments of `python -m chains.evaluation triage`, and what they ask for."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.evaluation.asking import Progress
from chains.evaluation.classification import interval
from chains.evaluation.triage import Decide, Message, Task, measure_triage, read_messages
from chains.evaluation.triage_prompted import measured_by_prompt
from chains.triage.classifier import load_classifier
from chains.triage.model_file import RELEASED, ModelRefused
from chains.triage.rules import by_rules

Work = Callable[[Progress], dict[str, Any]]


def add_triage(commands: Any) -> None:
    """Add the command to those of the evaluation."""
    triage = commands.add_parser("triage", help="what a message is")
    triage.add_argument("path", type=Path, help="labelled messages, or a benchmark's folder")
    asked = triage.add_mutually_exclusive_group(required=True)
    asked.add_argument("--task", choices=["gate", "intent"])
    asked.add_argument("--benchmark", choices=["clinc150", "banking77"])
    triage.add_argument("--shots", choices=["full", "10"], default="full")
    triage.add_argument("--by", choices=["model", "rules", "prompt"], default="model")
    triage.add_argument("--model", type=Path, default=RELEASED, help="the model's folder")
    triage.add_argument("--logs", type=Path, help="where the logs lie that messages name")
    triage.add_argument("--compare", type=Path, help="public sets: print baselines as well")
    triage.set_defaults(prepare=_prepared)


def _prepared(
    chosen: argparse.Namespace,
) -> Callable[[ChainsConfig, Progress], Coroutine[Any, Any, dict[str, Any]]]:
    if chosen.by == "prompt" and not chosen.benchmark:
        messages = read_messages(chosen.path, chosen.logs)
        return lambda config, _: measured_by_prompt(config, messages, chosen.task)
    work = _work(chosen)

    async def measure(_: ChainsConfig, progress: Progress) -> dict[str, Any]:
        return await asyncio.to_thread(work, progress)

    return measure


def _work(chosen: argparse.Namespace) -> Work:
    """What to measure, its files read already.

    Raises:
        ConfigurationError: a file is malformed, the model is refused, or the extra is missing.
    """
    if chosen.benchmark:
        return _benchmark(chosen.path, chosen.benchmark, chosen.shots)
    messages = read_messages(chosen.path, chosen.logs)
    decide = by_rules if chosen.by == "rules" else _model(chosen.model)
    return lambda _: _measured(messages, chosen.task, decide, chosen.compare)


def _model(folder: Path) -> Decide:
    try:
        return load_classifier(folder).decide
    except ModelRefused as error:
        raise ConfigurationError(
            f"The triage model was refused: {error}.", "Run `make train`, or measure --by rules."
        ) from error


def _measured(
    messages: Sequence[Message], task: Task, decide: Decide, data: Path | None
) -> dict[str, Any]:
    measured = measure_triage(messages, task, decide)
    if data is not None:
        from chains.triage.train.baseline import tfidf_baseline  # the extra [train] is optional

        held_out = [message.text for message in messages]
        _show("this", measured)
        _show("keyword rules", measure_triage(messages, task, by_rules))
        _show("TF-IDF + LR", measure_triage(messages, task, tfidf_baseline(data, held_out)))
        if task == "gate":
            _show_question_mark(messages)
    return measured


def _show(name: str, measured: dict[str, Any]) -> None:
    low, high = measured["accuracy_interval"]
    parts = [f"{name:14} accuracy {measured['accuracy']:.3f} ({low:.3f} to {high:.3f})"]
    parts += [f"macro F1 {measured['macro_f1']:.3f}", f"ECE {measured['ece']:.3f}"]
    if "gate_auroc" in measured:
        parts.append(f"AUROC {measured['gate_auroc']}, at 2 % {measured['gate_recall_at_2pct']}")
    sys.stdout.write(", ".join(parts) + "\n")


def _show_question_mark(messages: Sequence[Message]) -> None:
    """What the rule "contains a question mark" reaches."""
    from chains.triage.labels import Label

    chatter = ["?" in row.text for row in messages if row.label is Label.CHANNEL_CHATTER]
    addressed = ["?" in row.text for row in messages if row.label is not Label.CHANNEL_CHATTER]
    low, high = interval(sum(addressed), len(addressed))
    sys.stdout.write(
        f"question mark  recall {sum(addressed) / max(1, len(addressed)):.3f} "
        f"({low:.3f} to {high:.3f}), false replies {sum(chatter) / max(1, len(chatter)):.3f}\n"
    )


def _benchmark(folder: Path, name: str, shots: str) -> Work:
    try:
        from chains.evaluation.triage_benchmark import benchmark_work
    except ImportError as error:
        raise ConfigurationError(
            f"Training needs a package that is not here: {error.name}.",
            "Install the extra [train] as `make train` does.",
        ) from error
    return benchmark_work(folder, name, shots)
