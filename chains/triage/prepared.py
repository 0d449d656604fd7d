"""What of a message the classifier looks at: long things are shortened, words stay as typed."""

import re

LONGEST = 4000
"""Characters looked at, half from the beginning and half from the end."""

_FENCED = re.compile(r"```.*?(```|$)", re.DOTALL)
_SOLID = re.compile(r"\S{60,}")
_SPACES = re.compile(r"\s+")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(\|[^>]*)?>")
_LINK = re.compile(r"<(https?://[^|>]+)(\|([^>]*))?>")


def prepared(text: str) -> str:
    """The text without fenced code, without words of 60 characters and more, on one line.

    A paste keeps its first 60 characters, so that an error message still says what it is.
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
    text = _FENCED.sub(lambda found: found[0].strip("`\n ")[:60], text)
    text = _LINK.sub(lambda found: found[3] or found[1], text)
    text = _MENTION.sub(r"<@\1>", text)
    text = _SOLID.sub("…", text)
    return _SPACES.sub(" ", text).strip()


def is_wordless(text: str) -> bool:
    """Whether there is no letter or digit in it: nothing, an emoji, a line of dots."""
    bare = re.sub(r":[a-z0-9_+-]+:", "", _MENTION.sub("", text))
    return not any(character.isalnum() for character in bare)
