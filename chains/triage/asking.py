"""Whether a text has the form of a question."""

import re

_ASKS = re.compile(
    r"""(?ix) \? | ^\W*(?:(?:hi|hello|hey|so|and|ok(?:ay)?|thanks?(?:\ you)?)\b\W*)*
    (?:who|whose|what|when|where|why|which|how|is|are|was|were|does|do|did|has|have|may|must|should
    |can\ (?:i|we|one|they|the|an?|any(?:one|body))|could\ (?:i|we)
    |(?:who|what|when|where|how)s)(?:['’]\w+)?\b"""
)
_ASKS_WITHIN = re.compile(
    r"""(?ix) [,.;:!] \s+ (?:(?:so|and|but)\s+)?
    (?:(?:who|what|when|where|how)s?|whose|why|which|is|are|does|do|has|have|may|must|should
    |can\ i|could\ i)(?:['’]\w+)?\b
    | \b(?:who|what|when|where|how)\ (?:do|can|should|must)\ (?:i|we)\b | \bwhat\ now\W*$
    | \S\s+ (?: how\ (?:fast|long|much|many|often|far|late|early|soon|high) | what\ time ) \W*$
    | \S\s+ (?:vs\.?|versus) \s+\S | \bdifferences?\ between\b"""
)
_BIDS = re.compile(r"(?i)\b(?:(?:can|could|would|will) (?:you|some(?:one|body))|please|pls)\b")
_ASKS_LEAVE = re.compile(r"(?i)^\W*(?:(?:can|may|could) (?:i|we)|(?:am i|are we) allowed to)\b")
_ASKS_NO_MORE = re.compile(
    r"""(?ix) ^\W* (?:(?:and|but|so|ok(?:ay)?)\W+)?
    (?: (?:(?:until|till|since|by|for|from|at|with|to)\ )?
      (?:when | where | whom? | what\ time | how\ (?:long|much|many|often|far|late|early|soon|high))
    | (?:what|how)\ about\ (?:the\ |my\ |our\ )?
      (?! (?:you|me|us|him|her|them|it|that|this|these|those|an?|now|today|tonight|tomorrow)\b)
      [\w-]+ (?:\ [\w-]+){0,2}
    ) \W*$"""
)
_NAMES_A_DOING = re.compile(
    r"""(?ix) ^\W* (?!(?:during|morning|evening|(?:some|any|every|no)thing)\b)
    [a-z]*[aeiouy][a-z]*ing \s (?!.*\b(?:you|your|please|pls)\b)"""
)
"""Before the ending of what is done stands a vowel, in *bring*, *ping* and *thing* none."""
_ERRAND = re.compile(
    r"""(?ix) ^\W* (?:apply|book|borrow|bring|buy|claim|extend|fly|order|park|register|renew|rent
    |replac|resign|return|tak|travell?) ing \b"""
)
_NEEDS = re.compile(
    r"""(?ix) ^\W* (?:(?:hi|hello|hey|so|and|also|ok(?:ay)?|thanks?(?:\ you)?)\b\W*)*
    (?: (?:(?:i|we)\ (?:(?:also|still|really|urgently)\ )?)? (?:need|want)
      | (?:i|we)(?:\ would|['’]d)\ like )
    \ (?!footnote\b) (?!.*\byou\b)"""
)
_PARTED = re.compile(r"[?.!,;:]\s")
_PERSON = re.compile(
    r"""(?ix) \b (?: i | i['’]?(?:m|ve) | me | my | mine | myself | we | us | our | he | him | his
    | she | her | they | them | their | some(?:one|body) | colleague | friend | wife
    | husband | partner | boss | manager | coworker ) \b"""
)


def asks(text: str) -> bool:
    """Whether a text has the form of a question, other than one that asks for something done."""
    return _ASKS.search(text) is not None and _BIDS.search(text) is None


def asks_within(text: str) -> bool:
    """Whether it asks at its beginning, or after something that it tells first, or compares."""
    return asks(text) or (_ASKS_WITHIN.search(text) is not None and _BIDS.search(text) is None)


def asks_no_more(text: str) -> bool:
    """Whether it is a word of asking alone, or asks about a thing, as somebody writes below an
    answer: "until when", "what about dogs"."""
    return _ASKS_NO_MORE.search(text) is not None


def asks_leave(text: str) -> bool:
    """Whether it begins by asking whether its author may: "can I", "are we allowed to"."""
    return _ASKS_LEAVE.search(text) is not None


def asks_of_nobody(text: str) -> bool:
    """Whether it is one question and no more, in which nobody occurs."""
    return _PARTED.search(text) is None and asks(text) and tells_of_nobody(text)


def tells_of_nobody(text: str) -> bool:
    """Whether no word of it stands for a person."""
    return _PERSON.search(text) is None


def names_a_doing(text: str) -> bool:
    """Whether it begins with what somebody does or means to do, as one writes to a search box:
    "moving house day off". Whoever bids names what is to be done: "move the files"."""
    return _NAMES_A_DOING.search(text) is not None


def tells_a_need(text: str) -> bool:
    """Whether it tells what its author needs, of nobody in particular: "need a new mouse"."""
    return _NEEDS.search(text) is not None


def names_an_errand(text: str) -> bool:
    """Whether what it begins with is what people do at any office: "bringing my dog"."""
    return _ERRAND.search(text) is not None
