"""The process that keeps Postgres and Weaviate running for as long as somebody uses them.

It runs apart from Footnote, by path and with the standard library only, so that a Ctrl-C, a crash
or a SIGKILL of the process that started it still ends in a clean stop of both servers.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TICK_SECONDS = 0.1
RESTART_SECONDS = 1.0  # a server that cannot run is tried again at most this often
STOP_SECONDS = 20.0
FAILED_EXIT = 3
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Job:
    """What to run, and the files through which the keeper and its users understand each other."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.programs: list[dict[str, Any]] = content["programs"]
        self.users = Path(content["users"])
        self.pids = Path(content["pids"])
        self.state = Path(content["state"])
        self.failure = Path(content["failure"])


class Program:
    """One server: started, started again when it dies, stopped with the signal it expects."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.name: str = spec["name"]
        self.stop_signal = signal.Signals(spec["stop_signal"])
        self._spec = spec
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        user = self._spec["user"]
        with Path(self._spec["log"]).open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 (argv comes from our own launcher)
                self._spec["argv"],
                env=self._spec["env"],
                cwd=self._spec["cwd"],
                user=user,
                group=user,
                extra_groups=[] if user else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent(self.stop_signal),
            )
        self._started = time.monotonic()

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def may_start_again(self) -> bool:
        return self.ended() and time.monotonic() - self._started > RESTART_SECONDS

    def ask_to_stop(self) -> None:
        if self._process and not self.ended():
            self._process.send_signal(self.stop_signal)

    def wait(self, seconds: float) -> None:
        if not self._process:
            return
        try:
            self._process.wait(max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _end_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Linux sends this signal to the server when the keeper itself is killed."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def request() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))

    return request


def _unused(users: int) -> bool:
    """Everybody who uses the servers holds a shared lock; taking it alone means nobody is left."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _record(path: Path, programs: list[Program]) -> None:
    path.write_text(json.dumps({program.name: program.pid for program in programs}))


def _watch(programs: list[Program], users: int, job: Job, asked: list[int]) -> str | None:
    """Return the server that did not survive its first start, or None once nobody uses them.

    Whoever started us writes the state file when all of them have answered; a server that ends
    after that is started again.
    """
    while not asked and not _unused(users):
        for program in programs:
            if program.ended() and not job.state.exists():
                return program.name
            if program.may_start_again():
                program.start()
                _record(job.pids, programs)
        time.sleep(TICK_SECONDS)
    return None


def _stop(programs: list[Program]) -> None:
    for program in programs:
        program.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for program in programs:
        program.wait(deadline - time.monotonic())


def detach() -> None:
    """Leave the terminal and the process group of whoever started us, and let it go on."""
    if os.fork():
        os._exit(0)
    os.setsid()


def main(job_path: Path) -> int:
    """Run the programs of the job file until nobody holds the users lock; 3 when one cannot run."""
    asked: list[int] = []
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    job = Job(json.loads(job_path.read_text()))
    job_path.unlink()  # it holds the keys
    programs = [Program(spec) for spec in job.programs]
    users = os.open(job.users, os.O_RDWR)
    try:
        for program in programs:
            program.start()
        _record(job.pids, programs)
        failed = _watch(programs, users, job, asked)
    finally:
        job.state.unlink(missing_ok=True)
        _stop(programs)
        job.pids.unlink(missing_ok=True)
    if failed:
        job.failure.write_text(failed)
        return FAILED_EXIT
    return 0


if __name__ == "__main__":
    detach()
    sys.exit(main(Path(sys.argv[1])))
