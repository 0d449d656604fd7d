"""In which order a reply quotes: the sentence that answers first, if it can be read by itself."""

import re
from collections.abc import Sequence

from chains.answering.outcome import Form
from chains.answering.quoting.scoring import Candidate

_LEANS = re.compile(
    r"""(?ix) ^\W* (?: it | its | they | their | them | he | she | his | her | this | that | these
    | those | then | here | both | such | so | also | but | and | or | however | otherwise
    | instead | else | except
    | er | sie | es | ihr\w* | sein\w* | dies\w* | das | dann | dort | sonst | auch | aber | und
    | oder | jedoch | beide\w*
    | il | elle | ils | elles | ce | cela | ces | cet\w* | son | sa | ses | leurs? | alors | sinon
    | aussi | mais | et | ou
    | él | ella | ellos | ellas | est[aeo]s? | es[aeo]s? | su | sus | entonces | pero
    | ele | ela | eles | elas | isso | isto | esse\w* | seus? | suas? | então | mas
    ) \b"""
)
"""Begins with a word that stands for something said before."""
_LEANS_ON_IT = re.compile(
    r"(?i)\b(?:about|at|by|for|from|in|of|on|to|with) (?:it|them|this|that|these|those)\b[^,;]*\W*$"
    r"|\b(?:dafür|dazu|davon|damit|dabei|dort|darüber)\b"
)
_AS_GOOD = 0.975
"""Share of the best one's score from which the first as it stands in the passage begins as well:
a rule (0.98 to 0.99 in the demo) leads its exception, what merely stands before (0.97) does not."""


def leading(best: Candidate, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The chosen, in reading order, with the best one first, what follows it in its passage next,
    and what stands before it after that.

    As they are where the order counts: of what is listed, beneath a heading that is asked for,
    where the best sentence leans on one before it, as by *for it* at its end, and where the first
    is as good.
    """
    beside = [one for one in chosen if one.passage == best.passage]
    listed = any(one.segment.form is not Form.PROSE for one in beside)
    leans = _LEANS.match(best.segment.text) or _LEANS_ON_IT.search(best.segment.text)
    as_good = beside and beside[0].score >= _AS_GOOD * best.score
    if best not in beside or listed or best.headed or leans or as_good:
        return tuple(chosen)
    after = [one for one in beside if one.segment.place > best.segment.place]
    before = [one for one in beside if one.segment.place < best.segment.place]
    elsewhere = [one for one in chosen if one.passage != best.passage]
    return best, *after, *before, *elsewhere


def in_reading_order(picked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those of one passage as they stand in it, the passages as they were picked."""
    first: dict[int, int] = {}
    for number, one in enumerate(picked):
        first.setdefault(one.passage, number)
    return tuple(sorted(picked, key=lambda one: (first[one.passage], one.segment.place)))
