"""What set-up shows."""

import io

from rich.console import Console

from chains.operations.terminal import shown_progress


def test_a_log_gets_one_line_a_step() -> None:
    out = io.StringIO()
    with shown_progress(Console(file=out)) as report:
        for fraction in (0.0, 0.5, 1.0):
            report("Building", fraction)
        report("Fetching", 0.0)
    assert out.getvalue() == "Building …\nFetching …\n"


def test_a_terminal_keeps_every_step_on_its_line() -> None:
    out = io.StringIO()
    with shown_progress(Console(file=out, force_terminal=True, width=100)) as report:
        report("Building", 0.5)
        report("Fetching", 0.5)
    assert "Building" in out.getvalue()
    assert "Fetching" in out.getvalue()
