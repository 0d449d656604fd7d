"""What a follow-up takes the place of in the question before it: its counterpart.

"And Lyon?" is Lyon in place of the one other place, "and on Saturday?" stands beside it. What has
no counterpart, or may have several, is added.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chains.answering.questions.word_classes import country_spans, is_time, spans_like
from chains.index.stems import language_of
from chains.index.stop_words import IN_ANY_LANGUAGE

_CASES = (
    r"for|in|at|on|with|from|to|as|für|bei|mit|im|am|nach|von|pour|en|au|aux|à|para|con|com|em"
    r"|no|na"
)
_INDEFINITE = r"an?|une?|uma?|una|eine?[rnm]?"
_ARTICLES = rf"the|my|our|your|der|die|das|den|dem|les?|la|el|los|las|{_INDEFINITE}"
_REST = re.compile(
    rf"(?:(?P<case>{_CASES})\s+)?(?:(?P<article>{_ARTICLES})\s+)?(?P<own>\S.*)", re.I
)
_BEFORE = re.compile(rf"(?:\b(?P<case>{_CASES})\s+)?(?:\b(?P<article>{_ARTICLES})\s+)?$", re.I)
_CASE = re.compile(rf"\b(?P<case>{_CASES})\s+(?=\S)", re.I)
_OF_THE_VERB = re.compile(
    r"\b(?:apply|ask|pay|look|wait|register|sign up|care|used|responsible)\s+$", re.I
)
"""Then *for* tells of what, and not for whom."""
_WHERE = frozenset({"in", "at", "bei", "im", "en", "au", "aux", "à", "em", "no", "na"})
_FROM_OR_TO = frozenset({"from", "to", "von", "nach"})
_SITE = re.compile(
    r"\s+(?:office|site|branch|plant|warehouse|store|shop|campus|studio|büro|werk)\b", re.I
)
"""*The Lyon office* is where *in Lyon* is, too."""
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ][\w’'-]*")
_WORD = re.compile(r"[\w’'-]+")
_FIGURE = re.compile(r"[\w.]*\d[\w.]*")
_VERB_AFTER = re.compile(
    r"\b(?:do|does|did|can|could|may|must|should|will|would)\s+$"
    r"|\b(?:when|why|how|until when)\s+(?:is|are|was|were)\s+$",
    re.I,
)
"""After these, what an article begins ends before a verb or an adjective."""
_MOST_OWN = 4
"""Words that are one thing."""


@dataclass(frozen=True)
class _New:
    """A follow-up's words, with what stands before them; empty where that is nothing."""

    case: str
    article: str
    own: str

    def goes_with(self, case: str) -> bool:
        """Whether it is asked for in the same relation as what stands behind this word."""
        mine, other = self.case.casefold(), case.casefold()
        return mine == other or {mine, other} <= _WHERE


_Span = tuple[int, int]


def exchanged(earlier: str, rest: str, names: Collection[str] = ()) -> str | None:
    """The earlier question with these words in their counterpart's place; None where it has none.

    Both without their marks at the end. ``names``: words of both, in lower case, that are known to
    be proper names.
    """
    found = _REST.fullmatch(rest)
    if found is None:
        return None
    new = _New(found["case"] or "", found["article"] or "", found["own"])
    alike = spans_like(new.own, earlier)
    if new.case and not is_time(new.own):
        alike = [one for one in alike or () if new.goes_with(_case_before(earlier, one))]
    if alike and (span := _one_of(earlier, alike, new)) is not None:
        return _put(earlier, span, new)
    if is_time(new.own):
        return None
    if _is_name(new.own, earlier, names):
        place = _of_names(earlier, new, names)
        return None if place is None else _put(earlier, place, new)
    of_words = _of_same_words(earlier, new) or _of_article(earlier, new)
    return _put(earlier, of_words, new) if of_words else _of_case(earlier, new)


def _one_of(earlier: str, spans: Iterable[_Span], new: _New) -> _Span | None:
    """The only one of them, or the only one that is asked for in the same relation."""
    each = list(spans)
    if len(each) != 1:
        each = [one for one in each if new.case and new.goes_with(_case_before(earlier, one))]
    if len(each) != 1:
        return None
    case = _case_before(earlier, each[0])
    directions = {new.case.casefold(), case.casefold()} & _FROM_OR_TO
    return each[0] if not (new.case and directions) or new.goes_with(case) else None


def _is_name(own: str, earlier: str, names: Collection[str]) -> bool:
    words = _WORD.findall(own)
    if not 0 < len(words) <= _MOST_OWN:
        return False
    if list(country_spans(own)) == [(0, len(own))] or all(_low(one) in names for one in words):
        return True
    capital = [_CAPITALISED.fullmatch(one) is not None for one in words]
    return capital[0] and capital[-1] and language_of(earlier) != "de"


def _of_names(earlier: str, new: _New, names: Collection[str]) -> _Span | None:
    """Where the one name, or the one country for another, stands in the earlier question."""
    lands = list(country_spans(earlier))
    if lands and list(country_spans(new.own)):
        return _one_of(earlier, lands, new)
    for capital in (True, False):
        spans = list(_names_in(earlier, names, lands, capital=capital))
        if new.case:  # "how do I call in sick in Portugal": the last one is where
            spans = [one for one in spans if _may_stand_there(earlier, one, new)][-1:]
        behind = [one for one in spans if _case_before(earlier, one)]
        found = _one_of(earlier, spans, new) or _one_of(earlier, behind, new)
        if found is not None:
            return found
    return None


def _may_stand_there(earlier: str, span: _Span, new: _New) -> bool:
    if case := _case_before(earlier, span):
        return new.goes_with(case) or _is_site(earlier, span, new)
    words = [_low(one) for one in _WORD.findall(earlier)]
    keywords = IN_ANY_LANGUAGE.isdisjoint(words) and span[1] == len(earlier)
    return keywords or _is_site(earlier, span, new)


def _is_site(earlier: str, span: _Span, new: _New) -> bool:
    return new.case.casefold() in _WHERE and _SITE.match(earlier, span[1]) is not None


def _names_in(
    earlier: str, names: Collection[str], lands: Collection[_Span], *, capital: bool
) -> Iterator[_Span]:
    """Runs of words that are names, or only have a capital where that is asked for, too."""
    run: list[_Span] = []
    for word in _WORD.finditer(earlier):
        is_one = (
            _low(word.group()) in names
            or any(start <= word.start() and word.end() <= end for start, end in lands)
            or (capital and _has_capital(earlier, word))
        )
        if run and not (is_one and earlier[run[-1][1] : word.start()] == " "):
            yield run[0][0], run[-1][1]
            run = []
        if is_one:
            run.append(word.span())
    if run:
        yield run[0][0], run[-1][1]


def _has_capital(earlier: str, word: re.Match[str]) -> bool:
    """The first word of a sentence has one for nothing, and so has every noun in German."""
    begins = not earlier[: word.start()].strip("¿ ")
    told = _CAPITALISED.fullmatch(word.group()) is not None and not is_time(word.group())
    return told and not begins and language_of(earlier) != "de"


def _of_same_words(earlier: str, new: _New) -> _Span | None:
    """Where *senior engineer* stands for *staff engineer*, and *Year 7* for *Year 9*."""
    *before, last = new.own.split()
    if not before:
        return None
    if _FIGURE.fullmatch(last):
        same = re.escape(" ".join(before))
        found = list(re.finditer(rf"(?<!\w){same}\s+{_FIGURE.pattern}(?!\w)", earlier, re.I))
        return found[0].span() if len(found) == 1 else None
    found = list(re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", earlier, re.I))
    if len(found) != 1:
        return None
    start = found[0].start()
    for word in reversed(list(_WORD.finditer(earlier, 0, start))[-len(before) :]):
        if _low(word.group()) in IN_ANY_LANGUAGE:
            break
        start = word.start()
    span = start, found[0].end()
    case = _case_before(earlier, span)
    return span if not (new.case and case) or new.goes_with(case) else None


def _of_article(earlier: str, new: _New) -> _Span | None:
    """ "And a cat?": the last thing before which stands an article of the same kind."""
    if not new.article or new.case or len(new.own.split()) > _MOST_OWN:
        return None
    sort = re.compile(_INDEFINITE, re.I)
    indefinite = sort.fullmatch(new.article) is not None
    found = [
        one
        for one in re.finditer(rf"(?<![\w-])(?P<article>{_ARTICLES})\s+(?=\w)", earlier, re.I)
        if (sort.fullmatch(one["article"]) is not None) == indefinite
    ]
    return _thing(earlier, found[-1].start(), found[-1].end()) if found else None


def _thing(earlier: str, article: int, start: int) -> _Span | None:
    """What an article begins: the words up to one that every text has, or up to a verb."""
    ends = []
    for word in _WORD.finditer(earlier, start):
        if _low(word.group()) in IN_ANY_LANGUAGE:
            break
        ends.append(word.end())
    if len(ends) > 1 and _VERB_AFTER.search(earlier[:article]):
        ends.pop()
    return (start, ends[-1]) if ends else None


def _of_case(earlier: str, new: _New) -> str | None:
    """What stands last behind the same small word, up to the next: *in Portugal*, *at home*."""
    cases = _CASE.finditer(earlier) if new.case else ()
    same = [one for one in cases if _low(one["case"]) == _low(new.case)]
    if not same or _OF_THE_VERB.search(earlier[: same[-1].start()]):
        return None
    behind = earlier[same[-1].end() :]
    if is_time(behind):
        return None
    following = _CASE.search(behind)
    kept = f" {behind[following.start() :]}" if following and following.start() else ""
    whole = " ".join(one for one in (new.case, new.article, new.own) if one)
    return f"{earlier[: same[-1].start()]}{whole}{kept}"


def _put(earlier: str, span: _Span, new: _New) -> str:
    """The earlier question with the new words there, and their small words where it has those."""
    start, end = span
    own = new.own
    if own.endswith("s") and not earlier[start:end].endswith("s") and earlier[end:].strip():
        own = _singular(own, earlier[start:end])
    before = _BEFORE.search(earlier, 0, start)
    had_case, had_article = (before["case"], before["article"]) if before else (None, None)
    if new.case and (had_case or not had_article) and not _is_site(earlier, span, new):
        start = before.start() if before and had_case else start
        own = " ".join(one for one in (new.case, new.article, own) if one)
    elif new.article and had_article and before:
        start, own = before.start("article"), f"{new.article} {own}"
    elif new.article and (_last_word(earlier[:start]) in IN_ANY_LANGUAGE or not start):
        own = f"{new.article} {own}"
    return f"{earlier[:start]}{own}{earlier[end:]}"


def _singular(own: str, other: str) -> str:
    """*Junior* for *juniors* where *senior* stood."""
    return own[:-1] if spans_like(own[:-1], other) else own


def _case_before(earlier: str, span: _Span) -> str:
    found = _BEFORE.search(earlier, 0, span[0])
    return (found["case"] or "") if found else ""


def _last_word(text: str) -> str:
    words = _WORD.findall(text)
    return _low(words[-1]) if words else ""


def _low(word: str) -> str:
    return word.casefold()
