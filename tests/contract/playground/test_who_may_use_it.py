"""What keeps the playground on loopback, to its own page, and away from real Slack."""

import pytest

from bot.playground.rules import Rules
from bot.playground.server import Playground, refuse_beside_real_token
from chains.errors import ConfigurationError
from tests.contract.playground.conftest import Hands
from tests.contract.playground.small_company import small_company


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_another_site_cannot_use_the_control_routes(
    hands: Hands, headers: dict[str, str]
) -> None:
    async with hands.session.post("/control/reset", json={}, headers=headers) as response:
        assert response.status == 403
    async with hands.session.get("/control/people", headers=headers) as response:
        assert response.status == 403


async def test_the_playgrounds_own_page_may_use_them(playground: Playground, hands: Hands) -> None:
    headers = {"Origin": playground.url, "Sec-Fetch-Site": "same-origin"}
    async with hands.session.post("/control/reset", json={}, headers=headers) as response:
        assert response.status == 200
    async with hands.session.get("/") as response:
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert response.status == 200


async def test_a_link_elsewhere_may_open_the_page_but_call_nothing(hands: Hands) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with hands.session.get("/", headers=headers) as response:
        assert response.status == 200
    post = "/api/chat.postMessage?token=xoxb-playground&channel=C0GENERAL&text=x"
    async with hands.session.get(post, headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "example.org"])  # noqa: S104 - refused
def test_it_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(ConfigurationError, match="loopback only"):
        Playground(small_company(), rules=Rules(host=host))


async def test_a_taken_port_is_named(playground: Playground) -> None:
    port = int(playground.url.rpartition(":")[2])
    with pytest.raises(ConfigurationError, match="cannot listen"):
        async with Playground(small_company(), port=port):
            pass


@pytest.mark.parametrize("token", ["xoxb-1234-5678-abc", "xoxp-1-2", "xapp-1-A0-1", " xoxb-1"])
def test_it_refuses_to_run_beside_a_real_token(token: str) -> None:
    with pytest.raises(ConfigurationError, match="real Slack token"):
        refuse_beside_real_token(token)


@pytest.mark.parametrize("token", [None, "", "xoxb-playground", "xapp-playground"])
def test_its_own_tokens_are_no_real_ones(token: str | None) -> None:
    refuse_beside_real_token(token)
