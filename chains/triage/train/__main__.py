"""`python -m chains.triage.train --release|--leave-one-out|--from-feedback FILE|--roll-back`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from chains.errors import ConfigurationError
from chains.triage.adapted import Adapted
from chains.triage.labels import Label
from chains.triage.model_file import RELEASED
from chains.triage.train.chat_logs import more_chatter
from chains.triage.train.feedback import adapt_to, read_corrections
from chains.triage.train.left_out import leave_one_out
from chains.triage.train.release import CHATTER, RECIPE, fit_release, write_release

CHECKOUT = Path(__file__).parents[3]


def main(arguments: list[str]) -> int:
    """Train, adapt or roll back; 0 when it was done."""
    chosen = _parser().parse_args(arguments)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        done = _done(chosen, console)
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
        return 1
    sys.stdout.write(json.dumps(done) + "\n")
    return 0


def _done(chosen: argparse.Namespace, console: Console) -> dict[str, Any]:
    adapted = Adapted(chosen.adapted)
    if chosen.roll_back:
        return {"rolled_back": adapted.roll_back(), "current": str(adapted.current())}
    if chosen.leave_one_out:
        return dict(leave_one_out(chosen.data, chosen.tests))
    calibration = _calibration(chosen.tests / "calibration.jsonl")
    if chosen.from_feedback:
        return dict(adapt_to(read_corrections(chosen.from_feedback), calibration, adapted))
    fitted, examples = fit_release(
        chosen.data,
        chosen.tests,
        lambda step, steps, loss: console.print(f"step {step} of {steps}, loss {loss:.3f}"),
    )
    trained = {example.text for example in examples}
    chatter = more_chatter(chosen.data / "irc", trained, CHATTER, RECIPE.seed)
    manifest = write_release(fitted, calibration, chatter, chosen.out)
    return {"examples": len(examples), "out": str(chosen.out)} | manifest.model_dump()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chains.triage.train")
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--release", action="store_true", help="train the released model")
    kinds.add_argument("--from-feedback", type=Path, help="adapt it to corrections, one a line")
    kinds.add_argument("--leave-one-out", action="store_true", help="what each source is worth")
    kinds.add_argument("--roll-back", action="store_true", help="use the version before")
    parser.add_argument(
        "--data", type=Path, default=CHECKOUT.parent / "shared" / "data" / "intents"
    )
    parser.add_argument("--tests", type=Path, default=CHECKOUT / "tests" / "evaluation" / "triage")
    parser.add_argument("--out", type=Path, default=RELEASED)
    parser.add_argument("--adapted", type=Path, default=CHECKOUT / ".footnote" / "triage")
    return parser


def _calibration(path: Path) -> list[tuple[str, Label]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read.", "Check --tests.") from error
    return [(row["text"], Label(row["label"])) for row in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
