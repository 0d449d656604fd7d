"""An OpenID Connect provider that says what a test makes it say, true or not."""

import base64
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

Json = dict[str, Any]
CLIENT = "footnote"
SECRET = "a secret that the provider shares with us"
CODE = "one-code"


def unchanged(value: Json) -> Json:
    """What an honest provider does."""
    return value


@dataclass
class CrookedProvider:
    """Honest until told otherwise; ``challenge`` is what the authorization request sent."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    claims: Callable[[Json], Json] = unchanged
    metadata: Callable[[Json], Json] = unchanged
    sign: Callable[[Json, RSAKey], str] = lambda claims, key: jwt.encode(
        {"alg": "RS256", "kid": "1"}, claims, key
    )
    challenge: str = ""
    nonce: str = ""
    broken: str | None = None
    methods: list[str] = field(default_factory=list)

    async def discovery(self, _request: web.Request) -> web.Response:
        """Where everything is."""
        if self.broken == "discovery":
            return web.Response(text="<h1>sorry</h1>")
        honest = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return web.json_response(self.metadata(honest))

    async def keys(self, _request: web.Request) -> web.Response:
        """The public keys."""
        if self.broken == "keys":
            return web.Response(status=500)
        return web.json_response(KeySet([self.key]).as_dict(private=False))

    async def token(self, request: web.Request) -> web.Response:
        """A token for the one code, where the verifier fits the challenge."""
        if self.broken == "token":
            return web.Response(status=502, text="bad gateway")
        form = await request.post()
        self.methods.append("basic" if "Authorization" in request.headers else "post")
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        if form.get("code") != CODE or _base64(digest) != self.challenge:
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        honest: Json = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "ana",
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
            "email": "ana@tidewater.example",
            "email_verified": True,
        }
        token: Json = {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300}
        if self.broken != "id_token":
            token["id_token"] = self.sign(self.claims(honest), self.key)
        return web.json_response(token)


def unsigned(claims: Json, key: RSAKey) -> str:
    """A token that says of itself that it needs no signature."""
    signed = jwt.encode({"alg": "RS256"}, claims, key)
    head = _base64(b'{"alg":"none","typ":"JWT"}')
    return f"{head}.{signed.split('.')[1]}."


def with_our_secret(claims: Json, _key: RSAKey) -> str:
    """A token that whoever knows the client's secret can sign."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def with_another_key(claims: Json, _key: RSAKey) -> str:
    """A token that another provider signed under the same key id."""
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, RSAKey.generate_key(2048))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@asynccontextmanager
async def crooked_provider() -> AsyncIterator[CrookedProvider]:
    """One on loopback."""
    provider = CrookedProvider()
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", provider.discovery)
    app.router.add_get("/keys", provider.keys)
    app.router.add_post("/token", provider.token)
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield provider
    finally:
        await runner.cleanup()
