"""`python -m bot`: the web process; `worker`, `migrate`, `demo` and `review` beside it."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.config import BotConfig, read_config
from bot.logs import configure_logs
from chains.errors import ConfigurationError, FootnoteError


def main(arguments: list[str] | None = None) -> int:
    """Run one process; 1 when it cannot, with the cause and the next step on the terminal."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument(
        "process", nargs="?", default="web", choices=["web", "worker", "migrate", "demo", "review"]
    )
    parser.add_argument("--out", type=Path, default=Path("corrections.jsonl"), help="review: file")
    parser.add_argument("--worker", action="store_true", help="web: answer in the same process")
    parsed = parser.parse_args(arguments)
    process = "both" if parsed.process == "web" and parsed.worker else parsed.process
    configure_logs()
    try:
        if process == "review":
            _review(parsed.out)
            return 0
        config = read_config()
        if process == "migrate":
            _migrate()
        else:
            asyncio.run(until_stopped(_process(process)(config)))
    except ConfigurationError as error:
        sys.stderr.write(f"{error.cause}\n{error.next_step}\n")
        return 1
    except FootnoteError as error:
        sys.stderr.write(f"Stopped: {type(error).__name__} ({error}).\nStart again.\n")
        return 1
    return 0


async def until_stopped(process: Coroutine[Any, Any, None]) -> None:
    """Run until done, or until SIGTERM or Ctrl-C, which let it finish what it began."""
    task = asyncio.ensure_future(process)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        task.cancel()

    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise


def _process(name: str) -> Callable[[BotConfig], Coroutine[Any, Any, None]]:
    # Imported when asked for: no process waits for what only another one needs.
    if name == "demo":
        from bot.demo import run_demo

        return run_demo
    from bot.processes import run_both, run_web, run_worker_process

    return {"web": run_web, "both": run_both, "worker": run_worker_process}[name]


def _review(out: Path) -> None:
    from bot.reviewing import run_review

    asyncio.run(run_review(out))


def _migrate() -> None:
    from bot.processes import run_migrate

    run_migrate()


if __name__ == "__main__":
    sys.exit(main())
