"""Pure: what Slack's JSON says, as facts of the directory."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from chains.access.audience import Asker, Standing, Strength, VenueKind
from chains.access.directory import ConversationFact, MembersFact, PersonFact
from chains.access.principals import (
    Principal,
    WorkspaceId,
    channel,
    email,
    handle,
    person,
    user_group,
)

Json: TypeAlias = Mapping[str, Any]

ORIGIN = "slack"
OUR_OWN = frozenset({Standing.MEMBER, Standing.GUEST})
"""People of the workspace; of nobody else an address or a sign-in proves anything."""
# Slack's own account says of itself that it is no bot.
_SLACKBOT = "USLACKBOT"
_MACHINES = ("deleted", "is_bot", "is_workflow_bot", "is_connector_bot")
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")


def standing_of(user: Json, workspace: WorkspaceId) -> Standing:
    """What a user is to this workspace; of another team, or of none that is named: a partner."""
    if user.get("id") == _SLACKBOT or any(user.get(flag) for flag in _MACHINES):
        return Standing.NOBODY
    if user.get("is_stranger") or not _is_of(user, workspace):
        return Standing.PARTNER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def person_fact(user: Json, workspace: WorkspaceId, now: datetime) -> PersonFact:
    """A user of `users.info` or `users.list`."""
    standing = standing_of(user, workspace)
    admin = standing is Standing.MEMBER and bool(user.get("is_admin") or user.get("is_owner"))
    strength = Strength.EMAIL if email_alias(user, workspace) else Strength.SLACK
    return PersonFact(Asker(str(user["id"]), standing, is_admin=admin, strength=strength), now)


def email_alias(user: Json, workspace: WorkspaceId) -> Principal | None:
    """The alias of a confirmed address of our own people; nobody else's address proves anything."""
    if standing_of(user, workspace) not in OUR_OWN:
        return None
    address = (user.get("profile") or {}).get("email")
    if not address or user.get("is_email_confirmed") is not True:
        return None
    return _or_none(email, str(address))


def handle_alias(group: Json) -> Principal | None:
    """The alias by which documents name a user group."""
    name = group.get("handle")
    return _or_none(handle, str(name)) if name else None


def group_fact(group: Json, now: datetime) -> MembersFact:
    """A user group with its members; a disabled one has none."""
    users: Iterable[str] = () if group.get("date_delete") else group.get("users") or ()
    members = frozenset(person(user) for user in users)
    return MembersFact(user_group(str(group["id"])), members, ORIGIN, now)


def channel_members(identity: str, users: Iterable[str], now: datetime) -> MembersFact:
    """Who is in a conversation."""
    return MembersFact(channel(identity), frozenset(person(user) for user in users), ORIGIN, now)


def alias_fact(alias: Principal, of: Principal | None, now: datetime) -> MembersFact:
    """An alias and the one who has it; nobody has it any more when ``of`` is ``None``."""
    return MembersFact(alias, frozenset({of} if of is not None else ()), ORIGIN, now)


def conversation_fact(
    conversation: Json, members: Iterable[Standing], now: datetime
) -> ConversationFact:
    """A conversation of `conversations.info`, with what its members are.

    Somebody of another organisation among the members makes it shared, whatever its flags say.
    """
    standings = frozenset(members)
    return ConversationFact(
        channel=str(conversation["id"]),
        kind=_kind(conversation),
        has_guests=Standing.GUEST in standings,
        is_shared=Standing.PARTNER in standings or any(conversation.get(flag) for flag in _SHARED),
        observed_at=now,
    )


def _kind(conversation: Json) -> VenueKind:
    if conversation.get("is_im"):
        return VenueKind.PRIVATE
    if conversation.get("is_mpim"):
        return VenueKind.GROUP_DM
    if conversation.get("is_private") is True:
        return VenueKind.PRIVATE_CHANNEL
    # Only what says of itself that it is not private counts as public.
    if conversation.get("is_channel") and conversation.get("is_private") is False:
        return VenueKind.PUBLIC_CHANNEL
    return VenueKind.UNKNOWN


def _is_of(user: Json, workspace: WorkspaceId) -> bool:
    # On Enterprise Grid somebody belongs to several workspaces, of which `team_id` is only one.
    teams = (user.get("enterprise_user") or {}).get("teams")
    return workspace in teams if teams else user.get("team_id") == workspace


def _or_none(make: Any, word: str) -> Principal | None:
    try:
        made: Principal = make(word)
    except ValueError:
        return None
    return made
