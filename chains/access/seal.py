"""Seals: a record that was altered, by whoever can write to Postgres, is recognised."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime


class Seal:
    """HMAC-SHA256 (RFC 2104) over a canonical form of a record, under the deployment's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, record: Mapping[str, object]) -> str:
        """The seal of a record, in hexadecimal; its values are JSON, ids or aware times."""
        form = json.dumps(
            record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
        )
        return hmac.new(self._key, form.encode(), hashlib.sha256).hexdigest()

    def holds(self, record: Mapping[str, object], seal: str) -> bool:
        """Whether this is the record's seal."""
        # As bytes: of texts only ASCII can be compared, and whoever altered it may write any.
        return hmac.compare_digest(self.of(record).encode(), seal.encode())


def _plain(value: object) -> str:
    # Postgres gives back the same moment in the time zone of the session.
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
