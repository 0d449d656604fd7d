"""Slack's request signature, as slack-bolt verifies it."""

import hashlib
import hmac
import time


def signed_headers(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """Headers that prove a delivery comes from this Slack.

    `v0=HMAC-SHA256(secret, "v0:" timestamp ":" body)`. The timestamp is the machine's time,
    whatever the playground's clock says: the bot refuses one that is five minutes off.
    """
    timestamp = int(time.time()) if at is None else at
    base = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(timestamp), "x-slack-signature": f"v0={digest}"}
