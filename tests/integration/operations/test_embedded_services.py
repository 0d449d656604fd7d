"""The embedded stores: started once, shared, kept running, stopped after the last use."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
import psycopg
import pytest

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.credentials import load_or_create
from chains.operations.embedded import embedded_services
from chains.operations.layout import Layout
from chains.operations.locks import is_free
from chains.operations.services import Services
from tests.integration.operations.processes import (
    environment_of,
    is_alive,
    parent_of,
    pid_of,
)

ROOT = Path(__file__).parents[3]
CANARY = "xoxb-canary-of-the-parent"
PATIENCE = 30.0

STARTER = """
    import asyncio, signal, sys
    from pathlib import Path
    from chains.config import ChainsConfig
    from chains.operations.embedded import embedded_services

    async def main():
        async with embedded_services(ChainsConfig(home=Path(sys.argv[1]))):
            print("ready", flush=True)
            await asyncio.Event().wait()

    # A shell's background jobs inherit that it is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asyncio.run(main())
"""


async def until(condition: Callable[[], bool]) -> None:
    """Return once the condition holds; fail the test when it does not in time."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def sql(services: Services, *statements: str) -> list[tuple[object, ...]]:
    address = services.database_url.replace("+psycopg", "")
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            cursor = await connection.execute(statement)
            rows = await cursor.fetchall() if cursor.description else []
        return rows


async def weaviate(services: Services, method: str, path: str, body: object = None) -> int:
    headers = {"Authorization": f"Bearer {services.weaviate.api_key}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(
            method, services.weaviate.url + path, json=body, headers=headers
        ) as response,
    ):
        return response.status


def started_elsewhere(own: ChainsConfig) -> "subprocess.Popen[str]":
    """A process of its own that runs the stores of this home; returned once they are ready."""
    process = subprocess.Popen(  # noqa: S603 (the script above)
        [sys.executable, "-c", textwrap.dedent(STARTER), str(own.home)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


async def test_both_stores_answer_and_are_gone_afterwards(
    own: ChainsConfig, layout: Layout
) -> None:
    async with embedded_services(own) as services:
        assert await sql(services, "SELECT 1") == [(1,)]
        assert await weaviate(services, "GET", "/v1/meta") == 200
        pids = [pid_of(layout, name) for name in ("Postgres", "Weaviate")]
    assert not any(is_alive(pid) for pid in pids)
    assert is_free(layout.owner_lock)


async def test_a_second_start_finds_its_data_and_ports(own: ChainsConfig) -> None:
    async with embedded_services(own) as first:
        await sql(first, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        assert await weaviate(first, "POST", "/v1/schema", {"class": "Kept"}) == 200
    async with embedded_services(own) as second:
        assert second.weaviate == first.weaviate
        assert await sql(second, "SELECT n FROM kept") == [(7,)]
        assert await weaviate(second, "GET", "/v1/schema/Kept") == 200


async def test_a_taken_port_is_replaced_and_the_data_stays(own: ChainsConfig) -> None:
    async with embedded_services(own) as first:
        assert await weaviate(first, "POST", "/v1/schema", {"class": "Kept"}) == 200
    with socket.create_server(("127.0.0.1", first.weaviate.http_port)):
        async with embedded_services(own) as second:
            assert second.weaviate.http_port != first.weaviate.http_port
            assert await weaviate(second, "GET", "/v1/schema/Kept") == 200


async def test_a_second_user_attaches_and_leaves_them_running(
    own: ChainsConfig, layout: Layout
) -> None:
    async with embedded_services(own) as first:
        pids = layout.pids.read_text()
        async with embedded_services(own) as second:
            assert second == first
            assert layout.pids.read_text() == pids
        assert await sql(first, "SELECT 1") == [(1,)]
        assert await weaviate(first, "GET", "/v1/meta") == 200


async def test_they_outlive_their_starter_while_another_uses_them(
    own: ChainsConfig, layout: Layout
) -> None:
    starter = started_elsewhere(own)
    async with embedded_services(own) as attached:
        starter.send_signal(signal.SIGINT)
        await until(lambda: starter.poll() is not None)
        assert await sql(attached, "SELECT 1") == [(1,)]
        assert await weaviate(attached, "GET", "/v1/meta") == 200
    assert is_free(layout.owner_lock)
    starter.communicate()


async def test_two_starts_at_once_share_one_pair_of_servers(own: ChainsConfig) -> None:
    seen: list[Services] = []
    both_in = asyncio.Event()

    async def use() -> None:
        async with embedded_services(own) as services:
            seen.append(services)
            if len(seen) == 2:
                both_in.set()
            await both_in.wait()

    await asyncio.gather(use(), use())
    assert seen[0] == seen[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_nothing_lingers_however_the_starter_ends(
    own: ChainsConfig, layout: Layout, number: signal.Signals
) -> None:
    starter = started_elsewhere(own)
    pids = [pid_of(layout, name) for name in ("Postgres", "Weaviate")]
    starter.send_signal(number)
    starter.communicate()
    await until(lambda: not any(is_alive(pid) for pid in pids))
    await until(lambda: is_free(layout.owner_lock))


async def test_a_killed_starter_is_recovered(own: ChainsConfig) -> None:
    starter = started_elsewhere(own)
    starter.kill()
    starter.communicate()
    async with embedded_services(own) as services:
        assert await sql(services, "SELECT 1") == [(1,)]
        assert await weaviate(services, "GET", "/v1/meta") == 200


async def test_a_killed_keeper_takes_its_servers_along_and_is_recovered(
    own: ChainsConfig, layout: Layout
) -> None:
    async with embedded_services(own) as services:
        await sql(services, "CREATE TABLE kept (n int)")
        pids = [pid_of(layout, name) for name in ("Postgres", "Weaviate")]
        os.kill(parent_of(pids[0]), signal.SIGKILL)
        await until(lambda: not any(is_alive(pid) for pid in pids))
    async with embedded_services(own) as services:
        assert await sql(services, "SELECT * FROM kept") == []


@pytest.mark.parametrize("name", ["Postgres", "Weaviate"])
async def test_a_server_that_dies_in_use_comes_back(
    own: ChainsConfig, layout: Layout, name: str
) -> None:
    async with embedded_services(own) as services:
        killed = pid_of(layout, name)
        os.kill(killed, signal.SIGKILL)
        await until(lambda: pid_of(layout, name) != killed)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                assert await sql(services, "SELECT 1") == [(1,)]
                assert await weaviate(services, "GET", "/v1/meta") == 200
                break
            except (psycopg.OperationalError, aiohttp.ClientError, AssertionError):
                assert time.monotonic() < deadline
                await asyncio.sleep(0.1)


async def test_the_servers_know_nothing_of_our_environment(
    own: ChainsConfig, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", CANARY)
    monkeypatch.setenv("RAFT_PORT", "1")
    async with embedded_services(own):
        postgres, server = pid_of(layout, "Postgres"), pid_of(layout, "Weaviate")
        for pid in (postgres, server, parent_of(server)):
            assert CANARY not in "".join(environment_of(pid).values())
        told = environment_of(server)
        assert told["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"] == "false"
        assert told["RAFT_PORT"] != "1"
        assert set(environment_of(postgres)) <= {"PATH", "HOME", "TMPDIR", "LANG", "TZ"}


async def test_secrets_are_readable_by_their_owner_only(own: ChainsConfig, layout: Layout) -> None:
    async with embedded_services(own) as services:
        assert stat.S_IMODE(layout.credentials.stat().st_mode) == 0o600
        assert stat.S_IMODE(layout.run.stat().st_mode) == 0o700
        assert not layout.job.exists()
        key = services.weaviate.api_key
        assert key
        assert key not in repr(services)
        logs = "".join(log.read_text() for log in layout.logs.iterdir())
        credentials = load_or_create(layout.credentials)
        assert credentials.api_key not in logs
        assert credentials.cluster_password not in logs
    socket_mode = stat.S_IMODE(layout.postgres.stat().st_mode)
    assert socket_mode == 0o700


async def test_a_path_too_long_for_a_socket_still_works(own: ChainsConfig) -> None:
    deep = own.model_copy(update={"home": own.home / ("d" * 90)})
    async with embedded_services(deep) as services:
        assert await sql(services, "SELECT 1") == [(1,)]
        directory = services.database_url.rpartition("host=")[2]
        assert len(directory) < 100
        assert stat.S_IMODE(os.stat(directory).st_mode) == 0o700
    os.rmdir(directory)


async def test_configured_stores_are_used_and_nothing_is_started(own: ChainsConfig) -> None:
    config = ChainsConfig.model_validate(
        {
            "home": own.home,
            "DATABASE_URL": "postgresql+psycopg://db.internal/footnote",
            "WEAVIATE_URL": "https://weaviate.internal",
            "WEAVIATE_API_KEY": "k",
        }
    )
    async with embedded_services(config) as services:
        assert services.database_url == "postgresql+psycopg://db.internal/footnote"
        assert services.weaviate.url == "https://weaviate.internal:443"
        assert services.weaviate.secure
    assert not own.home.exists()


async def test_a_missing_server_names_the_command_that_builds_it(
    own: ChainsConfig, layout: Layout, tmp_path: Path
) -> None:
    empty = own.model_copy(update={"cache": tmp_path / "cache"})
    with pytest.raises(ConfigurationError, match="make setup"):
        async with embedded_services(empty):
            pytest.fail("it started")
    assert is_free(layout.owner_lock)
