"""The option of `python -m chains.evaluation format`, and what it asks for."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from chains.config import ChainsConfig
from chains.evaluation.asking import Progress
from chains.evaluation.formats import DOCUMENTS, measure_formats, read_sources


def add_format(commands: Any) -> None:
    """Add the command to those of the evaluation."""
    checked = commands.add_parser("format", help="whether damaged replies are seen")
    checked.add_argument("folder", type=Path, nargs="?", default=DOCUMENTS, help="Markdown pages")
    checked.set_defaults(prepare=_prepared)


def _prepared(
    chosen: argparse.Namespace,
) -> Callable[[ChainsConfig, Progress], Coroutine[Any, Any, dict[str, Any]]]:
    sources = read_sources(chosen.folder)

    async def measure(_: ChainsConfig, __: Progress) -> dict[str, Any]:
        return await asyncio.to_thread(measure_formats, sources)

    return measure
