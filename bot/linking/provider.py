"""The company's OpenID Connect provider: authorization code with PKCE, and a checked ID token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry
from pydantic import BaseModel

from bot.config import SignInConfig
from chains.errors import Refused, RetryLater, reason

NOT_ACCEPTED = reason(
    "The provider's answer could not be accepted. Open the link from Slack again."
)
_SCOPE = "openid email"
_SECONDS = 10.0
_LEEWAY_SECONDS = 60
# Signed with a key of the provider's own: a shared secret would let us sign, too.
_SIGNATURES = frozenset(
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
) | {"EdDSA"}


class ProviderUnavailable(RetryLater):
    """The identity provider did not answer, or not as one does."""


@dataclass(frozen=True)
class Claims:
    """What the provider vouches for."""

    issuer: str
    subject: str
    email: str | None
    email_verified: bool


class _Metadata(BaseModel):
    """What is read of a provider's discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Provider:
    """Sends people to the provider, and checks what comes back.

    Discovery and keys are read anew each time: few people sign in, and keys change.
    """

    def __init__(self, config: SignInConfig) -> None:
        self._config = config
        self.callback = f"{config.public_url}/link/callback"

    async def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to sign in. Raises `ProviderUnavailable`."""
        async with self._client() as client:
            metadata = await self._discovered(client)
            url, _ = client.create_authorization_url(
                metadata.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    async def claims(self, code: str, *, nonce: str, verifier: str) -> Claims:
        """Who signed in, after every check of the ID token.

        Raises:
            Refused: the code or the token is not what it should be.
            ProviderUnavailable: it did not answer; the code is lost, and a new sign-in may work.
        """
        async with self._client() as client:
            metadata = await self._discovered(client)
            methods = metadata.token_endpoint_auth_methods_supported
            basic = "client_secret_basic" in methods or "client_secret_post" not in methods
            client.token_endpoint_auth_method = (
                "client_secret_basic" if basic else "client_secret_post"
            )
            token = await client.fetch_token(
                metadata.token_endpoint, code=code, code_verifier=verifier
            )
            keys: KeySetSerialization = await self._read(client, metadata.jwks_uri)
        return self._checked(dict(token), keys, metadata, nonce)

    def _checked(
        self, token: dict[str, Any], keys: KeySetSerialization, metadata: _Metadata, nonce: str
    ) -> Claims:
        allowed = sorted(_SIGNATURES & set(metadata.id_token_signing_alg_values_supported))
        registry = JWSRegistry(algorithms=allowed, strict_check_header=False)
        expected = {"iss": metadata.issuer, "aud": self._config.client_id}
        try:
            signed = jwt.decode(
                str(token["id_token"]), KeySet.import_key_set(keys), registry=registry
            )
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {name: {"essential": True, "value": value} for name, value in expected.items()},
                {
                    "nonce": nonce,
                    "client_id": self._config.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=_LEEWAY_SECONDS)
            subject = str(claims["sub"])
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Refused(NOT_ACCEPTED) from error
        email = claims.get("email")
        return Claims(
            metadata.issuer,
            subject,
            email if isinstance(email, str) else None,
            claims.get("email_verified") is True,
        )

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Any]:
        try:
            async with AsyncOAuth2Client(
                self._config.client_id,
                self._config.client_secret.get_secret_value(),
                scope=_SCOPE,
                redirect_uri=self.callback,
                code_challenge_method="S256",
                timeout=_SECONDS,
            ) as client:
                yield client
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise ProviderUnavailable(type(error).__name__) from error
        except AuthlibBaseError as error:
            # The provider knows the code no more, or did not like our secret.
            raise Refused(NOT_ACCEPTED) from error

    async def _discovered(self, client: Any) -> _Metadata:
        issuer = self._config.issuer
        document = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata = _Metadata.model_validate(await self._read(client, document))
        scheme = urlsplit(issuer).scheme
        places = (metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri)
        if metadata.issuer != issuer or any(
            urlsplit(place).scheme not in {"https", scheme} for place in places
        ):
            raise ProviderUnavailable("discovery")
        return metadata

    async def _read(self, client: Any, url: str) -> Any:
        response = await client.request("GET", url, withhold_token=True)
        response.raise_for_status()
        return response.json()
