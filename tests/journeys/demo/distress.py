"""For tests of distress: people to confide in, buttons to press, a look at every table."""

from sqlalchemy import text

from chains.access.audience import Asker, Standing
from chains.settings import AuditPolicy, RedactionSettings
from tests.journeys.demo.living import Hands, Json, until

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)


async def confidants(hands: Hands, *people: str) -> None:
    """To whom something sensitive may be passed on from now on."""
    policies, workspace = hands.demo.knowledge.oversight.policies, hands.demo.bot.workspace.id
    await policies.save(workspace, FINN, AuditPolicy(), RedactionSettings(), people)


async def press(hands: Hands, who: str, where: str, message: Json, action: str) -> Json:
    body = {"as": who, "channel": where, "ts": message["ts"], "action_id": action}
    async with hands.http.post("/control/interact", json=body) as response:
        told: Json = await response.json()
        return told


async def replied(hands: Hands, who: str, where: str, before: set[str]) -> Json:
    """The next thing somebody is shown there, besides those of these timestamps."""
    fresh: list[Json] = []

    async def shown() -> bool:
        fresh[:] = [one for one in await hands.seen(who, where) if one["ts"] not in before]
        return bool(fresh)

    await until(shown, 20)
    return fresh[0]


async def holding(hands: Hands, word: str) -> list[str]:
    """The tables in which a word stands, in whatever column."""
    found = []
    async with hands.demo.knowledge.sessions() as session:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        for table in (await session.scalars(text(names))).all():
            rows = text(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE :word')  # noqa: S608
            if await session.scalar(rows, {"word": f"%{word}%"}):
                found.append(table)
    return found
