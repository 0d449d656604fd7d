"""Progress on a terminal: a bar for a person, one line a step for a log."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from chains.operations import services


@contextmanager
def shown_progress(console: Console | None = None) -> Iterator[services.Progress]:
    """Yield a function that shows a step and how far it is."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        yield _bars(bars)
        for task in bars.tasks:
            bars.update(task.id, completed=1.0)


def _lines(console: Console) -> services.Progress:
    said: list[str] = []

    def report(step: str, _: float) -> None:
        if said[-1:] != [step]:
            said.append(step)
            console.print(f"{step} …", highlight=False)

    return report


def _bars(bars: Progress) -> services.Progress:
    """Each step keeps its line, so that what was said stays to be read."""
    tasks: dict[str, TaskID] = {}

    def report(step: str, fraction: float) -> None:
        if step not in tasks:
            for earlier in tasks.values():
                bars.update(earlier, completed=1.0)
            tasks[step] = bars.add_task(step, total=1.0)
        bars.update(tasks[step], completed=fraction)

    return report
