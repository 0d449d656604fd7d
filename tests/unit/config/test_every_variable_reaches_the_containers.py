"""What can be configured, can be configured where Footnote runs in containers."""

from pathlib import Path

import pytest
import yaml
from pydantic_settings import BaseSettings

from bot.config import BotConfig
from chains.config import ChainsConfig

INFRA = Path(__file__).parents[3] / "infra"
INSIDE = {"FOOTNOTE_HOME", "FOOTNOTE_CACHE", "HOST", "PORT"}
"""Settled by the image: where things lie in it, and where it listens."""
OTHERWISE = {"SLACK_API_URL"}
"""Another Slack is for tests."""


def variables(config: type[BaseSettings]) -> set[str]:
    prefix = config.model_config["env_prefix"]
    return {field.alias or f"{prefix}{name}".upper() for name, field in config.model_fields.items()}


@pytest.mark.parametrize("service", ["migrate", "web", "worker"])
def test_every_variable_is_passed_on(service: str) -> None:
    compose = yaml.safe_load((INFRA / "compose.yaml").read_text(encoding="utf-8"))
    passed = compose["services"][service]["environment"].keys()
    known = variables(BotConfig) | variables(ChainsConfig)
    assert known - passed == INSIDE | OTHERWISE
    assert passed <= known


def test_a_variable_that_is_not_set_is_passed_on_as_empty() -> None:
    """Compose warns of one that is missing; an empty one counts as not set."""
    compose = yaml.safe_load((INFRA / "compose.yaml").read_text(encoding="utf-8"))
    for name, value in compose["services"]["web"]["environment"].items():
        assert "${" not in value or ":?" in value or value == f"${{{name}:-}}", name
