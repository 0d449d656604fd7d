"""Progress on a terminal: a bar for a person, one line a step for a log."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from chains.operations import services


@contextmanager
def shown_progress(console: Console | None = None) -> Iterator[services.Progress]:
    """Yield a function that shows a step and how far it is."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        yield _bars(bars)


def _lines(console: Console) -> services.Progress:
    said: list[str] = []

    def report(step: str, _: float) -> None:
        if said[-1:] != [step]:
            said.append(step)
            console.print(f"{step} …", highlight=False)

    return report


def _bars(bars: Progress) -> services.Progress:
    tasks = [bars.add_task("", total=1.0, visible=False)]
    current: list[str] = []

    def report(step: str, fraction: float) -> None:
        if current[-1:] != [step]:
            current.append(step)
            bars.reset(tasks[0], description=step, visible=True)
        bars.update(tasks[0], completed=fraction)

    return report
