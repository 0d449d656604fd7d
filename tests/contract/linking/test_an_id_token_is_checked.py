"""What a provider answers over HTTP is believed only where every check holds."""

import time
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from bot.config import SignInConfig
from bot.linking.provider import Claims, Provider, ProviderUnavailable
from chains.errors import Refused
from tests.fakes.crooked_provider import (
    CLIENT,
    CODE,
    SECRET,
    CrookedProvider,
    crooked_provider,
    unsigned,
    with_another_key,
    with_our_secret,
)

Json = dict[str, Any]
VERIFIER = "v" * 43


@pytest.fixture
async def crooked() -> AsyncIterator[CrookedProvider]:
    async with crooked_provider() as running:
        yield running


def ours(crooked: CrookedProvider) -> Provider:
    config = SignInConfig(crooked.url, CLIENT, SecretStr(SECRET), "http://localhost:3000")
    return Provider(config)


async def departed(crooked: CrookedProvider) -> Provider:
    """Our side, after the browser went to the provider."""
    provider = ours(crooked)
    address = await provider.address(state="s", nonce="n", verifier=VERIFIER)
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (sent["state"], sent["response_type"], sent["client_id"]) == ("s", "code", CLIENT)
    crooked.challenge, crooked.nonce = sent["code_challenge"], sent["nonce"]
    return provider


async def claimed(crooked: CrookedProvider, *, code: str = CODE, nonce: str = "n") -> Claims:
    provider = await departed(crooked)
    return await provider.claims(code, nonce=nonce, verifier=VERIFIER)


async def test_an_honest_provider_is_believed(crooked: CrookedProvider) -> None:
    assert await claimed(crooked) == Claims(crooked.url, "ana", "ana@tidewater.example", True)
    assert crooked.methods == ["basic"]
    crooked.metadata = lambda known: (
        known | {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    )
    await claimed(crooked)
    assert crooked.methods == ["basic", "post"]


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://accounts.example"},
        {"aud": "another-app"},
        {"aud": ["another-app", CLIENT], "azp": "another-app"},
        {"exp": int(time.time()) - 3_600},
        {"iat": None},
        {"exp": None},
        {"sub": None},
        {"nonce": "of another browser"},
        {"nonce": None},
    ],
    ids=str,
)
async def test_a_claim_that_is_wrong_or_missing_refuses_the_token(
    crooked: CrookedProvider, change: Json
) -> None:
    def altered(claims: Json) -> Json:
        changed = {**claims, **change}
        return {name: value for name, value in changed.items() if value is not None}

    crooked.claims = altered
    with pytest.raises(Refused):
        await claimed(crooked)


@pytest.mark.parametrize("sign", [unsigned, with_our_secret, with_another_key])
async def test_only_the_providers_own_key_signs(
    crooked: CrookedProvider, sign: Callable[[Json, Any], str]
) -> None:
    crooked.sign = sign
    with pytest.raises(Refused):
        await claimed(crooked)


@pytest.mark.parametrize("said", [None, False, "true", 1])
async def test_an_address_is_verified_only_where_the_provider_says_so(
    crooked: CrookedProvider, said: object
) -> None:
    crooked.claims = lambda claims: claims | {"email_verified": said}
    assert not (await claimed(crooked)).email_verified


async def test_a_code_is_good_for_the_verifier_of_its_browser_only(
    crooked: CrookedProvider,
) -> None:
    provider = await departed(crooked)
    with pytest.raises(Refused):
        await provider.claims(CODE, nonce="n", verifier="w" * 43)
    with pytest.raises(Refused):
        await provider.claims("another", nonce="n", verifier=VERIFIER)


@pytest.mark.parametrize("broken", ["discovery", "keys", "token"])
async def test_a_broken_provider_may_work_later(crooked: CrookedProvider, broken: str) -> None:
    provider = await departed(crooked)
    crooked.broken = broken
    with pytest.raises(ProviderUnavailable):
        await provider.claims(CODE, nonce="n", verifier=VERIFIER)


async def test_an_answer_without_an_id_token_is_refused(crooked: CrookedProvider) -> None:
    crooked.broken = "id_token"
    with pytest.raises(Refused):
        await claimed(crooked)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://somebody.example"},
        {"token_endpoint": "ftp://somebody.example/token"},
        {"jwks_uri": None},
    ],
    ids=str,
)
async def test_discovery_must_be_of_the_configured_provider(
    crooked: CrookedProvider, change: Json
) -> None:
    crooked.metadata = lambda known: known | change
    with pytest.raises(ProviderUnavailable):
        await ours(crooked).address(state="s", nonce="n", verifier=VERIFIER)


async def test_nobody_listening_is_a_provider_that_may_answer_later() -> None:
    nowhere = CrookedProvider(url="http://127.0.0.1:9")
    with pytest.raises(ProviderUnavailable):
        await ours(nowhere).address(state="s", nonce="n", verifier=VERIFIER)
