"""Which model files are accepted."""

from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.models.files import MODEL, fetch_model_files, local_model_files


def place(cache: Path, content: bytes) -> Path:
    """Put something where the model belongs."""
    with pytest.raises(ConfigurationError) as missing:
        local_model_files(cache)
    path = Path(missing.value.cause.split(" at ")[1].rstrip("."))
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (path.parent / "tokenizer.json").write_bytes(b"{}")
    return path


def test_a_missing_model_names_the_command_that_fetches_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="missing") as raised:
        local_model_files(tmp_path)
    assert "make setup" in raised.value.next_step


def test_a_model_with_other_bytes_is_refused(tmp_path: Path) -> None:
    path = place(tmp_path, b"not the model")
    with pytest.raises(ConfigurationError, match="not the file") as raised:
        local_model_files(tmp_path)
    assert str(path) in raised.value.cause
    assert MODEL.sha256[:16] in raised.value.cause


def test_a_model_with_other_bytes_is_not_silently_fetched_again(tmp_path: Path) -> None:
    path = place(tmp_path, b"not the model")
    with pytest.raises(ConfigurationError, match="not the file"):
        fetch_model_files(tmp_path)
    assert path.read_bytes() == b"not the model"
