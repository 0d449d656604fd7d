"""Somebody edits a document on disk, and the next answer knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.demo.living import Hands, until

SOON = 5.0
"""Seconds: what the demo promises."""
QUESTION = "What is the name of the parrot in the Lisbon office?"


@pytest.fixture
def page(hands: Hands) -> Iterator[Path]:
    """A place in the handbook that is free again after the test."""
    file = hands.documents / "handbook" / "parrot.md"
    yield file
    file.unlink(missing_ok=True)


def write(file: Path, name: str, front: str = "") -> None:
    file.write_text(
        f"---\ntitle: The parrot\nupdated: 2026-06-01\n{front}---\n"
        f"# The parrot\n\nThe parrot in the Lisbon office has the name {name}.\n",
        encoding="utf-8",
    )


def remove(file: Path) -> None:
    file.unlink()


async def known(hands: Hands, name: str, who: str = "U0ANA") -> bool:
    _, message = await hands.ask(who, f"D0{who.removeprefix('U0')}", QUESTION)
    return message is not None and name in str(message)


async def test_a_page_is_found_edited_narrowed_and_forgotten(hands: Hands, page: Path) -> None:
    write(page, "Kiwi")
    # The first test of a run may come before the folders are watched.
    await until(lambda: known(hands, "Kiwi"), 2 * SOON)
    write(page, "Mango")
    await until(lambda: known(hands, "Mango"), SOON)
    assert not await known(hands, "Kiwi")
    write(page, "Mango", 'readers: ["group:people-team"]\n')

    async def hidden() -> bool:
        return not await known(hands, "Mango")

    await until(hidden, SOON)
    assert await known(hands, "Mango", "U0DANA")
    remove(page)

    async def forgotten() -> bool:
        return not await known(hands, "Mango", "U0DANA")

    await until(forgotten, SOON)


async def test_revoked_documents_are_out_of_the_very_next_answer(hands: Hands) -> None:
    question = "How do I fail over the fleet database?"
    outcome, _ = await hands.ask("U0BEN", "D0BEN", question)
    assert outcome == "answer"
    for on, sees in ((True, False), (False, True)):
        body = {"name": "document_revoked", "on": on}
        async with hands.http.post("/control/fault", json=body) as response:
            assert (await response.json())["ok"]
        _, message = await hands.ask("U0BEN", "D0BEN", question)
        assert ("tidectl ledger promote" in str(message)) is sees
