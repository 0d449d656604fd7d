"""What to do: which of what may be quoted tells it, where a question asks that.

"What should I do when the gateway is down?" is answered by the steps and by what says *restart the
hosts*, not by what the word *gateway* or *down* stands in.
"""

import re
from collections.abc import Sequence
from itertools import islice

from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.answering.questions.occasions import asks_what_to_do
from chains.answering.quoting.lists import first_items
from chains.answering.quoting.scoring import Candidate

_DOES = 0.15
"""What a sentence that tells somebody to do something gains in score, of 1, if all that is asked
about stands in it or over it."""
_LEAST_OVER = 0.6
"""Share of the question's words that have to stand in steps or over them, weighted as covered."""
_LEAST_SCORE = 0.8
"""Share of the best sentence's score that they need beside it."""
_VERBS = (
    r"(?:add|ask|bring|call|check|choose|click|close|contact|cut|email|enter|evacuate|fill|follow|go"
    r"|inform|isolate|keep|leave|log|look|make|notify|open|phone|press|put|read|remove|report|reset"
    r"|restart|restore|ring|roll|run|select|send|shut|sign|start|stop|surface|switch|take|tell|turn"
    r"|unplug|use|wait|write)"
)
_NO_VERB = (
    r"(?:a|about|after|all|also|although|an|and|any|as|at|because|before|but|by|each|for|from|given"
    r"|if|in|into|is|it|like|of|on|once|only|or|over|since|so|such|than|that|the|their|this|though"
    r"|through|to|under|until|upon|we|what|when|where|which|while|who|with|within|without|you"
    r"|\w+(?:s|ed|ing|ly))\b"
)
# An imperative begins the sentence, or follows "if …,"; of verbs not known here it has an object.
_TELLS = re.compile(
    r"(?:^|^(?:if|when|once|after|before|in case|first|then|next|for|at|on)\b[^.]{0,120}?,\s+"
    r"(?:then\s+)?)"
    r"(?:\W*(?:please|always|first|then|immediately|at once)\W+)?"
    rf"(?:(?:do not|don['’]t|never|make sure)\b"
    rf"|{_VERBS}\b(?!['’:]|\s+(?:is|are|was|were|has|have)\b)"
    rf"|(?!{_NO_VERB})[a-z]{{3,}}\s+(?:an?|the|your|it|them|this|these|both|every|out|off|up|back)\b)"
    r"|^\w+(?:en|n)\s+sie\b|^(?:bitte|niemals?)\b|^[^\W\d_]{2,}ez\b|^ne\s+\w+ez\b",
    re.I,
)
_COLUMN = re.compile(
    r"^(?:what (?:to do|helps|next)|actions?|remedy|steps?|solution|fix|maßnahmen?|was tun"
    r"|que faire|mesures?):",
    re.I | re.M,
)


def deeds_first(question: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, with more of a score for what tells to do something where that is asked."""
    if not asks_what_to_do(question):
        return tuple(candidates)
    return tuple(
        one._replace(score=one.score + _DOES * one.covered) if _tells(one) else one
        for one in candidates
    )


def steps_beside(
    best: Candidate, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> list[Candidate]:
    """The first steps of its document that stand below words of the question, if it is no step."""
    document = evidence[best.passage].document.id
    over = (
        one
        for one in sorted(candidates, key=lambda one: evidence[one.passage].ordinal)
        if one.segment.form is Form.STEP
        and one.fits
        and evidence[one.passage].document.id == document
        and one.covered >= _LEAST_OVER
        and one.score >= _LEAST_SCORE * best.score
    )
    first = next(over, None)
    if first is None or best.segment.form is Form.STEP:
        return []
    return first_items([one for one in candidates if one.group == first.group], first)


def deed_beside(
    best: Candidate, ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> list[Candidate]:
    """What else its document tells to do, with more of the question's words, if it is a step."""
    if best.segment.form is not Form.STEP:
        return []
    document = evidence[best.passage].document.id
    deeds = (
        one
        for one in ranked
        if one.segment.form is Form.PROSE
        and one.fits
        and one.covered > best.covered
        and one.score >= _LEAST_SCORE * best.score
        and evidence[one.passage].document.id == document
        and _tells(one)
    )
    return list(islice(deeds, 1))


def _tells(one: Candidate) -> bool:
    match one.segment.form:
        case Form.STEP:
            return True
        case Form.CODE:
            return False
        case Form.ROW:
            text = one.segment.text
            return bool(_COLUMN.search(text) or _TELLS.search(text.split("\n")[0]))
        case Form.PROSE:
            return _TELLS.search(one.segment.text) is not None
