"""One account stands for one person, one link for one sign-in: on a real Postgres."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.directory.ledger import Ledger
from bot.linking.links import Invitation, Links, Proof
from bot.linking.tables import LinkedIdentityRow
from chains.access.principals import WorkspaceId, email, person
from chains.database.engine import Sessions
from chains.errors import Refused

ISSUER = "https://id.example"
ANA = Proof(ISSUER, "ana", email("ana@tidewater.example"))


@pytest.fixture
async def links(sessions: Sessions, workspace: WorkspaceId) -> Links:
    """A workspace in which Slack knows the addresses of two people."""
    await Ledger(sessions, workspace).keep(
        {person("U0ANA"): ANA.address, person("U0BEN"): email("ben@tidewater.example")}
    )
    return made(sessions, workspace)


def made(sessions: Sessions, workspace: WorkspaceId, issuer: str | None = ISSUER) -> Links:
    return Links(
        sessions,
        workspace,
        lambda: datetime.now(UTC),
        issuer=issuer,
        longest=timedelta(days=30),
    )


async def invited(links: Links, identity: str) -> str:
    digest = uuid4().hex
    await links.invite(digest, Invitation(identity, None))
    return digest


async def test_an_account_that_is_linked_is_nobody_elses_and_the_link_stays_good(
    links: Links,
) -> None:
    await links.link(await invited(links, "U0ANA"), ANA)
    bens = await invited(links, "U0BEN")
    with pytest.raises(Refused, match="another person"):
        await links.link(bens, ANA)
    assert not await links.holds("U0BEN")
    assert await links.invited(bens) == Invitation("U0BEN", None)
    # The same person may sign in again, also with another account of the same address.
    await links.link(await invited(links, "U0ANA"), Proof(ISSUER, "ana-2", ANA.address))
    assert await links.holds("U0ANA")


async def test_of_many_uses_of_one_link_at_once_one_links(links: Links) -> None:
    digest = await invited(links, "U0ANA")
    tries = (links.link(digest, ANA) for _ in range(8))
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, Invitation) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 7


async def test_it_counts_for_the_provider_that_said_so(
    links: Links, sessions: Sessions, workspace: WorkspaceId
) -> None:
    await links.link(await invited(links, "U0ANA"), ANA)
    assert await links.holds("U0ANA")
    for issuer in ("https://other.example", None):
        assert not await made(sessions, workspace, issuer).holds("U0ANA")
    assert not await made(sessions, WorkspaceId("T0OTHER")).holds("U0ANA")


async def test_forgetting_a_person_unlinks_them_and_voids_their_links(links: Links) -> None:
    await links.link(await invited(links, "U0ANA"), ANA)
    left = await invited(links, "U0ANA")
    assert await links.forget("U0ANA")
    assert not await links.forget("U0ANA")
    assert not await links.holds("U0ANA")
    with pytest.raises(Refused):
        await links.invited(left)


async def test_another_address_in_slack_counts_at_once_and_is_swept_out(
    links: Links, sessions: Sessions, workspace: WorkspaceId
) -> None:
    await links.link(await invited(links, "U0ANA"), ANA)
    ledger = Ledger(sessions, workspace)
    await ledger.keep({person("U0ANA"): email("ana.ruiz@tidewater.example")})
    assert not await links.holds("U0ANA")
    await links.prune()
    await ledger.keep({person("U0ANA"): ANA.address})
    assert not await links.holds("U0ANA")
    async with sessions() as session:
        wanted = select(LinkedIdentityRow).where(LinkedIdentityRow.workspace == workspace)
        assert list(await session.scalars(wanted)) == []
