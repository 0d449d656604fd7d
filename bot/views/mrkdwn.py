"""Text of documents and people as Slack's mrkdwn: it can be read, and it can do nothing else."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, urlsplit

LONGEST_LINK = 1_000
"""Characters of an encoded address; a longer one is not linked, so that a block always holds it."""

LONGEST_TEXT = 10_000
"""Characters that are looked at of one text: more than any message shows of it."""

SLACK_ID = re.compile(r"[A-Z0-9]{2,30}")
"""Of a person, a channel or a group: what can stand in a mention, and end it nowhere."""
CELL = re.compile(r"^\s*([^:\n]{1,60}):(?=\s|$)\s*(.*)$")
"""A line of a row: the name of its column, and what stands there."""

_READ = 4 * LONGEST_TEXT
# Invisible though Unicode calls them letters, marks or symbols.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_DROPPED = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
# Letters of Latin scripts are visible: only others are looked up.
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\u02ff]")
# At most so long: without an end it would look through a word of n letters n times.
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{0,30}://", re.IGNORECASE)
_CODE_SPAN = re.compile(r"`[^`]+`")
# A mark formats only where a word starts or ends; inside words and between spaces it is harmless.
_MARK = re.compile(r"(?<!\w)[*_~](?=\S)|(?<=\S)[*_~](?!\w)")
_LOOKALIKE = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
# RFC 3986 without what ends a link in mrkdwn; `%` stays so that nothing is encoded twice.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def visible(text: str) -> str:
    """The text without control, zero-width, bidirectional and unassigned characters."""
    if text.isprintable() and _INVISIBLE.isdisjoint(text):
        return text
    unified = text[:_READ].replace("\r\n", "\n").replace("\r", "\n")
    unified = unified.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", "    ")
    return _UNUSUAL.sub(_if_visible, unified)


def _if_visible(found: re.Match[str]) -> str:
    letter = found.group()
    dropped = letter in _INVISIBLE or unicodedata.category(letter) in _DROPPED
    return "" if dropped else letter


def one_line(text: str) -> str:
    """The visible text with every run of white space as one space."""
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """Slack's three control characters, so that no mention, link or date can begin."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def prose(text: str) -> str:
    """Text of one line as mrkdwn: no mention, no link, no formatting but whole `code` spans.

    Addresses lose their scheme, so that no client turns them into a link that nobody cited.
    """
    line = _SCHEME.sub("", one_line(text))
    parts: list[str] = []
    end = 0
    for span in _CODE_SPAN.finditer(line):
        parts += [_plain(line[end : span.start()]), escape(span.group())]
        end = span.end()
    parts.append(_plain(line[end:]))
    shown = "".join(parts)
    return "›" + shown[4:] if shown.startswith("&gt;") else shown


def _plain(text: str) -> str:
    unmarked = _MARK.sub(lambda mark: _LOOKALIKE[mark.group()], text)
    return escape(unmarked.replace("`", _LOOKALIKE["`"]))


def code(text: str) -> str:
    """A fenced block whose text cannot close the fence."""
    inner = visible(text).strip("\n")
    quoted = re.sub("`{3,}", lambda run: "'" * len(run.group()), inner)
    # A backtick at the edge would join the fence; a space keeps them apart.
    left = " " if quoted.startswith("`") else ""
    right = " " if quoted.endswith("`") else ""
    return f"```\n{left}{escape(quoted)}{right}\n```"


def link(url: str, label: str) -> str:
    """A link with a label that is already mrkdwn; the label alone where the address is no link."""
    address = web_address(url)
    if address is None:
        return label
    return f"<{escape(address)}|{label.replace('|', '¦')}>"


def web_address(url: str) -> str | None:
    """The address encoded so that it ends where it should; ``None`` unless http or https."""
    try:
        parts = urlsplit(visible(url).strip())
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            return None
        address = quote(parts.geturl(), safe=_URL_SAFE)
    except ValueError:
        return None
    return address if len(escape(address)) <= LONGEST_LINK else None


def cut(text: str, longest: int, shown: Callable[[str], str] = escape) -> str:
    """The text as ``shown``, ended with an ellipsis where it would pass ``longest`` characters."""
    if len(text) <= longest:
        whole = shown(text)
        if len(whole) <= longest:
            return whole
    return shown(_head(text, longest - 1, shown)) + "…"


def pieces(text: str, longest: int, shown: Callable[[str], str]) -> list[str]:
    """The text as ``shown`` in pieces of at most ``longest`` characters, split between words."""
    parts: list[str] = []
    rest = text[:LONGEST_TEXT]
    while rest:
        head = _head(rest, longest, shown)
        rest = rest[len(head) :]
        if piece := shown(head):
            parts.append(piece)
    return parts


def _head(text: str, longest: int, shown: Callable[[str], str]) -> str:
    end = min(len(text), longest)
    while end > 1 and len(shown(text[:end])) > longest:
        end = max(1, end * 3 // 4)
    if end == len(text):
        return text
    for between in ("\n", " "):
        place = text.rfind(between, 0, end)
        if place > end // 2:
            return text[: place + 1]
    return text[:end]
