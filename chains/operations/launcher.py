"""Starts the keeper of one data home with the servers it wants, and waits until they answer."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from chains.errors import ConfigurationError, RetryLater
from chains.operations import keeper, postgres, readiness, state, weaviate
from chains.operations.credentials import load_or_create
from chains.operations.layout import Layout
from chains.operations.leftovers import stop_leftovers
from chains.operations.locks import is_free
from chains.operations.ports import remembered_or_chosen
from chains.operations.program import Program, minimal_environment
from chains.operations.services import Progress

START_SECONDS = 90.0
EXPECTED_SECONDS = 3.0


class StartAgain(RetryLater):
    """Something outside came in between: start again, and report ``reason`` if it happens again."""

    def __init__(self, reason: ConfigurationError) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the two stores this home runs itself, and where the Weaviate binary is."""

    postgres: bool
    weaviate: bool
    cache: Path


def spawn(layout: Layout, owner: int, wanted: Wanted) -> state.Running:
    """Start a keeper that inherits the owner lock; return what it will run.

    The descriptor is closed here in any case: from then on the lock lives as long as the keeper.
    """
    try:
        stop_leftovers(layout.pids, layout.home)
        for stale in (layout.state, layout.failure, layout.job):
            stale.unlink(missing_ok=True)
        programs, record = _programs(layout, wanted)
        _write_job(layout, programs)
        _run_keeper(layout, owner)
    except (OSError, subprocess.CalledProcessError) as error:
        layout.job.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or error
        raise ConfigurationError(
            f"The stores could not be started in {layout.home}: {reason}.",
            "Check its space and permissions, then start again.",
        ) from error
    finally:
        os.close(owner)
    return record


async def wait_until_ready(layout: Layout, record: state.Running, report: Progress) -> None:
    """Return once every started store answers, recorded for others to attach.

    Raises StartAgain, or ConfigurationError naming the log when a server cannot run.
    """
    started = asyncio.get_running_loop().time()

    def alive() -> None:
        elapsed = asyncio.get_running_loop().time() - started
        report("Starting Postgres and Weaviate", min(elapsed / EXPECTED_SECONDS, 0.99))
        if is_free(layout.owner_lock):
            raise _failure(layout)

    try:
        async with asyncio.timeout(START_SECONDS):
            if record.database_url:
                await readiness.postgres_answers(record.database_url, alive)
            if address := record.weaviate(layout):
                await readiness.weaviate_answers(
                    address.host, address.http_port, address.grpc_port, alive
                )
    except TimeoutError:
        raise ConfigurationError(
            f"The stores did not answer within {START_SECONDS:.0f} s.",
            f"Read the logs in {layout.logs}, then start again.",
        ) from None
    state.write(layout.state, record)
    report("Starting Postgres and Weaviate", 1.0)


def _programs(layout: Layout, wanted: Wanted) -> tuple[list[Program], state.Running]:
    programs, address, ports = [], None, None
    if wanted.weaviate:
        executable = weaviate.require_binary(wanted.cache)
        ports = remembered_or_chosen(layout.ports)
        secrets = load_or_create(layout.credentials)
        log = _fresh_log(layout.logs / "weaviate.log")
        programs.append(weaviate.program(executable, layout.weaviate, log, ports, secrets))
    if wanted.postgres:
        log = _fresh_log(layout.logs / "postgres.log")
        programs.append(postgres.program(layout.postgres, log))
        address = postgres.url(layout.postgres)
    return programs, state.running(address, ports)


def _fresh_log(path: Path) -> Path:
    """Begin a new log and keep the one before, so that logs do not grow over many starts."""
    if path.exists():
        path.replace(path.with_suffix(".old.log"))
    return path


def _write_job(layout: Layout, programs: list[Program]) -> None:
    job = {
        "programs": [program.as_json() for program in programs],
        "users": str(layout.users_lock),
        "pids": str(layout.pids),
        "state": str(layout.state),
        "failure": str(layout.failure),
    }
    descriptor = os.open(layout.job, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(job, file)


def _run_keeper(layout: Layout, owner: int) -> None:
    """The keeper detaches itself at once, so this waits for its first breath only."""
    command = [sys.executable, "-I", "-S", keeper.__file__, str(layout.job)]
    with (layout.logs / "keeper.log").open("ab") as log:
        subprocess.run(  # noqa: S603 (our own file under our own interpreter)
            command,
            check=True,
            env=minimal_environment(layout.home),
            cwd=layout.home,
            pass_fds=(owner,),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _failure(layout: Layout) -> Exception:
    """Turn what the keeper left behind into a cause and a next step."""
    name = layout.failure.read_text() if layout.failure.exists() else ""
    if not name:
        return ConfigurationError(
            "The process that keeps the stores running ended unexpectedly.",
            f"Read {layout.logs / 'keeper.log'}, then start again.",
        )
    log = layout.logs / f"{name.lower()}.log"
    lines = log.read_text(errors="replace").splitlines() or [""]
    recent = "\n".join(lines[-20:]).lower()
    reason = ConfigurationError(
        f"{name} stopped while starting: {lines[-1][:300]}", f"Read {log}, then start again."
    )
    if "address already in use" in recent:
        layout.ports.unlink(missing_ok=True)  # another program was faster: choose others
        return StartAgain(reason)
    if os.geteuid() == 0 and "permission denied" in recent:
        return StartAgain(reason)  # somebody closed a directory above this home to other accounts
    if "no space left on device" in recent:
        return ConfigurationError(
            f"The disk that holds {layout.home} is full.",
            "Free some space, or set FOOTNOTE_HOME to another disk, then start again.",
        )
    return reason
