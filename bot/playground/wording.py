"""What a person types, as Slack's clients send it: escaped, with mentions as tokens."""

import re
from collections.abc import Callable

from bot.playground.company import BOT_NAME, BOT_USER
from bot.playground.directory import Directory

_TOKEN = re.compile(r"<(?:[@#][A-Z0-9]+(?:\|[^>]*)?|![a-z]+(?:\^[^>]*)?|https?://[^>\s]+)>")
_URL = re.compile(r"https?://[^\s<>|]+")
_BROADCAST = ("channel", "here", "everyone")


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
    tokens = _tokens(directory, labelled=labelled)
    # Longest first: "@Ana Ruiz" is one name, not "@Ana" and a word.
    names = "|".join(re.escape(name) for name in sorted(tokens, key=len, reverse=True))
    known = re.compile(rf"(?<![\w&/#@])(?:{names})(?![\w-])", re.IGNORECASE)
    return known.sub(lambda found: tokens[found[0].lower()], linked)


def _tokens(directory: Directory, *, labelled: bool) -> dict[str, str]:
    """What each name after @ or # stands for."""

    def token(sign: str, one: str, label: str) -> str:
        return f"<{sign}{one}|{label}>" if labelled else f"<{sign}{one}>"

    found = {f"@{word}": f"<!{word}>" for word in _BROADCAST}
    found[f"@{BOT_NAME.lower()}"] = token("@", BOT_USER, BOT_NAME.lower())
    for group in directory.groups.values():
        found[f"@{group.handle.lower()}"] = f"<!subteam^{group.id}>"
    for person in directory.people.values():
        handle = person.name.lower().replace(" ", ".")
        for name in (person.name.lower(), handle):
            found[f"@{name}"] = token("@", person.id, handle)
    for channel in directory.channels.values():
        if not channel.is_dm:
            found[f"#{channel.name.lower()}"] = token("#", channel.id, channel.name)
    return found
