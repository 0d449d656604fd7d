"""The tables of scopes and events, and that of secrets, are those of the product."""

import json
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import BotConfig
from chains.config import ChainsConfig

ROOT = Path(__file__).parents[3]
MANIFEST = json.loads((ROOT / "infra/slack/manifest.json").read_text(encoding="utf-8"))
DECLARED = {
    "scope": MANIFEST["oauth_config"]["scopes"]["bot"],
    "event": MANIFEST["settings"]["event_subscriptions"]["bot_events"],
}
ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \|", re.MULTILINE)


def table(page: str, head: str) -> list[tuple[str, str]]:
    """The names and the reasons in the table that begins with this word."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    _, _, below = text.partition(f"\n| {head} |")
    rows = ROW.findall(below.partition("\n\n")[0])
    return [(name, reason) for names, reason in rows for name in re.findall("`([^`]+)`", names)]


@pytest.mark.parametrize("head", DECLARED)
def test_each_is_explained_once_and_no_other(head: str) -> None:
    rows = table("run-in-your-slack.md", head)
    assert sorted(name for name, _ in rows) == sorted(DECLARED[head])
    assert all(len(reason.split()) >= 1 for _, reason in rows)


def test_no_scope_acts_as_a_user_or_writes_but_as_the_app() -> None:
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}
    writing = {one for one in DECLARED["scope"] if one.endswith(":write")}
    assert writing == {"chat:write", "assistant:write"}


def test_every_secret_of_the_environment_is_told_of() -> None:
    told = {name for name, _ in table("security.md", "secret")}
    for config in (BotConfig, ChainsConfig):
        prefix = config.model_config["env_prefix"]
        for name, field in config.model_fields.items():
            if SecretStr in getattr(field.annotation, "__args__", ()):
                assert (field.alias or f"{prefix}{name}".upper()) in told, name
