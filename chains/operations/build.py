"""Builds the pinned Weaviate server from source, once, into the per-user cache."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from chains.errors import ConfigurationError
from chains.operations.services import Progress
from chains.operations.weaviate import VERSION

MODULE = Path(__file__).parents[2] / "infra" / "weaviate"
PACKAGE = "github.com/weaviate/weaviate/cmd/weaviate-server"
STAMP = "github.com/weaviate/weaviate/usecases/build.Version"
MODULES_EXPECTED = 480  # what Go fetches when its module cache is empty
MODULES_BYTES = 2_500_000_000
OBJECTS_BYTES = 2_000_000_000
NEXT_STEP = "Fix that and run `make setup` again, or set WEAVIATE_URL."


def build_server(go: str, target: Path, report: Progress) -> None:
    """Put the built server at ``target``, whole or not at all; takes minutes.

    Raises ConfigurationError when space is short or Go fails.
    """
    require_space(go)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=target.parent) as temporary:
        built = Path(temporary) / "weaviate"
        _follow(
            [go, "list", "-deps", PACKAGE], "Fetching Weaviate's sources", MODULES_EXPECTED, report
        )
        packages = len(_output([go, "list", "-deps", PACKAGE]).splitlines())
        flags = f"-s -w -X {STAMP}={VERSION}"
        command = [
            *("env", "CGO_ENABLED=0", go, "build", "-v", "-trimpath", "-buildvcs=false"),
            *("-ldflags", flags, "-o", str(built), PACKAGE),
        ]
        _follow(command, "Building Weaviate", packages, report)
        built.replace(target)


def require_space(go: str) -> None:
    """Refuse to begin what the disk cannot hold: Go's caches need several GB on a first build."""
    modules, objects = (
        Path(line) for line in _output([go, "env", "GOMODCACHE", "GOCACHE"]).split()
    )
    fetched = (modules / "github.com" / "weaviate" / f"weaviate@v{VERSION}").exists()
    needed: dict[int, int] = {}
    places: dict[int, Path] = {}
    for path, size in ((modules, MODULES_BYTES), (objects, OBJECTS_BYTES)):
        existing = next(parent for parent in (path, *path.parents) if parent.exists())
        device = existing.stat().st_dev
        needed[device] = needed.get(device, 0) + (size // 4 if fetched else size)
        places[device] = existing
    for device, size in needed.items():
        free = shutil.disk_usage(places[device]).free
        if free < size:
            raise ConfigurationError(
                f"Building Weaviate needs {size / 1e9:.1f} GB for Go's caches in {places[device]}; "
                f"{free / 1e9:.1f} GB are free.",
                "Free some space or point GOMODCACHE and GOCACHE elsewhere, then run `make setup`.",
            )


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(  # noqa: S603 (Go, found on the PATH)
            command, check=True, capture_output=True, text=True, cwd=MODULE
        ).stdout
    except subprocess.CalledProcessError as error:
        raise _explained(error.stderr.splitlines()) from error


def _follow(command: list[str], step: str, expected: int, report: Progress) -> None:
    """Run a Go command that writes one line for each thing it has done."""
    process = subprocess.Popen(  # noqa: S603 (Go, found on the PATH)
        command, cwd=MODULE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    with process:
        try:
            lines = _count(process.stderr or (), step, expected, report)
        except BaseException:
            # Ctrl-C too: Go would build on without us.
            process.terminate()
            raise
    if process.returncode != 0:
        raise _explained(lines)


def _count(stderr: Iterable[str], step: str, expected: int, report: Progress) -> list[str]:
    report(step, 0.0)
    lines = []
    for line in stderr:
        lines.append(line.rstrip())
        report(step, min(len(lines) / expected, 0.99))
    return lines


def _explained(lines: list[str]) -> ConfigurationError:
    """Name the cause in what Go wrote last."""
    said = [line for line in lines if line and not line.startswith("go: downloading")]
    if any("no space left on device" in line for line in said):
        return ConfigurationError(
            "The disk filled up while Weaviate was being built.",
            "Free several GB (`go clean -cache` frees Go's own), then run `make setup` again.",
        )
    telling = [line for line in said if "error" in line or line.startswith("go: ")] or said
    last = telling[-1][:300] if telling else "no reason given"
    return ConfigurationError(f"Go could not build Weaviate: {last}", NEXT_STEP)
