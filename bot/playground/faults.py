"""The fault panel: what can go wrong in Slack, one switch each."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.playground.changes import Changes
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.workspace import Workspace

REFUSALS = 3


@dataclass(frozen=True)
class Fault:
    """Something that can go wrong; `switch` turns it on and off."""

    name: str
    title: str
    effect: str
    switch: Callable[[bool], Awaitable[None]]


class FaultPanel:
    """All faults of this playground, and which are on."""

    def __init__(
        self, workspace: Workspace, changes: Changes, others: Iterable[Fault] = ()
    ) -> None:
        self._workspace = workspace
        faults = [*_of_deliveries(workspace), *_of_people(changes), *others]
        self._faults = {fault.name: fault for fault in faults}

    def list(self) -> list[Json]:
        """Every fault with its state."""
        return [
            {
                "name": fault.name,
                "title": fault.title,
                "effect": fault.effect,
                "on": fault.name in self._workspace.faults,
            }
            for fault in self._faults.values()
        ]

    async def turn(self, name: str, *, on: bool) -> None:
        """Switch a fault; switching it to what it is does nothing."""
        fault = self._faults.get(name)
        if fault is None:
            known = ", ".join(self._faults)
            raise Refusal(f"There is no fault {name!r}. There are {known}.", 404)
        if on == (name in self._workspace.faults):
            return
        self._workspace.turn_fault(name, on=on)
        await fault.switch(on)

    async def clear(self) -> None:
        """Switch everything off."""
        for name in sorted(self._workspace.faults):
            await self.turn(name, on=False)


def _of_deliveries(workspace: Workspace) -> list[Fault]:
    async def nothing_more(_on: bool) -> None:  # noqa: FBT001 - the shape of Fault.switch
        """The deliveries and methods look at the switch themselves."""

    async def refuse(on: bool) -> None:  # noqa: FBT001 - the shape of Fault.switch
        workspace.refusals_left = REFUSALS if on else 0

    refusing = {"rate_limited": refuse}
    return [
        Fault(name, title, effect, refusing.get(name, nothing_more))
        for name, title, effect in OF_DELIVERIES
    ]


def _of_people(changes: Changes) -> list[Fault]:
    switches = (changes.guest_in_general, changes.engineering_shared, changes.out_of_people_team)
    return [Fault(*words, switch) for words, switch in zip(OF_PEOPLE, switches, strict=True)]


OF_DELIVERIES = (
    (
        "slow_ack",
        "Slow acknowledgement",
        "Slack believes the acknowledgement came late and sends the event again at once.",
    ),
    (
        "redelivery",
        "Redelivery",
        "Every event is delivered twice, although the first was acknowledged.",
    ),
    (
        "twin_events",
        "Twin events",
        "A mention arrives as app_mention and as message, with two event ids.",
    ),
    (
        "rate_limited",
        "Rate limited",
        f"The next {REFUSALS} chat.* calls are refused with 429 and Retry-After.",
    ),
    (
        "dropped_stream",
        "Dropped stream",
        "A stream ends after the first append, as Slack ends one after five minutes.",
    ),
    (
        "expired_trigger",
        "Expired trigger",
        "Opening a modal is refused, as when the bot takes longer than three seconds.",
    ),
)
OF_PEOPLE = (
    (
        "guest_joins",
        "Guest joins",
        "A guest joins #general: what is said there is read outside the company.",
    ),
    (
        "channel_shared",
        "Channel becomes shared",
        "#engineering is shared with the partner company.",
    ),
    (
        "leaves_group",
        "Person leaves a group",
        "The people partner leaves the people team.",
    ),
)
