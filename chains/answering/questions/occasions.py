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


def asks_what_to_do(question: str) -> bool:
    """Whether it asks what somebody has to do, whatever the occasion that it names."""
    return _WHAT_TO_DO.search(question) is not None
