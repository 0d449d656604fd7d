"""Servers that outlived a killed keeper."""

import json
import subprocess
import sys
from pathlib import Path

from chains.operations.leftovers import stop_leftovers

WAITS = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def started_in(folder: Path) -> "subprocess.Popen[bytes]":
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(WAITS, cwd=folder, stdin=subprocess.PIPE)  # noqa: S603 (ours)


def test_a_server_of_this_home_is_stopped_and_a_reused_number_is_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server, stranger = started_in(home / "weaviate"), started_in(tmp_path / "elsewhere")
    pids = tmp_path / "pids.json"
    pids.write_text(json.dumps({"Weaviate": server.pid, "Postgres": stranger.pid}))
    with server, stranger:
        stop_leftovers(pids, home)
        assert server.wait(timeout=10) != 0
        assert stranger.poll() is None
    assert not pids.exists()


def test_without_a_record_nothing_is_stopped(tmp_path: Path) -> None:
    stop_leftovers(tmp_path / "pids.json", tmp_path)
