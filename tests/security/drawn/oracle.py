"""Who may read what, said slowly: docs/permissions.md by hand, without a line of the product."""

from tests.security.drawn.state import CHANNELS, NO_ADDRESS, Paper, State, Words

Place = str | frozenset[str]
"""A channel, a group DM by its people, or a person: their direct conversation."""


def readable(state: State, asker: str, place: Place) -> frozenset[str]:
    """The papers that a reply to the asker in this place may draw on."""
    readers = _readers_of(state, asker, place)
    return frozenset(
        name
        for name, paper in state.papers.items()
        if readers and all(_may(state, paper, held, some) for held, some in readers)
    )


def _readers_of(state: State, asker: str, place: Place) -> list[tuple[set[str], bool]]:
    """What each reader holds, and whether it stands for nobody in particular."""
    if state.standing[asker] == "nobody":
        return []
    if place == asker:
        return [_one(state, asker)]
    if isinstance(place, frozenset):
        if asker not in place or any(state.standing[one] == "nobody" for one in place):
            return []
        if all(state.standing[one] != "partner" for one in place):
            return [_one(state, one) for one in sorted(place)]
        return _strangers({state.standing[one] for one in place}, is_shared=True)
    sitting = {state.standing[one] for one in state.channels[place]}
    strangers = _strangers(sitting, is_shared=place in state.shared)
    return strangers or [({"everyone", place}, True)]


def _strangers(sitting: set[str], *, is_shared: bool) -> list[tuple[set[str], bool]]:
    strangers = []
    if is_shared:
        strangers.append(({"partners"}, True))
    if "guest" in sitting:
        strangers.append(({"guests"}, True))
    return strangers


def _one(state: State, who: str) -> tuple[set[str], bool]:
    if state.standing[who] == "partner":
        return {"partners"}, True
    held = {who, "everyone" if state.standing[who] == "member" else "guests"}
    while True:
        wider = set(held)
        for name, members in [*state.groups.items(), *state.channels.items()]:
            if members & wider:
                wider.add(name)
        if wider == held:
            return held, False
        held = wider


def _may(state: State, paper: Paper, held: set[str], nobody_in_particular: bool) -> bool:
    if not _any(state, state.sources[paper.source], held):
        return False
    if paper.readers is not None and not _any(state, paper.readers, held):
        return False
    if not paper.denied:
        return True
    denied = {_meant(state, word) for word in paper.denied}
    unknown = None in denied or any(one in CHANNELS and not state.channels[one] for one in denied)
    return not (nobody_in_particular or unknown or held & denied)


def _any(state: State, words: Words, held: set[str]) -> bool:
    return any(_meant(state, word) in held for word in words)


def _meant(state: State, word: str) -> str | None:
    """Who a word stands for; None: nobody that is known."""
    if word in {"everyone", "guests", "partners"}:
        return word
    kind, _, name = word.rpartition(":")
    if kind == "channel":
        return name
    if kind.startswith("group"):
        return state.handles.get(name)
    if kind == "person":
        return name
    who = word.partition("@")[0].upper()
    return None if who == NO_ADDRESS or "@" not in word else who
