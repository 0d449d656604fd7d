"""apps.connections.open: where a Socket Mode client connects."""

from bot.playground.rules import Json
from bot.playground.web_api.call import Call


async def open_(call: Call) -> Json:
    """A websocket address that is good for one connection."""
    address = call.workspace.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={call.sockets.ticket()}&app_id=A0FOOTNOTE"}
