"""Pure: from what a person typed to what is asked."""

import html
import re
from dataclasses import dataclass

from chains.answering.question import LONGEST_QUESTION

_USER = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+|[a-z]+)(?:\^[^|>]*)*(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|?([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
_SCOPE = re.compile(r"(?:(?<=\s)|^)in:([\w-]+)(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """The words to search for, and the scopes that `in:` named."""

    text: str
    scopes: tuple[str, ...] = ()


def read_question(raw: str) -> Asked:
    """Take Slack's markup out of a message, cut it to what is read, and find `in:<scope>`.

    Mentions address somebody and are no words of the question; links and channels are their label.
    """
    # Markup is longer than what it shows; nothing beyond this can end up in the question.
    text = raw[: LONGEST_QUESTION * 4]
    text = _USER.sub(" ", text)
    text = _SPECIAL.sub(lambda found: f" {found[1] or ''} ", text)
    text = _CHANNEL.sub(lambda found: f"#{found[1]}" if found[1] else " ", text)
    text = _LINK.sub(lambda found: found[2] or found[1], text)
    text = html.unescape(text)
    scopes = tuple(dict.fromkeys(name.lower() for name in _SCOPE.findall(text)))
    text = _SCOPE.sub(" ", text)
    return Asked(text.strip()[:LONGEST_QUESTION].strip(), scopes)
