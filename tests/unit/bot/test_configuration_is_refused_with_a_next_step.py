"""Wrong configuration names its cause and what to do."""

import pytest

from bot.__main__ import main
from bot.config import BotConfig, Transport, read_config
from chains.errors import ConfigurationError

VARIABLES = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_DAYS",
)
SIGN_IN = {
    "oidc_issuer": "https://id.example/realm",
    "oidc_client_id": "footnote",
    "oidc_client_secret": "secret",
    "public_url": "https://footnote.example/",
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_a_signing_secret_means_http_and_an_app_token_socket_mode() -> None:
    both = BotConfig(bot_token="xoxb-1", signing_secret="s", app_token="xapp-1")
    assert both.transport() is Transport.HTTP
    assert BotConfig(app_token="xapp-1").transport() is Transport.SOCKET


@pytest.mark.parametrize(
    ("config", "named"),
    [
        (BotConfig(), "SLACK_SIGNING_SECRET"),
        (BotConfig(app_token="xoxb-1"), "SLACK_APP_TOKEN"),
    ],
)
def test_a_missing_transport_is_named(config: BotConfig, named: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        config.transport()
    assert named in raised.value.cause
    assert raised.value.next_step


@pytest.mark.parametrize("token", ["", "xoxp-1", "nonsense"])
def test_only_a_bot_token_is_a_bot_token(token: str) -> None:
    with pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN"):
        BotConfig(bot_token=token).token()


def test_an_unreadable_port_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(ConfigurationError, match="PORT"):
        read_config()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    assert read_config().port is None


def test_a_secret_is_never_printed() -> None:
    shown = repr(BotConfig(bot_token="xoxb-1-secret", signing_secret="s3cr3t"))
    assert "secret'" not in shown
    assert "s3cr3t" not in shown


def test_a_process_that_cannot_start_says_why_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    assert main(["web"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "PORT" in said[0]
    assert said[1]


def test_without_a_provider_nobody_signs_in_and_with_one_all_of_it_is_needed() -> None:
    assert BotConfig().sign_in() is None
    assert BotConfig(public_url="https://footnote.example").sign_in() is None
    known = BotConfig(**SIGN_IN).sign_in()
    assert known is not None
    assert (known.public_url, known.issuer_origin) == (
        "https://footnote.example",
        "https://id.example",
    )
    assert "secret" not in repr(known.client_secret)
    for name in SIGN_IN:
        with pytest.raises(ConfigurationError, match="belong together"):
            BotConfig(**{**SIGN_IN, name: None}).sign_in()


@pytest.mark.parametrize("name", ["oidc_issuer", "public_url"])
@pytest.mark.parametrize(
    "address",
    ["http://id.example", "id.example", "https://", "ftp://x", "https://x/?a=1", "http://[", "x y"],
)
def test_secrets_are_not_sent_in_the_clear(name: str, address: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{name.upper()} is not an https address"):
        BotConfig(**{**SIGN_IN, name: address}).sign_in()


def test_loopback_may_be_spoken_to_in_the_clear() -> None:
    local = {**SIGN_IN, "oidc_issuer": "http://127.0.0.1:9400", "public_url": "http://localhost:1"}
    assert BotConfig(**local).sign_in() is not None


def test_where_browsers_reach_us_is_checked_without_a_provider_too() -> None:
    assert BotConfig().browsers_reach() is None
    known = BotConfig(public_url="https://footnote.example/").browsers_reach()
    assert known == "https://footnote.example"
    with pytest.raises(ConfigurationError, match="PUBLIC_URL is not an https address"):
        BotConfig(public_url="http://footnote.example").browsers_reach()
