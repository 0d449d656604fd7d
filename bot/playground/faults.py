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

    return [
        Fault(
            "slow_ack",
            "Slow acknowledgement",
            "Slack believes the acknowledgement came late and sends the event again at once.",
            nothing_more,
        ),
        Fault(
            "redelivery",
            "Redelivery",
            "Every event is delivered twice, although the first was acknowledged.",
            nothing_more,
        ),
        Fault(
            "twin_events",
            "Twin events",
            "A mention arrives as app_mention and as message, with two event ids.",
            nothing_more,
        ),
        Fault(
            "rate_limited",
            "Rate limited",
            f"The next {REFUSALS} chat.* calls are refused with 429 and Retry-After.",
            refuse,
        ),
        Fault(
            "dropped_stream",
            "Dropped stream",
            "A stream ends after the first append, as Slack ends one after five minutes.",
            nothing_more,
        ),
        Fault(
            "expired_trigger",
            "Expired trigger",
            "Opening a modal is refused, as when the bot takes longer than three seconds.",
            nothing_more,
        ),
    ]


def _of_people(changes: Changes) -> list[Fault]:
    return [
        Fault(name, title, effect, switch)
        for name, title, effect, switch in (
            (
                "guest_joins",
                "Guest joins",
                "A guest joins #general: what is said there is read outside the company.",
                changes.guest_in_general,
            ),
            (
                "channel_shared",
                "Channel becomes shared",
                "#engineering is shared with the partner company.",
                changes.engineering_shared,
            ),
            (
                "leaves_group",
                "Person leaves a group",
                "The people partner leaves the people team.",
                changes.out_of_people_team,
            ),
        )
    ]
