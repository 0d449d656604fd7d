"""Triage by keywords: what is used when no model can be, and what a model has to beat."""

import re

from chains.triage.decision import DecidedBy, Decision
from chains.triage.distress import names_distress, names_distress_elsewhere
from chains.triage.labels import INTENTS, UNSURE, Label
from chains.triage.language import is_other_language
from chains.triage.prepared import is_wordless, prepared

SURE = 0.6
"""The probability a rule that matched is given; the other intents share the rest."""

_RULES: tuple[tuple[Label, str], ...] = (
    (
        Label.OUT_OF_SCOPE,
        r"\b(weather|recipe|joke about|poem|lyrics|movie|netflix|football|horoscope|bitcoin)\b"
        r"|ignore (all|any|your|previous|the above)|system prompt|jailbreak",
    ),
    (
        Label.TROUBLESHOOTING,
        r"\b(error|exception|traceback|crash(es|ed|ing)?|broken|fails?|failed|failing|stuck|bug)\b"
        r"|\b(does|do|is|can|could|wo|did)(n'?t| not) (work|load|start|open|connect|log|install)"
        r"|\b(not working|won'?t|can'?t (log|open|connect|access|see)|unable to|problem with)\b",
    ),
    (
        Label.PEOPLE_LOOKUP,
        r"\bwho('?s| is| are| owns?| can| do| should| knows?| runs?| maintains?)\b|\bon[- ]call\b"
        r"|\b(any(one|body)|someone) (here )?(with experience|familiar|who knows)\b",
    ),
    (
        Label.FIND_DOCUMENT,
        r"\b(link|docs?|document(ation)?|template|slides?|deck|handbook|runbook|tutorial|librar(y|ies)"
        r"|resources?|pdf)\b|\bwhere('?s| is| are| can i find| do we keep)\b",
    ),
    (
        Label.HOW_TO,
        r"\bhow (do|to|can|should|would|does one)\b|\bsteps\b|\b(way|process) (to|for)\b",
    ),
    (
        Label.FEEDBACK,
        r"\b(would be (nice|great|cool)|i wish|feature request|suggestion|wrong answer|not helpful"
        r"|great (answer|work|job)|love (the|this)|i (like|hate) )\b",
    ),
    (
        Label.ACTION_REQUEST,
        r"^(please |pls |can you |could you )?(add|book|cancel|create|send|schedule|delete|remove"
        r"|reset|update|remind|move|set|give|grant|order|restart|assign|approve|invite)\b",
    ),
    (
        Label.SMALL_TALK,
        r"^(hi|hello|hey|good (morning|evening|night)|thanks?|thank you|thx|bye|cheers|welcome)\b"
        r"|\bwho are you\b|\bare you (a|an) (bot|human|ai)\b|\btell me a joke\b",
    ),
)
_COMPILED = tuple((label, re.compile(rule, re.IGNORECASE)) for label, rule in _RULES)
_NAMED_FIRST = re.compile(r"^(<@\w+>|@\w+|[\w|`^-]{3,16}[:,])\s")


def by_rules(text: str) -> Decision:
    """Decide by keywords; a text that no rule fits is a question, and not a sure one."""
    shown = prepared(text)
    other_language = is_other_language(shown)
    intent = (
        Label.SMALL_TALK if is_wordless(text) else _intent(shown, other_language=other_language)
    )
    asked = "?" in shown and _NAMED_FIRST.match(shown) is None and not is_wordless(shown)
    share = (1.0 - SURE) / (len(INTENTS) - 1)
    return Decision(
        intent=intent or UNSURE,
        probabilities={label: SURE if label is (intent or UNSURE) else share for label in INTENTS},
        addressed=0.5 if asked else 0.05,
        energy=None,
        offers=False,  # rules reply falsely too often to speak unasked
        sure=intent is not None,
        decided_by=DecidedBy.LANGUAGE if other_language else DecidedBy.RULES,
    )


def _intent(text: str, *, other_language: bool) -> Label | None:
    if other_language:
        return Label.SENSITIVE if names_distress_elsewhere(text) else None
    if names_distress(text):
        return Label.SENSITIVE
    return next((label for label, rule in _COMPILED if rule.search(text)), None)
