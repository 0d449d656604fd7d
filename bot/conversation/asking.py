"""Pure: from what a person typed to what is asked."""

import html
import re
from dataclasses import dataclass

from chains.answering.question import LONGEST_QUESTION

_USER = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+|[a-z]+)(?:\^[^|>]*)*(?:\|([^>]*))?>")
_BROADCAST = re.compile(r"<!(channel|here|everyone)\b")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|?([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
HELP_WORDS = frozenset({"", "help", "hilfe", "aide", "ayuda", "ajuda", "ヘルプ"})
"""What asks for help in any language of the interface: the first prompt sends it."""
_ASKS_ABOUT_US = re.compile(
    r"""(?ix) \W* (?:(?:hi|hello|hey|hallo|bonjour|salut|hola|olá|oi|ok|so)\b\W*)* (?:
      what\ (?:can|do)\ you\ do(?:\ for\ (?:me|us))? | (?:who|what)\ are\ you(?:\ for)?
    | how\ do\ you\ work | are\ you\ (?:an?\ )?(?:ro)?(?:bot|human|ai|person)
    | what\ can\ (?:i|we)\ ask(?:\ you)?(?:\ (?:for|about))? | how\ can\ (?:i|we)\ (?:ask|use)\ you
    | (?:how\ |what\ )?can\ you\ help(?:\ (?:me|us))?(?:\ with)?
    | was\ kannst\ du(?:\ alles)? | (?:wer|was)\ bist\ du | wie\ funktionierst\ du
    | was\ kann\ ich\ (?:dich\ )?fragen | kannst\ du\ (?:mir\ )?helfen
    | (?:que|qu['’]est-ce\ que)\ (?:(?:peux|sais)-tu|(?:pouvez|savez)-vous|tu\ (?:peux|sais)
      |vous\ (?:pouvez|savez))\ faire
    | qui\ (?:es-tu|êtes-vous) | (?:peux-tu|pouvez-vous)\ m['’]aider
    | comment\ (?:fonctionnes-tu|fonctionnez-vous)
    | qué\ (?:puedes|sabes)\ hacer(?:\ por\ mí)? | quién\ eres | cómo\ funcionas
    | me\ puedes\ ayudar | puedes\ ayudarme
    | o\ que\ você\ (?:pode|sabe)\ fazer | quem\ é\ você | como\ você\ funciona
    | (?:você\ )?pode\ me\ ajudar
    | (?:あなたは)?何が(?:できますか|できるの|できる) | あなたは誰ですか
    ) \W*"""
)
_SCOPE = re.compile(r"(?:(?<=\s)|^)in:([\w-]+)(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """The words to search for, and the scopes that `in:` named."""

    text: str
    scopes: tuple[str, ...] = ()


def asks_for_help(asked: Asked) -> bool:
    """Whether it asks for nothing but help, or what Footnote is and can do.

    >>> asks_for_help(Asked("Hello, what can you do?")), asks_for_help(Asked("What do you sell?"))
    (True, False)
    """
    if asked.scopes:
        return False
    text = " ".join(asked.text.split())
    word = text.lower().rstrip("!?！？ ")
    return word in HELP_WORDS or _ASKS_ABOUT_US.fullmatch(text) is not None


def read_question(raw: str) -> Asked:
    """Take Slack's markup out of a message, cut it to what is read, and find `in:<scope>`.

    Mentions address somebody and are no words of the question; links and channels are their label.
    What calls everybody is a word where words stand on both sides of it, as in what it does.
    """
    # Markup is longer than what it shows; nothing beyond this can end up in the question.
    text = raw[: LONGEST_QUESTION * 4]
    text = _USER.sub(" ", text)
    text = _SPECIAL.sub(_special, text)
    text = _CHANNEL.sub(lambda found: f"#{found[1]}" if found[1] else " ", text)
    text = _LINK.sub(lambda found: found[2] or found[1], text)
    text = html.unescape(text)
    scopes = tuple(dict.fromkeys(name.lower() for name in _SCOPE.findall(text)))
    text = _SCOPE.sub(" ", text)
    return Asked(text.strip()[:LONGEST_QUESTION].strip(), scopes)


def for_others(raw: str) -> str:
    """The words of a question as others are shown them: a channel's name may be its members'."""
    return read_question(_CHANNEL.sub("#…", raw)).text


def _special(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    called = _BROADCAST.match(found[0])
    if called and _says_something(before) and _says_something(after):
        return f"@{called[1]}"
    return f" {found[1] or ''} "


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in _SPECIAL.sub("", text))
