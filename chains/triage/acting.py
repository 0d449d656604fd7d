"""Whether a decision is certain enough to leave the search out: a question refused costs most."""

import re

from chains.triage.asking import (
    asks,
    asks_leave,
    asks_no_more,
    asks_of_nobody,
    asks_within,
    names_a_doing,
    names_an_errand,
    tells_a_need,
    tells_of_nobody,
)
from chains.triage.decision import DecidedBy, Decision
from chains.triage.distress import names_a_trouble, names_distress
from chains.triage.keyword_query import is_keyword_query, names_a_rule
from chains.triage.labels import POLICIES, UNSURE, Label, Pipeline
from chains.triage.mishaps import (
    asks_the_rule_of_an_absence,
    asks_what_takes_two,
    happened,
    happened_to_things,
    is_off_sick,
)
from chains.triage.small_talk import is_social

CERTAIN_FROM = {
    Label.SMALL_TALK: 0.9,
    Label.ACTION_REQUEST: 0.95,
    Label.FEEDBACK: 0.95,
    Label.OUT_OF_SCOPE: 0.98,
}
"""The probability from which a message of this label is not searched for.

Above what questions that documents do answer came to: 0.97 for one of the demo company's about
the weather, 0.94 for one of a handbook that begins with a verb.
"""

LISTED_FROM = 0.9
"""The probability from which what names a document is replied to with a list.

Of the calibration set that takes 6 of the 8 that want a document, and none of the other 142."""

_NAMES_A_DOCUMENT = re.compile(
    r"(?i)\b(?:pages?|documents?|documentation|docs?|polic(?:y|ies)|guides?|guidelines?|handbook"
    r"|manual|runbook|playbook|checklist|cheat ?sheet|templates?|forms?|minutes|wiki|pdf|slides?"
    r"|deck|spreadsheet|presentation|recording|link|url|files?|folder|readme|plan)\b"
)
_ASKS_WHAT_IS_IN_IT = re.compile(
    r"""(?ix) ^\W*(?:what(?!(?:['’]s|\ is)\ the\ (?:link|url))|how|why|when|who|whose|explain
    |describe|compare)\b | \bsummar\w+ | (?:\band|,)\s+(?:what|how|when|who|why|does|is)\b"""
)
SENSITIVE_FROM = 0.9
"""The probability from which what asks leave, or asks of nobody, is somebody's trouble: "can I
bring my dog" came to 0.63, "can I be fired for ..." and five like it to 0.99."""
_OF_THE_WORLD = re.compile(
    r"""(?ix) \b (?: weather | rain | recipe | cook | bake | sushi | ramen | restaurant | movie
    | netflix | tv | series | song | lyrics | poem | joke | football(?:er)? | world\ cup | league
    | the\ (?:match|game) | horoscope | lottery | bitcoin | crypto | election | vote | president
    | prime\ minister | capital\ of | planet | moon | universe | aliens | homework | calories
    | girlfriend | boyfriend | bomb | molotov | fake\ id ) \b"""
)
"""What no company's documents are about: such a question is out of scope where it surely is."""
_BY_RULE = frozenset({Label.SMALL_TALK, Label.OUT_OF_SCOPE})


def acted_on(decision: Decision, text: str) -> Label:
    """The label whose policy holds for a message; what is not certain is a question.

    Recall comes first for what is sensitive: there the intent alone decides, but for what names a
    rule in keywords, tells of a mishap of things, tells of nobody where another intent is likelier,
    or asks and is not surely somebody's trouble.
    """
    label = decision.treated_as
    if _is_asked_plainly(decision, text):
        return UNSURE
    if label is Label.SENSITIVE or POLICIES[label].pipeline is not Pipeline.NONE:
        return label
    if decision.decided_by in {DecidedBy.RULES, DecidedBy.LANGUAGE}:
        return label if label in _BY_RULE and not asks(text) else UNSURE
    greets = label is Label.SMALL_TALK and is_social(text)
    if decision.probability < CERTAIN_FROM[label] and not greets:
        return UNSURE
    wants_to_know = label in {Label.ACTION_REQUEST, Label.FEEDBACK} and asks_within(text)
    return UNSURE if wants_to_know else label


def _is_asked_plainly(decision: Decision, text: str) -> bool:
    """Whether what looks like no question is a keyword query, or asks after all."""
    match decision.treated_as:
        case Label.ACTION_REQUEST if names_a_doing(text) or tells_a_need(text):
            return True
        case Label.SMALL_TALK | Label.ACTION_REQUEST:
            return is_keyword_query(text) or asks_no_more(text)
        case Label.OUT_OF_SCOPE:
            # What somebody bids a company's bot to do is an action to the classifier.
            named = is_keyword_query(text, bidding=True)
            asked = asks_within(text) and not _OF_THE_WORLD.search(text)
            return named or asked or _is_a_mishap(text)
        case Label.SENSITIVE if not names_distress(text):
            sure = decision.probability >= SENSITIVE_FROM
            likelier = max(decision.probabilities.values()) > decision.probability
            of_things = likelier and tells_of_nobody(text) and not names_a_trouble(text)
            asked = of_things or (not sure and _looks_asked(text))
            rule = asks_the_rule_of_an_absence(text) or asks_what_takes_two(text)
            ruled = rule and not names_a_trouble(text)
            return asked or ruled or names_a_rule(text) or _is_a_mishap(text)
        case Label.FEEDBACK:
            return _is_a_mishap(text)
        case _:
            return False


def _is_a_mishap(text: str) -> bool:
    return happened_to_things(text) and not names_a_trouble(text)


def _looks_asked(text: str) -> bool:
    if is_keyword_query(text):
        return not names_a_trouble(text)
    everyday = names_an_errand(text) or (is_off_sick(text) and asks_within(text))
    return asks_leave(text) or asks_of_nobody(text) or (everyday and not names_a_trouble(text))


def wants_a_list(decision: Decision, text: str) -> bool:
    """Whether a message is certainly after a document, and not after what is in one.

    Much is classified so that asks for a place ("where are the fire extinguishers"): only what
    names a document, or a link to one, counts.
    """
    return (
        decision.treated_as is Label.FIND_DOCUMENT
        and decision.decided_by in {DecidedBy.MODEL, DecidedBy.PROMPT}
        and decision.probability >= LISTED_FROM
        and _NAMES_A_DOCUMENT.search(text) is not None
        and _ASKS_WHAT_IS_IN_IT.search(text) is None
    )


def may_want_a_rule(text: str) -> bool:
    """Whether what was taken for distress asks, is keywords alone or tells of what has rules.

    Not what names a harm that people do.
    """
    told = asks_within(text) or happened(text) or is_keyword_query(text)
    return told and not names_distress(text)
