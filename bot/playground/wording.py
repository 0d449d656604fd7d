"""What a person types, as Slack's clients send it: escaped, with mentions as tokens."""

import re
from collections.abc import Callable

from bot.playground.company import BOT_NAME, BOT_USER
from bot.playground.directory import Directory

_TOKEN = re.compile(r"<(?:[@#][A-Z0-9]+(?:\|[^>]*)?|![a-z]+(?:\^[^>]*)?|https?://[^>\s]+)>")
_NAME = re.compile(r"(?<![\w@])@(?P<name>\w[\w.]*(?: \w+)?)|(?<![\w#&/])#(?P<channel>[\w-]+)")
_URL = re.compile(r"https?://[^\s<>|]+")
_BROADCAST = frozenset({"channel", "here", "everyone"})


def as_sent(text: str, directory: Directory) -> str:
    """Typed text as it reaches Slack.

    Tokens that are already written (`<@U…>`, `<#C…>`, `<!here>`, `<https://…>`) stay; names after
    @ and # become tokens; other angle brackets and ampersands are escaped.
    """
    return _outside_tokens(text, lambda piece: _typed(piece, directory, labelled=False))


def in_command(text: str, directory: Directory) -> str:
    """A command's text as Slack sends it with `should_escape`: tokens carry the name."""
    return _outside_tokens(text, lambda piece: _typed(piece, directory, labelled=True))


def mentions_bot(text: str) -> bool:
    """Whether a sent text mentions Footnote."""
    return re.search(rf"<@{BOT_USER}(?:\|[^>]*)?>", text) is not None


def _outside_tokens(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for token in _TOKEN.finditer(text):
        parts += [change(text[end : token.start()]), token[0]]
        end = token.end()
    return "".join([*parts, change(text[end:])])


def _typed(text: str, directory: Directory, *, labelled: bool) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    linked = _URL.sub(lambda found: f"<{found[0]}>", escaped)

    def token(found: re.Match[str]) -> str:
        if found["channel"] is not None:
            return _channel(found[0], found["channel"], directory, labelled=labelled)
        return _person(found[0], found["name"], directory, labelled=labelled)

    return _NAME.sub(token, linked)


def _channel(raw: str, name: str, directory: Directory, *, labelled: bool) -> str:
    for channel in directory.channels.values():
        if not channel.is_dm and channel.name == name:
            return f"<#{channel.id}|{name}>" if labelled else f"<#{channel.id}>"
    return raw


def _person(raw: str, name: str, directory: Directory, *, labelled: bool) -> str:
    if name in _BROADCAST:
        return f"<!{name}>"
    names = {BOT_NAME.lower(): (BOT_USER, BOT_NAME.lower())}
    for person in directory.people.values():
        handle = person.name.lower().replace(" ", ".")
        names[person.name.lower()] = names[handle] = (person.id, handle)
    for group in directory.groups.values():
        if group.handle == name.lower():
            return f"<!subteam^{group.id}>"
    # "@Footnote when" names Footnote; "@Ana Ruiz when" names both words.
    first = name.split(" ")[0]
    for candidate, rest in ((name, ""), (first, name[len(first) :])):
        found = names.get(candidate.lower())
        if found is not None:
            label = f"|{found[1]}" if labelled else ""
            return f"<@{found[0]}{label}>{rest}"
    return raw
