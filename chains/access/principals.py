"""Principals: opaque, normalised ids of those who may read."""

import re
import unicodedata
from typing import NewType

Principal = NewType("Principal", str)
WorkspaceId = NewType("WorkspaceId", str)

EVERYONE = Principal("everyone")
"""Full members of the workspace."""
GUESTS = Principal("guests")
PARTNERS = Principal("partners")
COLLECTIVE = frozenset({EVERYONE, GUESTS, PARTNERS})
NO_ONE = Principal("no-one")
"""What nobody's audience holds: no access list can name it."""
LINKED = Principal("identity:linked")
"""Held by a person who has proved by a second sign-in who they are; no document can name it."""

_KIND = re.compile(r"^(person|group|channel):.+$")
_LONGEST = 512


def principal(word: str) -> Principal:
    """Normalise one principal id: NFC, trimmed, kind lower-cased, e-mail addresses lower-cased.

    Slack ids stay as they are: they are case-sensitive.

    Raises:
        ValueError: the word is not a principal.
    """
    text = unicodedata.normalize("NFC", word).strip()
    if text.lower() in COLLECTIVE:
        return Principal(text.lower())
    kind, separator, rest = text.partition(":")
    normal = f"{kind.lower()}{separator}{rest.strip()}"
    if not _KIND.match(normal) or len(normal) > _LONGEST or not normal.isprintable():
        raise ValueError("not a principal: expected everyone, guests, partners or kind:id")
    if normal.startswith(("person:email:", "group:handle:")):
        normal = normal.lower()
    return Principal(normal)


def person(slack_user: str) -> Principal:
    """The principal of a Slack user."""
    return principal(f"person:{slack_user}")


def channel(slack_channel: str) -> Principal:
    """The principal that stands for the members of a Slack channel."""
    return principal(f"channel:{slack_channel}")


def user_group(slack_group: str) -> Principal:
    """The principal of a Slack user group."""
    return principal(f"group:slack:{slack_group}")


def handle(name: str) -> Principal:
    """The alias by which documents name a user group; a membership edge resolves it."""
    return principal(f"group:handle:{name.removeprefix('@')}")


def email(address: str) -> Principal:
    """The alias by which documents name a person; a membership edge resolves it."""
    return principal(f"person:email:{address}")
