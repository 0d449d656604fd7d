"""Pure: what the delivery itself says of its asker, which may only take away."""

from dataclasses import replace

from bot.delivery.deliveries import Delivery
from bot.knowledge import Workspace
from chains.access.audience import Asker, Standing, Strength, Venue, VenueKind


def as_acted(asker: Asker, delivery: Delivery, workspace: Workspace) -> Asker:
    """The asker; somebody of another organisation unless the delivery names ours."""
    if asker.standing is Standing.NOBODY or is_ours(delivery, workspace):
        return asker
    return Asker(asker.identity, Standing.PARTNER, strength=Strength.SLACK)


def is_ours(delivery: Delivery, workspace: Workspace) -> bool:
    """Whether the delivery says that this workspace's people acted, or its enterprise's.

    Of somebody of an Enterprise Grid organisation Slack may name the organisation alone.
    """
    if delivery.actor_team is not None:
        return delivery.actor_team == workspace.id
    enterprise = delivery.actor_enterprise
    return enterprise is not None and enterprise == workspace.enterprise


def as_read_by(venue: Venue, asker: Asker) -> Venue:
    """The venue; one in which somebody of another organisation asks is shared with it."""
    if asker.standing is Standing.PARTNER and venue.kind is not VenueKind.PRIVATE:
        return replace(venue, is_shared=True)
    return venue
