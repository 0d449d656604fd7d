"""The writer without a model: quotes the sentences that answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chains.answering.drafts.draft import Draft, DraftSentence
from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.answering.questions.expectation import BRIEF, Expected, expected_of
from chains.answering.questions.occasions import asks_what_to_do
from chains.answering.quoting.conflicts import Contradiction, Settled, settled
from chains.answering.quoting.continued import Continued
from chains.answering.quoting.deeds import deed_beside, deeds_first, steps_beside
from chains.answering.quoting.foreign import Foreign
from chains.answering.quoting.headed import Headed, first_of_its_section
from chains.answering.quoting.leading import in_reading_order, leading
from chains.answering.quoting.lists import first_items, is_list, left_out, says_the_row, whole
from chains.answering.quoting.placing import placed
from chains.answering.quoting.scoring import ALL, Candidate, Scorer, precedence
from chains.answering.quoting.siblings import Siblings
from chains.answering.quoting.telling_apart import told_apart

MOST_SENTENCES = 3
"""Of the first source; each further one adds a sentence."""
MOST_SOURCES = 3
_MOST_BRIEF = 2
"""Sentences of one passage where one says when, how many, who or whether."""
_SHORT, _MOST_SHORT_ITEMS = 500, 5
"""Characters of what is quoted for one question of many, and pieces of a list or with code."""

# Shares of the best sentence's score that a further one needs: beside it, and in another source.
_BESIDE, _ELSEWHERE = 0.90, 0.80
# Shares of the question's words in the best that a further one has to hold itself.
_OWN_BESIDE, _OWN_ELSEWHERE, _OWN_OF_A_FACT = 0.5, 0.3, 0.99
_OWN_AT_ALL = 0.15
"""Share of all of them that it holds at the least: where the best has few, anything has one."""
_IN_ORDER = frozenset({Expected.WAY, Expected.ANYTHING})
"""What the first sentences of a section answer that is headed by the occasion asked about."""
_SAME = 0.75
"""Share of common stems (Jaccard) from which two sentences say the same."""


@dataclass(frozen=True)
class Selection:
    """What was picked and how well it is supported.

    ``chosen`` stand in reading order; ``ranked`` are all candidates, best first, without those
    that a newer document ``overruled``. ``others`` are the best ones of the further questions of a
    message. ``asked`` has the question that each of the chosen answers, where that has to be told.
    """

    chosen: tuple[Candidate, ...] = ()
    ranked: tuple[Candidate, ...] = ()
    overruled: tuple[Contradiction, ...] = ()
    others: tuple[Candidate, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The best supported candidate."""
        return self.ranked[0] if self.ranked else None

    def draft(self) -> Draft:
        """The chosen segments as a draft, word for word."""
        left = left_out(self.chosen, self.ranked)
        asked = self.asked or ("",) * len(self.chosen)
        return tuple(
            DraftSentence(
                one.segment.text,
                (one.passage,),
                one.segment.form,
                more=left.get(place, 0),
                number=one.segment.number,
                asked=question,
                case=one.case,
            )
            for place, (one, question) in enumerate(zip(self.chosen, asked, strict=True))
        )

    def brief(self) -> "Selection":
        """The same with the best sentence of each question alone, or nothing."""
        best = (*self.ranked[:1], *self.others) if self.chosen else ()
        return replace(self, chosen=best, asked=())

    def short(self) -> "Selection":
        """The same with what is most to the point in the passage of the best sentence alone."""
        beside = [one for one in self.chosen if self.best and one.passage == self.best.passage]
        listed = any(one.segment.form is not Form.PROSE for one in beside)
        kept: list[Candidate] = []
        for one in beside[: _MOST_SHORT_ITEMS if listed else 1]:
            if kept and sum(len(each.segment.text) for each in (*kept, one)) > _SHORT:
                break
            kept.append(one)
        return replace(self, chosen=tuple(kept) if self.best in kept else self.ranked[:1])

    def moved(self, places: Mapping[int, int]) -> "Selection":
        """The same for evidence in other places, by the old ones, without what has no new one."""

        def move(one: Candidate) -> Candidate:
            return one._replace(passage=places[one.passage])

        return Selection(
            tuple(move(one) for one in self.chosen if one.passage in places),
            tuple(move(one) for one in self.ranked if one.passage in places),
            tuple(
                Contradiction(move(one.older), move(one.newer))
                for one in self.overruled
                if {one.older.passage, one.newer.passage} <= places.keys()
            ),
        )

    def best_of_each_document(self, evidence: Sequence[Evidence]) -> tuple[Candidate, ...]:
        """The best sentence of every document, best first."""
        seen: dict[object, Candidate] = {}
        for candidate in self.ranked:
            seen.setdefault(evidence[candidate.passage].document.id, candidate)
        return tuple(seen.values())


def joined(selections: Sequence[Selection], asked: Sequence[str] = ()) -> Selection:
    """What was picked for several questions about the same evidence, in their order.

    ``asked`` are the questions, where each is to be told with its answer: then what answers two of
    them is said twice.
    """
    chosen = [one for selection in selections for one in selection.chosen]
    ranked = [one for selection in selections for one in selection.ranked]
    told = [
        question
        for question, selection in zip(asked, selections, strict=bool(asked))
        for _ in selection.chosen
    ]
    return Selection(
        tuple(chosen if asked else _each_once(chosen)),
        tuple(_each_once(ranked)),
        tuple(one for selection in selections for one in selection.overruled),
        tuple(one.ranked[0] for one in selections[1:]),
        tuple(told),
    )


def _each_once(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    first: dict[tuple[int, int], Candidate] = {}
    for one in candidates:
        first.setdefault(one.where, one)
    return first.values()


class Extractive:
    """Picks sentences, the rows of a table or the steps of a list."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._continued = Continued(scorer.words)
        self._foreign = Foreign(scorer.words)
        self._headed = Headed(scorer.words)
        self._siblings = Siblings(scorer.words)

    def select(
        self, question: str, evidence: Sequence[Evidence], brought: str | None = None
    ) -> Selection:
        """The sentences that answer best, whether or not they answer well enough.

        ``brought``: what a question asks anew that leans on an earlier one, or the words that a
        follow-up has put into it.
        """
        expected = expected_of(question)
        scored = self._scorer.candidates(question, evidence)
        candidates = deeds_first(question, placed(question, expected, scored))
        candidates = self._headed.told(question, candidates, evidence)
        candidates = self._foreign.told(question, candidates, evidence)
        candidates = self._siblings.told(question, candidates, evidence)
        candidates = told_apart(question, candidates, evidence)
        candidates = self._continued.told(question, brought, candidates, evidence)
        quotable = [one for one in candidates if one.segment.form is not Form.CODE]
        ranked = sorted(quotable, key=precedence)
        if not ranked:
            return Selection()
        now = settled(ranked, evidence)
        chosen = self._quoted(question, now, now.figures_of(candidates), evidence)
        return Selection(chosen, now.ranked, now.overruled)

    def _quoted(
        self,
        question: str,
        now: Settled,
        candidates: Sequence[Candidate],
        evidence: Sequence[Evidence],
    ) -> tuple[Candidate, ...]:
        best, expected = now.ranked[0], expected_of(question)
        chosen = _chosen(now, candidates, expected, evidence)
        in_order = expected in _IN_ORDER and best.segment.form is Form.PROSE
        if in_order and best.headed:
            first = first_of_its_section(best, candidates, MOST_SENTENCES)
            chosen = (*first, *(one for one in chosen if one not in first))
        if asks_what_to_do(question):
            chosen = _with_steps(chosen, steps_beside(best, candidates, evidence), evidence)
            more = deed_beside(best, now.ranked, evidence)
            return (*chosen, *(one for one in more if not _repeats(one, chosen)))
        return chosen


def _chosen(
    now: Settled,
    candidates: Sequence[Candidate],
    expected: Expected,
    evidence: Sequence[Evidence],
) -> tuple[Candidate, ...]:
    best = now.ranked[0]
    picked = _around(best, now.ranked, candidates, expected)
    sources = [evidence[best.passage].document.id]
    for one in now.ranked:
        document = evidence[one.passage].document.id
        if len(sources) >= MOST_SOURCES or one.score < _ELSEWHERE * best.score:
            break
        # One without a name of the question is no further source where the first one has it.
        named = best.strange or not one.strange
        # Nor is one without limits where those of the best hold what is asked.
        named = named and (best.within is not True or one.within is True)
        known = document in sources or document in now.outdated
        # Of a fact another source is asked for only where it tells as much, or of another case.
        own = _OWN_OF_A_FACT if expected in BRIEF and not one.case else _OWN_ELSEWHERE
        bears = named and not known and _supports(one, best, own)
        if bears and not _repeats(one, picked):
            sources.append(document)
            beside = [each for each in candidates if each.passage == one.passage]
            picked.extend(whole(one, beside))
    return leading(best, in_reading_order(picked))


def _with_steps(
    chosen: Sequence[Candidate], steps: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """Both, the steps first where they stand before it in their document."""
    more = [one for one in steps if one not in chosen]
    if not more:
        return tuple(chosen)
    before = evidence[more[0].passage].ordinal < evidence[chosen[0].passage].ordinal
    return in_reading_order((*more, *chosen) if before else (*chosen, *more))


def _around(
    best: Candidate,
    ranked: Sequence[Candidate],
    candidates: Sequence[Candidate],
    expected: Expected,
) -> list[Candidate]:
    """The best sentence and what belongs to it in its passage."""
    same = [one for one in candidates if one.passage == best.passage]
    group = [one for one in same if one.group == best.group]
    group = [one for one in group if one is best or one.within is not False]
    if is_list(group) and (best.segment.text.endswith(":") or expected is Expected.WAY):
        return first_items(group, best)
    lead = [one for one in group if one.segment.text.endswith(":") and one is not best]
    picked = whole(best, group, way=expected is Expected.WAY)
    picked += [one for one in lead[:1] if best.segment.form is not Form.PROSE and one not in picked]
    brief = expected in BRIEF
    most = _MOST_BRIEF if brief else MOST_SENTENCES
    for one in ranked:
        if len(picked) >= most or one.score < _BESIDE * best.score:
            break
        beside = one.passage == best.passage and one not in picked
        if brief and best.own >= ALL and one.covered < best.covered:
            continue  # what is asked of a senior engineer is not asked of others
        if beside and _supports(one, best, _OWN_BESIDE) and not _repeats(one, picked):
            beneath = (each for each in whole(one, same) if each not in picked)
            picked.extend(beneath)
    return picked


def _supports(one: Candidate, best: Candidate, own: float) -> bool:
    """Whether it bears on the question by its own words, not by those above it or its columns.

    ``own``: the share of the best one's own that it has to hold.
    """
    if not one.fits or one.unnamed > best.unnamed:
        return False
    cells = one.own - one.columns
    if one.group == best.group and one.segment.form is not Form.PROSE:
        # Of the row that the question names, those that have less of it are no part.
        return cells > 0 or best.own <= best.columns or one.own >= best.own
    return cells > max(own * best.own, _OWN_AT_ALL)


def _repeats(one: Candidate, picked: Iterable[Candidate]) -> bool:
    return any(
        len(one.stems & other.stems) >= _SAME * max(1, len(one.stems | other.stems))
        or says_the_row(one.segment, other.segment)
        for other in picked
        if one.case == other.case  # what holds for Germany and France is said of both
    )
