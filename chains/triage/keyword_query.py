"""Whether a message is no sentence but what one writes to a search box: "parental leave", "WFH".

The classifier was trained on what is said to people: a word alone is small talk to it, and two of
them are somebody's trouble.
"""

import re

from chains.triage.small_talk import is_social

LONGEST = 4
"""Words of a keyword query at most."""

_MARKUP = re.compile(r"<[^>]*>|:[\w+'-]+:")
_WORD = re.compile(r"[^\W_]+(?:['’./&(-][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_LINKING = frozenset({"of", "for", "and", "in", "on", "at", "to", "by", "with"})
# Whoever writes one of these says something, answers somebody or calls.
_SAID = frozenset(
    word
    for line in (
        "i im me my mine myself you your yours we he she him her his its they them",
        "their this that these those who what when where why which how am is are was were be been",
        "do does did have has had can could will would should must might not no nope nah yes",
        "yep yup yeah yea ok okay k kk sure right so too also but if then there here just really",
        "very tell make makes made say says said give let lets play sing show feel feels feeling",
        "sounds looks look know knows think guess mean means want wants need needs love like",
        "likes hate hates wish please pls plz sorry oops ouch oh ah ha haha hahaha hehe lol lmao",
        "rofl hm hmm um uh wow omg wtf damn shit fuck hell yay woohoo whoa meh bah ugh argh eh",
        "huh hurray cool nice great awesome amazing perfect excellent brilliant wonderful",
        "fantastic good better best fine bad worst worse terrible horrible awful stupid idiot",
        "dumb useless funny hilarious cute interesting crazy insane true false exactly indeed",
        "agreed agree correct wrong done got gotcha understood noted roger anyone anybody someone",
        "somebody everyone everybody nobody nothing something anything everything all never maybe",
        "perhaps whatever again later soon now today tonight tomorrow night bye goodbye cya ciao",
        "tschüss adiós adieu adeus au revoir welcome congrats congratulations happy merry joke",
        "jokes hug mate buddy friend friends dude bro pal folks guys man sir bot robot footnote",
        "ping pong test testing hungry tired bored lonely sad alone scared afraid crying help",
        "stop wait enough lgtm brb afk ftw imo fyi hi hiya hello hey yo howdy greetings",
        "hallo moin servus guten bonjour bonsoir salut hola olá oi bom boa buenos buenas gm gn",
        "sup up np nvm ya appreciated lovely same back typical classic see well isn aren",
        "don doesn didn won ignore forget pretend act",
    )
    for word in line.split()
)
# What begins with one of these bids: "archive old channels". So does "order form", which is lost.
_BIDDEN = frozenset(
    word
    for line in (
        "add approve archive assign attach book cancel change close create delete disable enable",
        "file fix forward grant invite mark merge move open order post publish remind remove",
        "rename reset restart run schedule send set share start submit transfer update upload",
    )
    for word in line.split()
)
_RULED = re.compile(
    r"""(?ix)\b (?: polic(?:y|ies) | leave | insurance | procedure | process | guidelines? | rules?
    | handbook | benefits? | allowance | duty | days? | pay | reports? | forms? | training | plan
    | period | probation | response | stipend | equipment | behaviou?r | conduct
    | certificate | contacts? | hotline | committee | officer | programme | program
    ) (?: \ (?:in|at|for|of)\b .*)? $
    | ^\W*(?:work(?:place)?\ )?accidents?\b
    | ^\W*(?: reporting | types\ of | prevent(?:ing|ion\ of) )\b"""
)


def is_keyword_query(text: str, *, bidding: bool = False) -> bool:
    """Whether a text is one to `LONGEST` words of which none says, asks, bids, greets or calls.

    ``bidding``: the first may be a word of bidding, as the noun it is in *share options*.

    >>> is_keyword_query("code of conduct"), is_keyword_query("sounds good")
    (True, False)
    """
    text = _MARKUP.sub(" ", text).strip()
    words = [word.partition("'")[0] for word in _WORD.findall(text.casefold().replace("’", "'"))]
    named = [word for word in words if len(word) > 1 and word not in _LINKING | _ARTICLES]
    if len(words) > LONGEST or is_social(text) or not any(map(str.isalpha, "".join(named))):
        return False
    # "Page the database team": what an article follows at once is a verb.
    is_verb = words[0] not in _LINKING and not words[0].endswith("ing")
    begins = words[0] in _BIDDEN and (not bidding or "it" in words)
    bids = begins or (is_verb and not _ARTICLES.isdisjoint(words[1:2]))
    return _SAID.isdisjoint(words) and not bids


def names_a_rule(text: str) -> bool:
    """Whether it is one that names a rule, not a trouble: "bereavement leave"."""
    return is_keyword_query(text) and _RULED.search(text.strip(" ?!.")) is not None
