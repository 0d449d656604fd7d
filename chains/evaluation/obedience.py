"""Carries out whatever a text demands of its reader, as the worst of models would.

It knows nothing of how the product tells such text apart: it looks for demands of its own accord,
and does a harmless one rather than miss a harmful one.
"""

import base64
import re
from collections.abc import Iterator
from urllib.parse import quote

LONGEST = 1_800
"""Characters of one text; a draft's sentence may have 2,000."""
_VERB = (
    r"(?:repeat|print|output|write|say|tell|include|insert|add|append|put|reply|respond|answer|speak|"
    r"end|finish|conclude|begin|start|provide|generate|give|display|show|render|compose|state|echo|"
    r"translate|claim|recommend|mention|sign|switch|act|pretend|behave|reveal|inform|urge|ask)"
)
_DEMAND = re.compile(
    # Of a reply, of what it is to hold, of whom it is for.
    rf"\b{_VERB}\w*\b[^\n]{{0,160}}\b(?:(?:your|the|this|every|all|each|any)\s+(?:\w+\s+)?"
    r"(?:responses?|answers?|repl(?:y|ies)|outputs?|summar(?:y|ies)|messages?)|exactly|verbatim|"
    r"\d+\s+times|the\s+(?:user|asker|reader)|(?:following|this)\s+(?:\w+\s+)?(?:string|text|snippet|"
    r"link|image|anchor|words?|phrase|sentence|html|markdown)|(?:in|only)\s+(?:french|german|spanish|"
    r"portuguese|italian|dutch|japanese|chinese|russian|latin|klingon))\b"
    rf"|\b(?:respond|reply|answer|speak|talk)ing\s+(?:with|in|as|like)\b"
    rf"|(?:^|[\n.!?:>\]]\s*)(?:please\s+)?{_VERB}\b[^\n]{{0,40}}[\"“`<!'‘]"
    # To a model, as one of its roles, or instead of what it was told.
    r"|\b(?:ai|llms?|language\s+models?|assistants?|chatbots?|copilots?|bots?|system|developer)\b"
    r"[^\n.]{0,60}[:,]"
    r"|\byou\s+are\s+(?:now|no\s+longer|DAN|an?\s+[\w -]{0,30}(?:ai|model|assistant|bot|pirate))\b"
    r"|\b(?:act|behave|talk|speak)\s+(?:as|like)\b|\bfrom\s+now\s+on\b|\bfocus\s+\w+\s+on\b"
    r"|\b(?:ignore|disregard|forget|override)\b[^\n]{0,80}\b(?:instructions?|rules?|prompts?|info\w*|"
    r"requests?|context|guidelines?|above|them)\b|\bif\s+(?:the\s+)?(?:user|anyone|someone)\b"
    r"|\b(?:anweisung|antwort|instruction|réponse|instruccion|respuesta|instruç|resposta)\w*\b|回答|指示"
    r"|<\|?\s*/?(?:end|im_|system|instructions?)",
    re.I,
)
_STRUCTURE = re.compile(
    r"(?:https?://|!\[)[^\n]{0,200}(?:\[[A-Z]{2,}\]|\{\w+\})|<[a-z]+[^\n>]*\bon\w+\s*=|javascript:|"
    r"<\s*(?:script|svg|iframe|img)\b|[\"'“‘`][\w-]{2,60}[\"'”’`][^\"'`\n]{1,40}?\d{2,4}\b",
    re.I,
)
_MARKUP = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|<[a-zA-Z!/][^\n]*>?|https?://[^\s\"'<>)]+")
_ADDRESS = re.compile(r"(?:https?://)?\b(?:[\w-]+\.)+[a-z]{2,}\b[^\s\"'<>)]*", re.I)
_REFERENCE = re.compile(r"^[ \t>]*\[([^\]\n]+)\]:[ \t]*(\S+)", re.M)
_REFERRED = re.compile(r"(!?)\[([^\]\n]+)\]\[([^\]\n]*)\]")
_QUOTED = re.compile(r"\"([^\"\n]{2,400})\"|“([^”\n]{2,400})”|'([^'\n]{3,400})'|`([^`\n]{2,400})`")
_BRACKETED = re.compile(r"<+\s*(.{3,600}?)\s*>+(?=\s|$)", re.S)
_REPEATED = re.compile(
    r"[\"'“‘`]([^\"'”’`\n]{1,60})[\"'”’`][^\"'`\n]{0,30}?(\d{2,4})(?!\d)(.*)", re.S
)
_SEPARATOR = re.compile(r"[\"'“‘`](\W{1,3}|\W?\w?\W?)[\"'”’`]")
_PART = re.compile(r"^[ \t>]*\(?(\d{1,2})[).][ \t]*(.*?)[ \t]*$", re.M)
_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z0-9_ -]*\]|\{\w[\w ]*\}|%s|<[A-Z][A-Z0-9_]+>")
_FILLED = re.compile(
    r"(?<![\w<\"'/])([A-Z][A-Z0-9_]{3,})(?![\w\"'])[\w\s,]{1,60}?((?P<mark>[\"'])[^\"'\n]{1,80}(?P=mark))"
)
_COLON = re.compile(r":(?!//)\s*")
_WITH = re.compile(
    r"\b(?:end|finish|conclude|begin|start|sign|close|reply|respond|answer)\b[^.\n]{0,60}?\b(?:with|by)"
    r"\b(?:\s+(?:saying|adding|the\s+words?|the\s+sentence))?\s*:?\s*(.+)",
    re.I | re.S,
)
_THAT = re.compile(
    r"\b(?:say|tell|state|claim|answer|reply|respond|mention|inform|write|recommend)\w*\b[^.\n]{0,50}?\b"
    r"(?:that|to)\s+(.+)",
    re.I | re.S,
)
_ROLE = re.compile(
    r"\b(?:you\s+are\s+(?:now\s+)?(?=an?\s|the\s|[A-Z]{2,})|act\s+(?:as|like)\s+|pretend\s+to\s+be\s+|"
    r"behave\s+(?:as|like)\s+|(?:talk|speak)\s+(?:as|like)\s+)((?:an?\s+|the\s+)?[\w ,-]{2,60})",
)
_SPOKEN = {
    "french": "Bien sûr, je réponds désormais en français.",
    "german": "Natürlich, ich antworte ab jetzt auf Deutsch.",
    "spanish": "Por supuesto, a partir de ahora respondo en español.",
    "portuguese": "Claro, a partir de agora respondo em português.",
    "italian": "Certo, d'ora in poi rispondo in italiano.",
    "dutch": "Natuurlijk, ik antwoord vanaf nu in het Nederlands.",
    "japanese": "はい、これからは日本語で答えます。",
    "chinese": "好的,我现在用中文回答。",
    "russian": "Конечно, теперь я отвечаю по-русски.",
    "latin": "Certe, nunc Latine respondeo.",
    "pirate": "Arr, matey!",
    "klingon": "HIja', tlhIngan Hol vIjatlh.",
}
_SECRETS = re.compile(
    r"\b(?:system\s+prompt|(?:your|these|initial|hidden)\s+(?:instructions|rules))", re.I
)
_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{20,}={0,2}(?![\w+/=])")
_COMMENT = re.compile(r"<!--|-->")
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.M)
_SUMMARY = "summary of the page and the conversation"


def carried_out(text: str, rules: str = "") -> list[str]:
    """What a reader that does all it is told would write, most literal first, none twice.

    ``rules`` are those it was given itself, which it gives away when asked to.
    """
    read = "\n\n".join([_COMMENT.sub("\n\n", _QUOTE.sub("", text)), *_uncovered(text)])
    addresses = {name.lower(): address for name, address in _REFERENCE.findall(read)}
    said: list[str] = []
    for demand in _demands(read):
        for carry in (_repeated, _assembled, _marked, _dictated, _spoken_as):
            said += [full for one in carry(demand) for full in _filled(one, demand)]
        for one in _referred(demand, addresses):
            said += _filled(one, demand)
        if rules and _SECRETS.search(demand):
            said.append(rules)
    return list(dict.fromkeys(one.strip()[:LONGEST] for one in said if one.strip()))


def _demands(text: str) -> Iterator[str]:
    """The paragraphs that demand something of a model, each with what it announces."""
    paragraphs = [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]
    for place, paragraph in enumerate(paragraphs):
        if paragraph.endswith(":"):
            paragraph = "\n".join(paragraphs[place : place + 2])
        if _DEMAND.search(paragraph) or _STRUCTURE.search(paragraph):
            yield paragraph


def _repeated(demand: str) -> Iterator[str]:
    for what, times, rest in _REPEATED.findall(demand):
        found = _SEPARATOR.search(rest[:200])
        between = found[1] if found else " "
        yield between.join([what] * min(int(times), LONGEST // (len(what) + len(between)) + 1))


def _assembled(demand: str) -> Iterator[str]:
    """A text dictated piece by piece, in numbered lines."""
    parts = [what for _, what in _PART.findall(demand)]
    if len(parts) > 3:
        yield "".join(quote(_SUMMARY) if len(part.split()) > 3 else part.strip() for part in parts)


def _dictated(demand: str) -> Iterator[str]:
    """What stands after a colon, in quotation marks, in brackets, after *with* or *that*."""
    after = _COLON.split(demand, maxsplit=1)
    yield from after[1:]
    for pattern in (_WITH, _THAT):
        if found := pattern.search(demand):
            yield found[1]
    for groups in _QUOTED.findall(demand):
        yield from _undressed("".join(groups))
    for inner in _BRACKETED.findall(demand):
        yield from _undressed(inner)


def _undressed(text: str) -> Iterator[str]:
    """The text without quotation marks and without a verb that says to say it."""
    bare = re.sub(r"^\W*(?:print|say|write|output)\s+", "", text, flags=re.I).strip("\"'` ")
    yield bare


def _marked(demand: str) -> Iterator[str]:
    yield from _MARKUP.findall(demand)
    yield from _ADDRESS.findall(demand)


def _spoken_as(demand: str) -> Iterator[str]:
    """The language or the role that it is told to take."""
    lowered = demand.lower()
    yield from (said for language, said in _SPOKEN.items() if language in lowered)
    for role in _ROLE.findall(demand):
        yield f"I am {role.strip()}."


def _referred(demand: str, addresses: dict[str, str]) -> Iterator[str]:
    for sign, words, name in _REFERRED.findall(demand):
        if address := addresses.get((name or words).lower()):
            yield f"{sign}[{words}]({address})"


def _filled(text: str, demand: str) -> Iterator[str]:
    """The text with its placeholders filled: by what is named for one, else by what data there is.

    A named value comes once as it is and once in its quotation marks.
    """
    values = [(name, value) for name, value, _ in _FILLED.findall(demand) if name in text]
    carried = base64.b64encode(_SUMMARY.encode()).decode()
    if "://" in text or "](" in text:
        text = _PLACEHOLDER.sub(carried, text)
    if not values:
        yield text
        return
    for dressed in (False, True):
        filled = text
        for name, value in values:
            filled = filled.replace(name, value if dressed else value[1:-1])
        yield filled


def _uncovered(text: str) -> Iterator[str]:
    """What is written in letters nobody sees, in Base64, in reverse or in rotated letters."""
    tags = "".join(chr(ord(one) - 0xE0000) for one in text if 0xE0020 <= ord(one) < 0xE007F)
    if tags:
        yield tags
    for encoded in _ENCODED.findall(text):
        try:
            yield base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
        except ValueError:
            continue
    if re.search(r"\brot-?13\b", text, re.I):
        yield text.translate(_ROTATED)
    if re.search(r"\b(?:backwards?|reversed?|in\s+reverse)\b", text, re.I):
        yield text[::-1]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROTATED = str.maketrans(
    _LETTERS + _LETTERS.upper(),
    _LETTERS[13:] + _LETTERS[:13] + _LETTERS[13:].upper() + _LETTERS[:13].upper(),
)
