"""Slack's part of the environment, typed; nothing else in this package reads it."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from chains.errors import ConfigurationError

WEB_PORT = 3000
DEMO_PORT = 8080
SLACK_API = "https://slack.com/api/"


class Transport(StrEnum):
    """How Slack reaches this process."""

    HTTP = "http"
    """Signed requests to `/slack/events`."""
    SOCKET = "socket"
    """A websocket that this process opens: no public address needed."""


@dataclass(frozen=True)
class SignInConfig:
    """The OpenID Connect provider where people prove who they are, and where they come back to."""

    issuer: str
    client_id: str
    client_secret: SecretStr
    public_url: str

    @property
    def issuer_origin(self) -> str:
        """Scheme and host of the provider."""
        address = urlsplit(self.issuer)
        return f"{address.scheme}://{address.netloc}"


class BotConfig(BaseSettings):
    """Deploy-time configuration of everything that speaks to Slack."""

    # The prefix makes SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN and SLACK_API_URL.
    model_config = SettingsConfigDict(
        env_prefix="SLACK_", env_ignore_empty=True, frozen=True, populate_by_name=True
    )

    bot_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    app_token: SecretStr | None = None
    api_url: str = SLACK_API
    host: str = Field("127.0.0.1", alias="HOST")
    port: int | None = Field(None, alias="PORT", ge=0, le=65535)
    public_url: str | None = Field(None, alias="PUBLIC_URL")
    oidc_issuer: str | None = Field(None, alias="OIDC_ISSUER")
    oidc_client_id: str | None = Field(None, alias="OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(None, alias="OIDC_CLIENT_SECRET")
    oidc_days: int = Field(30, alias="OIDC_DAYS", ge=1, le=365)
    metrics_port: int | None = Field(None, alias="METRICS_PORT", ge=0, le=65535)

    def token(self) -> str:
        """The bot's token.

        Raises:
            ConfigurationError: none is set, or it is not a bot token.
        """
        value = self.bot_token.get_secret_value() if self.bot_token else ""
        if not value:
            raise ConfigurationError(
                "SLACK_BOT_TOKEN is not set.",
                "Copy the Bot User OAuth Token (xoxb-…) of your Slack app, or run `make demo`,"
                " which needs no Slack. docs/run-in-your-slack.md has the steps.",
            )
        if not value.startswith("xoxb-"):
            raise ConfigurationError(
                "SLACK_BOT_TOKEN is not a bot token.",
                "Use the token that starts with xoxb-, under OAuth & Permissions of your app.",
            )
        return value

    def transport(self) -> Transport:
        """HTTP when a signing secret is set, else Socket Mode.

        Raises:
            ConfigurationError: neither is configured, or the app token is of another kind.
        """
        if self.signing_secret:
            return Transport.HTTP
        if self.app_token is None:
            raise ConfigurationError(
                "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set.",
                "Set the signing secret to receive signed HTTP requests, or an app-level token"
                " (xapp-…) to connect by Socket Mode.",
            )
        if not self.app_token.get_secret_value().startswith("xapp-"):
            raise ConfigurationError(
                "SLACK_APP_TOKEN is not an app-level token.",
                "Create one with the scope connections:write, under Basic Information;"
                " it starts with xapp-.",
            )
        return Transport.SOCKET

    def browsers_reach(self) -> str | None:
        """The address under which browsers reach us, without a last slash; ``None`` where none is
        set.

        Raises:
            ConfigurationError: it is not one of the web.
        """
        if self.public_url is None:
            return None
        _require_web_address("PUBLIC_URL", self.public_url)
        return self.public_url.rstrip("/")

    def sign_in(self) -> SignInConfig | None:
        """The provider people sign in with; ``None`` where none is configured.

        Raises:
            ConfigurationError: a part of it is missing, or an address is not one of the web.
        """
        named = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if not any(named):
            return None
        issuer, client, secret = named
        public_url = self.browsers_reach()
        if issuer is None or client is None or secret is None or public_url is None:
            raise ConfigurationError(
                "OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL belong together.",
                "Set all four, or none. docs/run-in-your-slack.md says where they come from.",
            )
        _require_web_address("OIDC_ISSUER", issuer)
        return SignInConfig(issuer, client, secret, public_url)


def _require_web_address(variable: str, address: str) -> None:
    """Secrets pass there: only a machine's own loopback may be spoken to in the clear."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    plain = parts.scheme == "http" and host in {"localhost", "127.0.0.1", "::1"}
    if not host or parts.query or parts.fragment or not (parts.scheme == "https" or plain):
        raise ConfigurationError(
            f"{variable} is not an https address.",
            "It begins with https:// (http:// only for localhost) and has neither ? nor #.",
        )


def read_config() -> BotConfig:
    """Slack's variables from the environment.

    Raises:
        ConfigurationError: a variable cannot be read as what it should be.
    """
    try:
        return BotConfig()
    except ValidationError as error:
        wrong = ", ".join(str(part["loc"][0]) for part in error.errors())
        raise ConfigurationError(
            f"Not a valid value: {wrong}.", "docs/configure.md says what each variable takes."
        ) from error
