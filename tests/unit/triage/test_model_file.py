"""A model is used only if its files are exactly those its manifest names, made for these labels."""

import json
from pathlib import Path

import pytest

from chains.triage.labels import INTENTS
from chains.triage.model_file import FORMAT, ModelRefused, digest, read_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is accepted; what its graph holds is not looked at here."""
    (tmp_path / "model.onnx").write_bytes(b"graph")
    (tmp_path / "tokenizer.json").write_text("{}")
    names = ("model.onnx", "tokenizer.json")
    manifest = {
        "format": FORMAT,
        "intents": list(INTENTS),
        "sha256": {name: digest(tmp_path / name) for name in names},
        "gate_offer": 0.9,
        "sensitive_from": 0.3,
        "sure_from": 0.4,
        "energy_from": 1.0,
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def changed(folder: Path, **fields: object) -> None:
    """Write other values into the manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | fields))


def test_whole_files_are_read(folder: Path) -> None:
    files = read_model(folder)
    assert files.graph == folder / "model.onnx"
    assert files.manifest.intents == tuple(INTENTS)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_altered_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(ModelRefused, match=name):
        read_model(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelRefused):
        read_model(folder)


@pytest.mark.parametrize(
    "fields",
    [{"format": FORMAT + 1}, {"intents": list(reversed(INTENTS))}, {"intents": list(INTENTS)[:9]}],
)
def test_a_model_for_other_code_is_refused(folder: Path, fields: dict[str, object]) -> None:
    changed(folder, **fields)
    with pytest.raises(ModelRefused, match="another version"):
        read_model(folder)


@pytest.mark.parametrize("fields", [{"gate_offer": "often"}, {"sha256": None}, {"more": 1}])
def test_a_manifest_that_is_malformed_is_refused(folder: Path, fields: dict[str, object]) -> None:
    changed(folder, **fields)
    with pytest.raises(ModelRefused, match="manifest"):
        read_model(folder)
    (folder / "manifest.json").write_bytes(b"\x80")
    with pytest.raises(ModelRefused, match="manifest"):
        read_model(folder)
