"""The embedded Weaviate: where its binary is, how it is run, and when it is ready."""

import hashlib
import os
import signal
from pathlib import Path

from chains.errors import ConfigurationError
from chains.operations.credentials import Credentials
from chains.operations.ports import Ports
from chains.operations.program import Program, minimal_environment

VERSION = "1.39.3"  # infra/weaviate/go.mod pins the same; a test compares them
NODE = "footnote"
USER = "footnote"
LOOPBACK = "127.0.0.1"


def binary(cache: Path) -> Path:
    """Return where the server belongs in the per-user cache, named as weaviate-client names it."""
    digest = hashlib.sha256(f"v{VERSION}".encode()).hexdigest()
    return cache / "weaviate" / f"weaviate-v{VERSION}-{digest}"


def require_binary(cache: Path) -> Path:
    """Return the server's path; raise ConfigurationError when set-up has not put it there."""
    path = binary(cache)
    if not os.access(path, os.X_OK):
        raise ConfigurationError(
            f"The Weaviate server is missing at {path}.",
            "Run `make setup` (it builds it once, in about 4 minutes), or set WEAVIATE_URL.",
        )
    return path


def program(
    executable: Path, data: Path, log: Path, ports: Ports, credentials: Credentials
) -> Program:
    """Return the server process for this data directory."""
    data.mkdir(mode=0o700, exist_ok=True)
    return Program(
        name="Weaviate",
        argv=(
            str(executable),
            *("--scheme", "http", "--host", LOOPBACK, "--port", str(ports.http)),
            *("--read-timeout=600s", "--write-timeout=600s"),
        ),
        env={**minimal_environment(data), **_settings(data, ports, credentials)},
        cwd=data,
        log=log,
        stop_signal=signal.SIGTERM,
    )


def _settings(data: Path, ports: Ports, credentials: Credentials) -> dict[str, str]:
    return {
        "PERSISTENCE_DATA_PATH": str(data),
        **_closed(credentials),
        **_single_node(ports),
        "AUTOSCHEMA_ENABLED": "false",
        "QUERY_BATCHED_CONTAINS_ENABLED": "true",
        "DISABLE_TELEMETRY": "true",
        "LOG_LEVEL": "warning",
        "GOMEMLIMIT": f"{_memory_mib() // 2}MiB",
        # The default of 90 makes a well-filled laptop refuse every write.
        "DISK_USE_WARNING_PERCENTAGE": "97",
        "DISK_USE_READONLY_PERCENTAGE": "99",
    }


def _closed(credentials: Credentials) -> dict[str, str]:
    """Nothing answers without a key, and what we do not use does not listen."""
    return {
        "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "false",
        "AUTHENTICATION_APIKEY_ENABLED": "true",
        "AUTHENTICATION_APIKEY_ALLOWED_KEYS": credentials.api_key,
        "AUTHENTICATION_APIKEY_USERS": USER,
        "AUTHORIZATION_ADMINLIST_ENABLED": "true",
        "AUTHORIZATION_ADMINLIST_USERS": USER,
        "CLUSTER_BASIC_AUTH_USERNAME": USER,
        "CLUSTER_BASIC_AUTH_PASSWORD": credentials.cluster_password,
        "API_BASED_MODULES_DISABLED": "true",
        "GO_PROFILING_DISABLE": "true",
        "MCP_SERVER_ENABLED": "false",
        "PROMETHEUS_MONITORING_ENABLED": "false",
        "SENTRY_ENABLED": "false",
    }


def _single_node(ports: Ports) -> dict[str, str]:
    """One node that only ever talks to itself, over loopback wherever the server can be told so.

    Its gRPC and cluster data ports always listen on every interface; those ask for the key.
    """
    return {
        "CLUSTER_HOSTNAME": NODE,
        "CLUSTER_IN_LOCALHOST": "true",
        "CLUSTER_BIND_ADDR": LOOPBACK,
        "CLUSTER_ADVERTISE_ADDR": LOOPBACK,
        "CLUSTER_GOSSIP_BIND_PORT": str(ports.gossip),
        "CLUSTER_DATA_BIND_PORT": str(ports.data),
        "RAFT_PORT": str(ports.raft),
        "RAFT_INTERNAL_RPC_PORT": str(ports.raft_rpc),
        "RAFT_JOIN": f"{NODE}:{ports.raft}",
        "RAFT_BOOTSTRAP_EXPECT": "1",
        # A lone node need not wait five times the usual for an election: 2.4 s to start, not 6.1.
        "RAFT_TIMEOUTS_MULTIPLIER": "1",
        "GRPC_PORT": str(ports.grpc),
    }


def _memory_mib() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
