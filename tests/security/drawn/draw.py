"""Draws companies and what happens to them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.security.drawn.oracle import Place
from tests.security.drawn.state import (
    CHANNELS,
    GROUPS,
    HANDLES,
    OPENERS,
    PAPERS,
    PEOPLE,
    SOURCES,
    STANDINGS,
    WORDS,
    Becomes,
    Belongs,
    Deletes,
    Mislabels,
    Names,
    Opens,
    Operation,
    Paper,
    Removes,
    Renames,
    Shared,
    Sits,
    State,
    Writes,
)

TITLES = ("Drawn", "Redrawn")
MOST_OPERATIONS = 8


@dataclass(frozen=True)
class History:
    """How a company begins, what happens to it, and two that ask after each step."""

    start: State
    operations: tuple[Operation, ...]
    together: frozenset[str]
    looks: tuple[tuple[str, Place], ...]


def histories() -> st.SearchStrategy[History]:
    """Companies with their operations, from the smallest up."""
    together = st.frozensets(st.sampled_from(PEOPLE), min_size=2, max_size=3)
    operations = st.lists(operation(), min_size=1, max_size=MOST_OPERATIONS).map(tuple)
    return st.builds(_history, states(), operations, together, st.randoms(use_true_random=False))


def _history(start: State, operations: tuple[Operation, ...], together: frozenset[str],
             chance: object) -> History:  # fmt: skip
    asks = [(who, place) for who in PEOPLE for place in (who, *CHANNELS, together)]
    picks = chance.choices(asks, k=2 * (len(operations) + 1))  # type: ignore[attr-defined]
    return History(start, operations, together, tuple(picks))


def states() -> st.SearchStrategy[State]:
    """How a company may begin; groups may hold each other in a circle."""
    members = st.frozensets(st.sampled_from((*PEOPLE, *GROUPS)), max_size=3)
    sitting = st.frozensets(st.sampled_from(PEOPLE), max_size=4)
    openers = st.frozensets(st.sampled_from(OPENERS), min_size=1, max_size=3)
    return st.builds(
        State,
        standing=st.fixed_dictionaries({one: st.sampled_from(STANDINGS) for one in PEOPLE}),
        groups=st.fixed_dictionaries(dict.fromkeys(GROUPS, members)),
        handles=st.dictionaries(st.sampled_from(HANDLES), st.sampled_from(GROUPS)),
        channels=st.fixed_dictionaries(dict.fromkeys(CHANNELS, sitting)),
        sources=st.fixed_dictionaries(dict.fromkeys(SOURCES, openers)),
        papers=st.fixed_dictionaries({}, optional={n: _paper(n) for n in PAPERS}),
        shared=st.sets(st.sampled_from(CHANNELS), max_size=1),
    )


def _paper(name: str) -> st.SearchStrategy[Paper]:
    source = SOURCES[PAPERS.index(name) % len(SOURCES)]
    return st.builds(Paper, st.just(source), _readers(), _denied(), st.sampled_from(TITLES))


def _readers() -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(WORDS), max_size=3)


def _denied() -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(WORDS), max_size=2)


def operation() -> st.SearchStrategy[Operation]:
    """Anything that may happen, whether or not it means anything at that moment."""
    people, groups, channels = map(st.sampled_from, (PEOPLE, GROUPS, CHANNELS))
    papers, sources, handles = map(st.sampled_from, (PAPERS, SOURCES, HANDLES))
    openers = st.frozensets(st.sampled_from(OPENERS), min_size=1, max_size=2)
    return st.one_of(
        st.builds(Belongs, people | groups, groups, st.booleans()),
        st.builds(Sits, people, channels, st.booleans()),
        st.builds(Becomes, people, st.sampled_from(STANDINGS)),
        st.builds(Shared, channels, st.booleans()),
        st.builds(Names, handles, st.none() | groups),
        st.builds(Opens, sources, openers),
        st.builds(Writes, papers, _readers(), _denied(), st.sampled_from(TITLES), st.booleans()),
        st.builds(Deletes, papers, st.booleans()),
        st.builds(Renames, papers),
        st.builds(Mislabels, papers, papers),
        st.builds(Removes, sources, st.booleans()),
    )
