"""The one version of Weaviate that everything names."""

import re
import tomllib
from pathlib import Path

from chains.operations.weaviate import VERSION, binary

ROOT = Path(__file__).parents[3]


def test_the_server_built_is_the_server_started() -> None:
    module = (ROOT / "infra" / "weaviate" / "go.mod").read_text()
    assert "tool github.com/weaviate/weaviate/cmd/weaviate-server" in module
    assert re.search(rf"github\.com/weaviate/weaviate v{re.escape(VERSION)}\b", module)


def test_the_container_of_the_server_has_the_same_version() -> None:
    compose = (ROOT / "infra" / "compose.yaml").read_text()
    assert f"semitechnologies/weaviate:{VERSION}" in compose


def test_the_binary_is_named_as_the_client_names_it(tmp_path: Path) -> None:
    assert binary(tmp_path).name.startswith(f"weaviate-v{VERSION}-")


def test_every_locked_package_has_hashes() -> None:
    for name in ("run", "dev", "uv"):
        locked = (ROOT / "requirements" / f"{name}.txt").read_text()
        packages = re.findall(r"^\S+==\S+ \\\n    --hash=sha256:", locked, re.MULTILINE)
        assert len(packages) == len(re.findall(r"^[a-z0-9]", locked, re.MULTILINE | re.IGNORECASE))


def test_no_locked_package_carries_torch() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert not any(entry.startswith("torch") for entry in project["dependencies"])
    assert "\ntorch==" not in (ROOT / "requirements" / "dev.txt").read_text()
