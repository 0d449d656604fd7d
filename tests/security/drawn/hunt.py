"""The check: what each asker is given in each place, compared with the oracle."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.security.drawn.oracle import Place, readable
from tests.security.drawn.product import Product
from tests.security.drawn.state import CHANNELS, PEOPLE, State

QUESTION = "What does the drawn paper say of itself?"


@dataclass(frozen=True)
class Difference:
    """Where the product and the oracle disagree, with the papers that one of them has too many."""

    what: str
    asker: str
    place: Place
    too_many: frozenset[str]
    missing: frozenset[str] = frozenset()


def places(together: frozenset[str]) -> list[tuple[str, Place]]:
    """Everybody in private, and one asker for each conversation that people share."""
    alone: list[tuple[str, Place]] = [(one, one) for one in PEOPLE]
    return [*alone, *(("U0", name) for name in CHANNELS), (min(together), together)]


async def rights(product: Product, state: State, where: Iterable[tuple[str, Place]]) -> list[
    Difference
]:  # fmt: skip
    """Where a reader, the check of documents against it, or their proofs differ from the oracle."""
    names = await product.documents()
    found = []
    for asker, place in where:
        allowed = readable(state, asker, place)
        audience = await product.audience(asker, place)
        reader = await product.readers.reader_for(product.workspace, audience)
        now = {names[one] for one in await product.readers.still_readable(reader, names)}
        listed = {names[one] for one in await product.listed(reader)}
        proved = {names[one] for one in await product.proofs.prove(reader, names)}
        for what, said in (("reader", listed), ("re-check", now), ("proof", proved)):
            if said != allowed:
                found.append(
                    Difference(what, asker, place, frozenset(said - allowed),
                               frozenset(allowed - said))
                )  # fmt: skip
    return found


async def evidence(product: Product, state: State, where: Iterable[tuple[str, Place]]) -> list[
    Difference
]:  # fmt: skip
    """Where a search brings what the oracle forbids, or not what it allows and the index holds."""
    names = await product.documents()
    found = []
    for asker, place in where:
        allowed = readable(state, asker, place)
        audience = await product.audience(asker, place)
        reader = await product.readers.reader_for(product.workspace, audience)
        drawn_on = await product.retrieval.evidence(QUESTION, reader)
        said = {names[one.document.id] for one in drawn_on}
        missing = allowed - said - state.astray
        if said - allowed or missing:
            found.append(
                Difference("evidence", asker, place, frozenset(said - allowed), frozenset(missing))
            )
    return found
