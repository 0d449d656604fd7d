"""Only documented variables count, whatever else stands in the environment."""

from pathlib import Path

import pytest

from bot.config import BotConfig
from chains.config import ChainsConfig


def test_the_users_home_is_not_the_data_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTNOTE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/somebody")
    assert ChainsConfig().home == Path(".footnote")


def test_the_data_home_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", "/srv/footnote")
    monkeypatch.setenv("FOOTNOTE_CACHE", "/srv/cache")
    config = ChainsConfig()
    assert (config.home, config.cache) == (Path("/srv/footnote"), Path("/srv/cache"))


def test_variables_of_the_knowledge_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/footnote")
    monkeypatch.setenv("WEAVIATE_URL", "")
    monkeypatch.setenv("CHAT_MODEL", "openai:gpt")
    config = ChainsConfig()
    assert config.database_url is not None
    assert config.database_url.get_secret_value() == "postgresql://db/footnote"
    assert config.weaviate_url is None
    assert config.chat_model == "openai:gpt"


def test_variables_of_the_slack_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-one")
    monkeypatch.setenv("BOT_TOKEN", "xoxb-other")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    monkeypatch.setenv("PORT", "3001")
    config = BotConfig()
    assert config.token() == "xoxb-one"
    assert config.api_url == "http://127.0.0.1:1/api/"
    assert config.port == 3001


def test_a_secret_never_stands_in_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-one")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:hunter2@db/footnote")
    assert "xoxb-one" not in repr(BotConfig())
    assert "hunter2" not in repr(ChainsConfig())
