"""Every port of the embedded Weaviate is tried without its key, as a stranger would."""

import socket
from pathlib import Path

import aiohttp
import grpc
import pytest

from chains.config import ChainsConfig
from chains.operations.embedded import embedded_services
from chains.operations.layout import Layout
from chains.operations.services import Services
from tests.integration.operations.processes import listeners_of, pid_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="reads /proc")

CANARY = "the heron lands on friday"
OBJECT = "6f1c1a3e-3d5f-4a55-9c3e-0d1f2a3b4c5d"
REFUSALS = {401, 403, 404, 405, 422}
# Weaviate 1.39.3 asks no password below /backups/ of its cluster port. No backup module is
# enabled, so there is nothing to tell and nothing to do: this is all a stranger hears.
NOTHING_TO_TELL = ("no backup provider", "shard has abandon backup operation")
PATHS = (
    *("/v1/meta", "/v1/schema", "/v1/schema/Secret", "/v1/nodes", "/v1/objects", "/v1/aliases"),
    *(f"/v1/objects/Secret/{OBJECT}", "/v1/users/own-info", "/v1/backups/filesystem", "/v1/mcp"),
    *("/v1/cluster/statistics", "/v1/graphql", "/v1/batch/objects", "/v1/tasks"),
    *("/nodes/status", "/nodes/statistics", "/cluster/users/db/"),
    *("/backups/status", "/backups/can-commit", "/backups/commit"),
    *("/exports/status", "/indices/Secret/shards", f"/indices/Secret/shards/x/objects/{OBJECT}"),
    *(f"/replicas/indices/Secret/shards/x/objects/{OBJECT}", "/classifications/transactions/x"),
    *("/debug/pprof/", "/debug/fgprof", "/debug/index/rebuild/vector", "/metrics"),
)
COLLECTION_FIELD = b"\x0a\x06Secret"
SCHEMA_QUERY = b"\x08\x02"
CALLS = {
    **{
        f"/weaviate.v1.Weaviate/{name}": COLLECTION_FIELD
        for name in ("Search", "Aggregate", "TenantsGet", "BatchDelete", "BatchObjects")
    },
    "/weaviategrpc.Weaviate/Search": COLLECTION_FIELD,
    **{
        f"/clusterapi.ReplicationService/{name}": COLLECTION_FIELD
        for name in ("FetchObject", "FetchObjects", "FindUUIDs", "CountObjects", "DeleteObject")
    },
    "/clusterapi.FileReplicationService/GetReplicaSnapshotFile": COLLECTION_FIELD,
    "/weaviate.internal.cluster.ClusterService/Query": SCHEMA_QUERY,
    "/weaviate.internal.cluster.ClusterService/JoinPeer": b"\x0a\x01x",
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo": b"",
}


def outside_address() -> str | None:
    """This machine's own address on a network, found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


async def hide_something(services: Services) -> None:
    """Store an object that nobody without the key may see."""
    headers = {"Authorization": f"Bearer {services.weaviate.api_key}"}
    schema = {"class": "Secret", "properties": [{"name": "text", "dataType": ["text"]}]}
    stored = {"class": "Secret", "id": OBJECT, "properties": {"text": CANARY}}
    async with aiohttp.ClientSession(services.weaviate.url, headers=headers) as session:
        for path, body in (("/v1/schema", schema), ("/v1/objects", stored)):
            async with session.post(path, json=body) as response:
                assert response.status == 200
        async with session.get(f"/v1/objects/Secret/{OBJECT}") as response:
            assert CANARY in await response.text()


async def http_answers(host: str, port: int) -> list[str]:
    """What a stranger gets over HTTP that is not a refusal."""
    got = []
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for method in ("GET", "POST"):
            for path in PATHS:
                try:
                    async with session.request(
                        method, f"http://{host}:{port}{path}", json={"ID": "x", "Method": "create"}
                    ) as response:
                        body = await response.text()
                        refused = response.status in REFUSALS or any(
                            words in body for words in NOTHING_TO_TELL
                        )
                        if not refused or CANARY in body:
                            got.append(f"{method} {port}{path}: {response.status} {body[:200]}")
                except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError):
                    continue  # refused, or a port that does not speak HTTP
    return got


async def grpc_answers(host: str, port: int) -> list[str]:
    """The gRPC calls that a stranger gets an answer to."""
    got = []
    async with grpc.aio.insecure_channel(f"{host}:{port}") as channel:
        for method, request in CALLS.items():
            call = channel.unary_unary(method)
            try:
                await call(request, timeout=3)
            except grpc.aio.AioRpcError:
                continue
            got.append(f"{port}{method}")
    return got


def accepts(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=3):
            return True
    except OSError:
        return False


@pytest.fixture
def outside() -> str:
    """An address of this machine that others can reach."""
    address = outside_address()
    if address is None:
        pytest.skip("this machine has no address but loopback")
    return address


async def test_from_outside_every_port_gives_nothing(
    own: ChainsConfig, layout: Layout, outside: str
) -> None:
    async with embedded_services(own) as services:
        await hide_something(services)
        listeners = listeners_of(pid_of(layout, "Weaviate"))
        assert services.weaviate.grpc_port in {listener.port for listener in listeners}
        for listener in listeners:
            assert accepts(outside, listener.port) == listener.everywhere
            assert await http_answers(outside, listener.port) == []
            assert await grpc_answers(outside, listener.port) == []


async def test_on_loopback_only_the_raft_port_names_the_schema(
    own: ChainsConfig, layout: Layout
) -> None:
    """Weaviate has no password for it; it holds no passage and only this machine reaches it."""
    async with embedded_services(own) as services:
        await hide_something(services)
        got: list[str] = []
        for listener in listeners_of(pid_of(layout, "Weaviate")):
            got += await http_answers("127.0.0.1", listener.port)
            got += await grpc_answers("127.0.0.1", listener.port)
        assert [answer for answer in got if "internal.cluster.ClusterService" not in answer] == []


async def test_postgres_listens_on_its_private_socket_only(
    own: ChainsConfig, layout: Layout
) -> None:
    async with embedded_services(own):
        assert listeners_of(pid_of(layout, "Postgres")) == set()
