"""The import rules of pyproject.toml, as part of every test run."""

import os
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]


def test_every_import_rule_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=os.fspath(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("package", ["bot", "chains"])
def test_every_module_of_a_package_has_its_place(package: str) -> None:
    contracts = read_configuration(os.fspath(ROOT / "pyproject.toml"))["contracts_options"]
    layered = [one for one in contracts if one.get("containers") == [package]]
    assert layered
    assert all(one["exhaustive"] for one in layered)
