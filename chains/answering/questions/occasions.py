"""Questions what somebody has to do on an occasion: *what should I do when …*, in five languages.

The occasion may begin with *when*, and yet no time is asked for.
"""

import re

# "What does the winch do?" asks what it is for, "what do I do?" and "what should a pilot do?" how.
WHAT_TO_DO = (
    r"\bwhat(?:['’]?ll)?\s+(?:do|did)\s+(?:i|we|you|one|they)\s+(?:(?:have|need)\s+to\s+)?do\b"
    r"|\bwhat\s+(?:should|shall|must|ought|can|could)\s+(?:\w+\s+){1,4}(?:to\s+)?do\b"
    r"|\bwhat\s+does\s+(?:\w+\s+){1,4}(?:have|need)\s+to\s+do\b"
    r"|\bwhat\s+(?:am|are)\s+(?:i|we|you)\s+(?:supposed|meant|expected)\s+to\s+do\b"
    r"|\bwhat\s+(?:has\s+to\s+be|must\s+be|should\s+be|needs\s+to\s+be)\s+done\b"
    r"|\bwhat\s+to\s+do\b|^\W*what\s+now\b"
    r"|\bwhat(?:['’]s|\s+is|\s+are)\s+the\s+(?:\w+\s+)?(?:steps|procedure|process)\b"
    r"|\bwas\s+(?:(?:muss|soll(?:te)?|kann|darf|mache?n?|tue?n?)\s+(?:ich|wir|man)\b|tun\b|machen\b"
    r"|ist\s+(?:\w+\s+)?zu\s+tun\b)"
    r"|\b(?:que|quoi)\s+(?:(?:dois-je|doit-on|faut-il|puis-je|peut-on|devons-nous)\s+)?faire\b"
    r"|\bqué\s+(?:hago|hacemos|hacer|(?:debo|debemos|hay\s+que|tengo\s+que)\s+hacer)\b"
    r"|\bo\s+que\s+(?:faço|fazemos|fazer|(?:devo|devemos|tenho\s+de)\s+fazer)\b"
)
"""What asks so, as a pattern."""
_WHAT_TO_DO = re.compile(WHAT_TO_DO, re.I)
_DOING = (
    r"(?:work|start|boot|load|open|respond|connect|charge|print|sync|turn on"
    r"|switch on|come up)(?:ing|s)?"
)
_TROUBLE = re.compile(
    rf"\b(?:is|are|does|do|did|has|have|was|will|can)(?:\s+not|n['’]?t)\s+(?:\w+\s+)?{_DOING}\b"
    rf"|\b(?:won['’]?t|cannot|can['’]?t)\s+{_DOING}\b"
    r"|\b(?:is|are|['’]s)\s+(?:broken|down|dead|stuck|frozen|offline|unreachable|out of order)\b"
    r"|\b(?:broken|crashed|stopped working)\W*$|\bkeeps?\s+(?:crashing|failing|dropping|hanging)\b"
    r"|\b(?:can['’]?t|cannot|unable to)\s+(?:log ?in|sign in|access|reach)\b"
    r"|\b(?:geht|gehen|funktionier\w+|läuft|startet|lädt|verbindet)\b.{0,40}\bnicht\b"
    r"|\bist\s+(?:kaputt|defekt|ausgefallen|tot)\b"
    r"|\bne\s+(?:marche|fonctionne|démarre|répond|charge)\w*\s+(?:pas|plus)\b"
    r"|\best\s+(?:en panne|cassée?|hors service)\b"
    r"|\bno\s+(?:funciona|arranca|enciende|carga|responde|va)\w*\b"
    r"|\bestá\s+(?:rot[oa]|caíd[oa]|averiad[oa]|avariad[oa]|em baixo)\b"
    r"|\bnão\s+(?:funciona|arranca|liga|carrega|responde)\w*\b"
    r"|動かない|動きません|つながらない|つながりません|壊れ",
    re.I,
)
_WORKS = re.compile(
    r"\bwork(?:s|ing)?\b|\bfunktionier\w+|\b(?:marche|fonctionne|funciona)\w*", re.I
)
_ASKS = re.compile(
    r"[?？]|\b(?:what|why|who|whom|when|where|which|how|whether|was|wer|wann|warum|wieso|wo|wie"
    r"|pourquoi|quand|comment|qui|où|por qué|cuándo|quién|dónde|cómo|porquê|quando|quem|onde"
    r"|como)\b",
    re.I,
)


def asks_what_to_do(question: str) -> bool:
    """Whether it asks what somebody has to do, whatever the occasion that it names.

    Who only says that something does not work wants to know that, too.
    """
    return _WHAT_TO_DO.search(question) is not None or tells_of_trouble(question)


def tells_of_trouble(message: str) -> bool:
    """Whether it says that something does not work, and asks nothing."""
    return _ASKS.search(message) is None and _TROUBLE.search(message) is not None


def without_trouble(message: str) -> str:
    """The message without its *work* where that does not: what works elsewhere is no help."""
    return _WORKS.sub(" ", message) if tells_of_trouble(message) else message
