"""`/link/…`: what a browser asks for while somebody signs in."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.config import SignInConfig
from bot.language.catalogues import Languages
from bot.language.say import ENGLISH, Say
from bot.linking.links import NO_LONGER
from bot.linking.pages import PASSING, confirm_page, done_page, headers, refusal_page
from bot.linking.seals import Begun
from bot.linking.sign_in import SignIn
from chains.errors import Refused, RetryLater

COOKIE = "footnote_sign_in"
_LONGEST_BODY = 1_024
_COOKIE_SECONDS = 600


class LinkPages:
    """The pages of a sign-in, served beside Slack's deliveries."""

    def __init__(self, sign_in: SignIn, config: SignInConfig, languages: Languages) -> None:
        self._sign_in = sign_in
        self._languages = languages
        self._headers = headers(config.issuer_origin)
        address = urlsplit(config.public_url)
        self._path = f"{address.path}/link"
        self._secure = address.scheme == "https"
        self._log = structlog.get_logger()

    def routes(self) -> list[web.RouteDef]:
        """The callback first: its name could be taken for a token."""
        return [
            web.get("/link/callback", self._callback, allow_head=False),
            web.get("/link/{token}", self._confirm, allow_head=False),
            web.post("/link/{token}", self._continue),
        ]

    async def _confirm(self, request: web.Request) -> web.Response:
        token, say = request.match_info["token"], self._say(request)

        async def show() -> web.Response:
            shown = await self._sign_in.shown(token)
            return self._page(confirm_page(say, shown.person, shown.workspace))

        return await self._answered(show, token, say)

    async def _continue(self, request: web.Request) -> web.Response:
        token, say = request.match_info["token"], self._say(request)
        if (request.content_length or 0) > _LONGEST_BODY:
            return self._page(refusal_page(say, say(PASSING)), status=413)

        async def depart() -> web.Response:
            departure = await self._sign_in.begin(token)
            response = web.Response(
                status=303, headers={**self._headers, "Location": departure.address}
            )
            response.set_cookie(
                COOKIE,
                departure.cookie,
                max_age=_COOKIE_SECONDS,
                path=self._path,
                secure=self._secure,
                httponly=True,
                samesite="Lax",
            )
            return response

        return await self._answered(depart, token, say)

    async def _callback(self, request: web.Request) -> web.Response:
        answer, say = dict(request.query), self._say(request)
        try:
            begun = self._sign_in.begun(request.cookies.get(COOKIE), answer.get("state"))
        except Refused as refused:
            return self._page(refusal_page(say, say.told(refused.reason)), status=403)
        response = await self._answered(lambda: self._finish(begun, answer, say), begun.token, say)
        # One callback for each departure, however it ended.
        response.del_cookie(COOKIE, path=self._path)
        return response

    async def _finish(self, begun: Begun, answer: dict[str, str], say: Say) -> web.Response:
        answering = await self._sign_in.finish(begun, answer)
        return self._page(done_page(say, answering=answering))

    async def _answered(
        self, work: Callable[[], Awaitable[web.Response]], token: str, say: Say
    ) -> web.Response:
        again = f"{self._path}/{token}"
        try:
            return await work()
        except Refused as refused:
            self._log.info("sign_in_refused")
            on = again if refused.reason != NO_LONGER else None
            return self._page(refusal_page(say, say.told(refused.reason), again=on), status=403)
        except RetryLater as error:
            self._log.warning("sign_in_failed", error=type(error).__name__)
            return self._page(refusal_page(say, say(PASSING), again=again), status=503)

    def _say(self, request: web.Request) -> Say:
        """The language of the browser: nobody says who looks until they have signed in."""
        return self._languages.accepted(request.headers.get("Accept-Language")) or ENGLISH

    def _page(self, text: str, *, status: int = 200) -> web.Response:
        return web.Response(
            text=text, status=status, content_type="text/html", headers=self._headers
        )
