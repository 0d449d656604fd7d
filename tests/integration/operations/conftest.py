"""Data homes of their own for tests that start, kill and restart what runs in them."""

from pathlib import Path

import pytest

from chains.config import ChainsConfig
from chains.operations.layout import Layout


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChainsConfig:
    """A configuration with a new data home, whatever the environment names."""
    for variable in ("DATABASE_URL", "WEAVIATE_URL"):
        monkeypatch.delenv(variable, raising=False)
    return ChainsConfig(home=tmp_path / "home")


@pytest.fixture
def layout(own: ChainsConfig) -> Layout:
    """Where that home keeps its files."""
    return Layout(own.home.resolve())
