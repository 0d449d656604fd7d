"""What a Web API call needs before it runs: scopes, and room under its rate limit."""

import time
from collections import defaultdict, deque

from bot.playground.web_api.call import ApiError
from bot.playground.workspace import Workspace

# Any one of the scopes is enough; which one a conversation needs depends on its kind.
SCOPES: dict[str, frozenset[str]] = {
    "agents.sessions.rename": frozenset({"chat:write"}),
    "agents.sessions.setStatus": frozenset({"chat:write"}),
    "assistant.threads.setStatus": frozenset({"assistant:write", "chat:write"}),
    "assistant.threads.setSuggestedPrompts": frozenset({"assistant:write"}),
    "chat.appendStream": frozenset({"chat:write"}),
    "chat.delete": frozenset({"chat:write"}),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.startStream": frozenset({"chat:write"}),
    "chat.stopStream": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.open": frozenset({"im:write", "mpim:write"}),
    "reactions.add": frozenset({"reactions:write"}),
    "usergroups.list": frozenset({"usergroups:read"}),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "users.info": frozenset({"users:read"}),
    "users.list": frozenset({"users:read"}),
}
READ_SCOPES = {
    "public": "channels:read",
    "shared": "channels:read",
    "private": "groups:read",
    "group": "mpim:read",
    "dm": "im:read",
}
HISTORY_SCOPES = {kind: scope.replace("read", "history") for kind, scope in READ_SCOPES.items()}
BY_KIND = {
    "conversations.info": READ_SCOPES,
    "conversations.members": READ_SCOPES,
    "conversations.history": HISTORY_SCOPES,
    "conversations.replies": HISTORY_SCOPES,
}
TYPES = {"public_channel": "public", "private_channel": "private", "mpim": "group", "im": "dm"}
LISTS = frozenset({"conversations.list", "users.conversations"})

# Calls a minute, from Slack's tiers: 2 is 20, 3 is 50, 4 is 100.
CALLS_A_MINUTE: dict[str, int] = {
    "chat.startStream": 20,
    "chat.stopStream": 20,
    "conversations.list": 20,
    "usergroups.list": 20,
    "usergroups.users.list": 20,
    "users.list": 20,
    "agents.sessions.rename": 50,
    "agents.sessions.setStatus": 50,
    "chat.delete": 50,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.info": 50,
    "conversations.open": 50,
    "conversations.replies": 50,
    "reactions.add": 50,
    "users.conversations": 50,
    # One a second and channel, with short bursts allowed.
    "chat.postMessage": 60,
}
TIER_4 = 100
MINUTE = 60
FAULT_RETRY_AFTER = 1


def needed_scopes(
    workspace: Workspace, method: str, channel: str, types: str
) -> list[frozenset[str]]:
    """Sets of scopes of which the call needs one each."""
    if method in BY_KIND:
        known = workspace.directory.channels.get(channel)
        return [frozenset({BY_KIND[method][known.kind]})] if known is not None else []
    if method in LISTS:
        asked = (types or "public_channel").split(",")
        return [
            frozenset({READ_SCOPES[TYPES[one.strip()]]}) for one in asked if one.strip() in TYPES
        ]
    return [SCOPES[method]] if method in SCOPES else []


def check_scopes(workspace: Workspace, needed: list[frozenset[str]]) -> None:
    """Refuse with missing_scope; without a manifest, everything is granted."""
    provided = workspace.rules.scopes
    if provided is None:
        return
    for alternatives in needed:
        if not alternatives & provided:
            raise ApiError(
                "missing_scope",
                needed=",".join(sorted(alternatives)),
                provided=",".join(sorted(provided)),
            )


class RateLimits:
    """Slack's tiers as sliding minutes, and the fault that refuses the next calls."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def take(self, method: str, channel: str) -> None:
        """Count a call, or refuse it with ratelimited and Retry-After."""
        workspace = self._workspace
        if workspace.refusals_left and method.startswith("chat."):
            workspace.refusals_left -= 1
            if not workspace.refusals_left:
                workspace.turn_fault("rate_limited", on=False)
            raise too_many(FAULT_RETRY_AFTER)
        if not workspace.rules.rate_limits:
            return
        key = f"{method} {channel}" if method == "chat.postMessage" else method
        now, calls = time.monotonic(), self._calls[key]
        while calls and now - calls[0] > MINUTE:
            calls.popleft()
        if len(calls) >= CALLS_A_MINUTE.get(method, TIER_4):
            raise too_many(int(MINUTE + 1 - (now - calls[0])))
        calls.append(now)


def too_many(seconds: int) -> ApiError:
    """429 with the seconds to wait."""
    return ApiError("ratelimited", status=429, retry_after=seconds)
