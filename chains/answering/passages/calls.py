"""Slack's signs that call many people, as words: whoever reads them sees them, nobody is called."""

import re

_CALL = re.compile(
    r"`?<!(?:(?P<all>channel|here|everyone)|subteam\^\w{1,40})(?:\|@?(?P<name>[^<>|]{0,80}))?>`?",
    re.I,
)
_HANDLE = re.compile(r"[\w.-]{1,40}")


def calls_as_words(text: str, *, marked: bool = True) -> str:
    """The text with each such sign as a name, in a code span where it is to be ``marked``.

    >>> calls_as_words("Write <!channel> or <!subteam^S1|@ops>.")
    'Write `@channel` or `@ops`.'
    """
    if "<!" not in text:
        return text
    return _CALL.sub(lambda found: _named(found, marked=marked), text)


def _named(found: re.Match[str], *, marked: bool) -> str:
    label = found["name"] or ""
    name = (found["all"] or (label if _HANDLE.fullmatch(label) else "group")).lower()
    return f"`@{name}`" if marked else f"@{name}"
