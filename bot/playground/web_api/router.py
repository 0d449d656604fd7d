"""`/api/<method>`: arguments in every form Slack takes them, tokens, limits, the payload log."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.playground.payloads import Exchange
from bot.playground.rules import Json
from bot.playground.transports import SocketTransport
from bot.playground.web_api import (
    agents,
    chat,
    connections,
    conversations,
    streaming,
    users,
    views,
)
from bot.playground.web_api.call import ApiError, Call, Handler
from bot.playground.web_api.permits import RateLimits, check_scopes, needed_scopes
from bot.playground.workspace import Workspace

METHODS: Mapping[str, Handler] = {
    "agents.sessions.rename": agents.rename,
    "agents.sessions.setStatus": agents.set_status,
    "apps.connections.open": connections.open_,
    "assistant.threads.setStatus": agents.set_thread_status,
    "assistant.threads.setSuggestedPrompts": agents.set_prompts,
    "auth.test": users.auth_test,
    "chat.appendStream": streaming.append,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post,
    "chat.startStream": streaming.start,
    "chat.stopStream": streaming.stop,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_,
    "conversations.replies": conversations.replies,
    "reactions.add": chat.add_reaction,
    "usergroups.list": users.usergroups_list,
    "usergroups.users.list": users.usergroups_users_list,
    "users.conversations": users.conversations,
    "users.info": users.info,
    "users.list": users.list_all,
    "views.open": views.open_,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
APP_TOKEN_METHODS = frozenset({"apps.connections.open"})


@dataclass(frozen=True)
class Tokens:
    """The two tokens of the app."""

    bot: str
    app: str


class WebApi:
    """The HTTP side of every method."""

    def __init__(self, workspace: Workspace, sockets: SocketTransport, tokens: Tokens) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._tokens = tokens
        self._limits = RateLimits(workspace)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call."""
        started = time.perf_counter()
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = str(arguments.pop("token", "") or _bearer(request))
        headers: dict[str, str] = {}
        status, verdict = 200, "ok"
        try:
            call = Call(self._workspace, method, arguments, self._sockets, token)
            body: Json = {"ok": True, **await self._answered(call)}
        except ApiError as error:
            status, verdict = error.status, _explained(error)
            retry_after = error.extra.pop("retry_after", None)
            if retry_after is not None:
                headers["Retry-After"] = str(retry_after)
            body = {"ok": False, "error": error.error, **error.extra}
        self._workspace.payloads.record(
            Exchange(
                direction="to_slack",
                name=method,
                channel=_channel(arguments) or None,
                status=status,
                verdict=verdict,
                request=arguments,
                response=body,
                ms=(time.perf_counter() - started) * 1000,
            )
        )
        return web.json_response(body, status=status, headers=headers)

    async def _answered(self, call: Call) -> Json:
        if not call.token:
            raise ApiError("not_authed")
        wanted = self._tokens.app if call.method in APP_TOKEN_METHODS else self._tokens.bot
        if call.token != wanted:
            both = (self._tokens.app, self._tokens.bot)
            raise ApiError("not_allowed_token_type" if call.token in both else "invalid_auth")
        handler = METHODS.get(call.method)
        if handler is None:
            raise ApiError("unknown_method", req_method=call.method)
        channel = _channel(call.arguments)
        self._limits.take(call.method, channel)
        needed = needed_scopes(self._workspace, call.method, channel, call.text("types"))
        check_scopes(self._workspace, needed)
        return await handler(call)


async def _arguments(request: web.Request) -> Json:
    arguments: Json = dict(request.query)
    if request.method == "POST":
        if request.content_type == "application/json":
            try:
                body = await request.json()
            except ValueError:
                body = None
            if isinstance(body, dict):
                arguments |= body
        else:
            form = await request.post()
            arguments |= {key: value for key, value in form.items() if isinstance(value, str)}
    return arguments


def _bearer(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _channel(arguments: Json) -> str:
    return str(arguments.get("channel") or arguments.get("channel_id") or "")


def _explained(error: ApiError) -> str:
    messages = error.extra.get("response_metadata", {}).get("messages", [])
    return ": ".join([error.error, *messages[:3]])
