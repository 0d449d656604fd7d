"""What may change between the search for an answer and its reply, and how it is undone."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from chains.errors import RetrievalUnavailable
from tests.security.matrix.company import (
    BOSS,
    FEW,
    GUEST,
    HR,
    JOINT,
    MANY,
    OPENED,
    PRIVATE,
    PUBLIC,
    RAW,
    SECRETS,
    Secret,
)
from tests.security.matrix.surfaces import DIRECT, Surface
from tests.security.matrix.world import World
from tests.unit.demo.company_rules import Page

CLOSED_TO_ALL_BUT = ["boss@lantern.example"]
"""`BOSS`."""


@dataclass(frozen=True)
class Case:
    """Who asks for which document where, while what changes."""

    who: str
    secret: Secret
    surface: Surface

    @property
    def page(self) -> Page:
        """The document."""
        return self.secret.page()

    @property
    def named(self) -> tuple[str, str, str]:
        """It in words."""
        return self.who, self.secret.path, self.surface.name


Step = Callable[[World, Case], Awaitable[None]]


@dataclass(frozen=True)
class Change:
    """Something that happens while an answer is made; ``concerns``: to whom it means anything.

    It happens when something was found, or when there is a draft: in every second case, and where
    it is ``asked_twice``, each case is asked both ways.
    """

    happen: Step
    undo: Step
    concerns: Callable[[Case], bool] = lambda _case: True
    asked_twice: bool = False

    def timed(self, cases: list[Case]) -> Iterator[tuple[Case, bool]]:
        """Each case with whether the change comes late."""
        for number, case in enumerate(cases):
            for late in (False, True) if self.asked_twice else (bool(number % 2),):
                yield case, late


async def revoke(world: World, case: Case) -> None:
    if case.secret.path in world.pages:
        matter = {**case.page.matter, "readers": CLOSED_TO_ALL_BUT}
        await world.put(replace(case.page, matter=matter))


async def delete(world: World, case: Case) -> None:
    if case.secret.path in world.pages:
        await world.remove(case.page)


async def restore(world: World, case: Case) -> None:
    if case.secret != SECRETS["deleted"]:
        await world.put(case.page)


async def leave_group(world: World, case: Case) -> None:
    await _group_without(world, case, {case.who})


async def rejoin_group(world: World, case: Case) -> None:
    await _group_without(world, case, set())


async def _group_without(world: World, case: Case, gone: set[str]) -> None:
    for group, seed in zip(world.rules.groups, RAW["groups"], strict=True):
        if case.who in seed["members"]:
            members = [one for one in seed["members"] if one not in gone]
            body: dict[str, Any] = {"handle": group["handle"], "members": members}
            await world.changed("group", "subteam_members_changed", **body)
            group["members"] = members


async def guest_joins(world: World, case: Case) -> None:
    await _guest(world, case, member=True)


async def guest_leaves(world: World, case: Case) -> None:
    await _guest(world, case, member=False)


async def colleague_joins(world: World, case: Case) -> None:
    await _membership(world, case, FEW, member=True)


async def colleague_leaves(world: World, case: Case) -> None:
    await _membership(world, case, FEW, member=False)


async def _guest(world: World, case: Case, *, member: bool) -> None:
    await _membership(world, case, GUEST, member=member)


async def _membership(world: World, case: Case, who: str, *, member: bool) -> None:
    where = case.surface.place
    heard = "member_joined_channel" if member else "member_left_channel"
    body: dict[str, Any] = {"as": who, "channel": where, "member": member}
    await world.changed("membership", heard, **body)
    sitting = world.rules.venues[where]["members"]
    (sitting.append if member else sitting.remove)(who)


async def share(world: World, _case: Case) -> None:
    await world.changed("fault", "channel_shared", name="channel_shared", on=True)
    world.rules.venues[PUBLIC]["kind"] = "shared"


async def unshare(world: World, _case: Case) -> None:
    await world.changed("fault", "channel_unshared", name="channel_shared", on=False)
    world.rules.venues[PUBLIC]["kind"] = "public"


async def fail_once(_world: World, _case: Case) -> None:
    raise RetrievalUnavailable("planted")


async def nothing(_world: World, _case: Case) -> None:
    """Nothing is to be undone."""


def in_a_group(case: Case) -> bool:
    return case.who in {MANY, HR}


def may_not_read_it_only_then(case: Case) -> bool:
    """Whether it is no grant: of a newer page, whose elder an answer on its way may still rest on.

    That one is as open to them as it was; the newer one comes first from the next answer on.
    """
    return (case.who, case.secret) != (BOSS, SECRETS["superseding"])


CHANGES = {
    "document revoked": Change(revoke, restore, may_not_read_it_only_then, asked_twice=True),
    "document deleted": Change(delete, restore, asked_twice=True),
    "asker leaves the group": Change(leave_group, rejoin_group, in_a_group),
    "guest joins the channel": Change(
        guest_joins,
        guest_leaves,
        lambda case: case.surface.place in {PUBLIC, PRIVATE, JOINT, OPENED},
    ),
    "colleague joins the channel": Change(
        colleague_joins, colleague_leaves, lambda case: case.surface.place == OPENED
    ),
    "channel becomes shared": Change(share, unshare, lambda case: case.surface.place == PUBLIC),
    "index fails once": Change(
        fail_once,
        nothing,
        lambda case: case.secret == SECRETS["group"] and case.surface.place in {PUBLIC, DIRECT},
    ),
}
