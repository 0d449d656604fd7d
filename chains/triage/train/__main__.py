"""`python -m chains.triage.train release`: trains the released model from the public data."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from chains.errors import ConfigurationError
from chains.triage.labels import Label
from chains.triage.model_file import RELEASED
from chains.triage.train.release import fit_release, write_release

CHECKOUT = Path(__file__).parents[3]


def main(arguments: list[str]) -> int:
    """Train and write the model; 0 when its files are written."""
    chosen = _parser().parse_args(arguments)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        calibration = _calibration(chosen.tests / "calibration.jsonl")
        fitted, examples = fit_release(
            chosen.data,
            chosen.tests,
            lambda step, steps, loss: console.print(f"step {step} of {steps}, loss {loss:.3f}"),
        )
        manifest = write_release(fitted, calibration, chosen.out)
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
        return 1
    written = {"examples": len(examples), "out": str(chosen.out)} | manifest.model_dump()
    sys.stdout.write(json.dumps(written) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chains.triage.train")
    commands = parser.add_subparsers(dest="command", required=True)
    release = commands.add_parser("release", help="train the released model")
    release.add_argument(
        "--data", type=Path, default=CHECKOUT.parent / "shared" / "data" / "intents"
    )
    release.add_argument("--tests", type=Path, default=CHECKOUT / "tests" / "evaluation" / "triage")
    release.add_argument("--out", type=Path, default=RELEASED)
    return parser


def _calibration(path: Path) -> list[tuple[str, Label]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read.", "Check --tests.") from error
    return [(row["text"], Label(row["label"])) for row in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
