"""What keeps the playground apart from real Slack, from the network, and from other sites."""

import ipaddress
import re
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from chains.errors import ConfigurationError

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_REAL_TOKEN = re.compile(r"^xox[bpeoasr](?:\.\w+)?-\d")


def refuse_beside_real_token(token: str | None) -> None:
    """Raise ConfigurationError when a token is one of a real Slack workspace."""
    if token and (_REAL_TOKEN.match(token.strip()) or re.match(r"^xapp-\d", token.strip())):
        raise ConfigurationError(
            "A real Slack token is set, and the playground never runs beside one.",
            "Unset SLACK_BOT_TOKEN and SLACK_APP_TOKEN for the demo, or use `make run`.",
        )


def refuse_open_address(host: str) -> None:
    """Raise ConfigurationError unless the address is a loopback one."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ConfigurationError(
            f"The playground listens on loopback only, not on {host}.",
            "Use 127.0.0.1 or ::1, and a tunnel of your own to reach it from elsewhere.",
        )


@web.middleware
async def own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site makes a browser send.

    A Host that is no loopback name is a rebound DNS name; an Origin that is not this address is
    another site's page.
    """
    host = urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
    if host not in LOOPBACK_NAMES:
        return _refused("The playground answers only to 127.0.0.1, localhost and [::1].")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("Host"):
        return _refused("The playground takes requests from its own page only.")
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign and not _follows_a_link(request):
        return _refused("The playground takes requests from its own page only.")
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def _follows_a_link(request: web.Request) -> bool:
    # Somebody clicks the address in a terminal that is itself a web page.
    opens = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method == "GET"
    return opens and (request.path == "/" or request.path.startswith("/documents/"))


def _refused(sentence: str) -> web.Response:
    return web.json_response({"ok": False, "error": sentence}, status=403)
