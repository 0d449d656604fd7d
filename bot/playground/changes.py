"""Changes to people, groups and conversations, each told to the app as Slack tells it."""

from bot.playground.company import BOT_USER, Person
from bot.playground.deliveries import Deliveries
from bot.playground.directory import Channel
from bot.playground.events import event
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.web_api.users import profile, usergroup
from bot.playground.workspace import Workspace


class Changes:
    """What an administrator of the workspace can do to it."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._deliveries = deliveries

    def join(self, user: str, channel: Channel) -> None:
        """Somebody, or the bot, joins a conversation."""
        if user in channel.everyone:
            return
        if user == BOT_USER:
            channel.bot = True
        else:
            channel.members.append(user)
        self._membership("member_joined_channel", user, channel, heard=channel.bot)

    def leave(self, user: str, channel: Channel) -> None:
        """Somebody, or the bot, leaves a conversation."""
        if user not in channel.everyone:
            return
        heard = channel.bot
        if user == BOT_USER:
            channel.bot = False
        else:
            channel.members.remove(user)
        self._membership("member_left_channel", user, channel, heard=heard)

    def share(self, channel: Channel, team: str) -> None:
        """A conversation becomes shared with another company."""
        channel.teams.add(team)
        self._sharing("channel_shared", channel, team)

    def unshare(self, channel: Channel, team: str) -> None:
        """A conversation is no longer shared with that company."""
        channel.teams.discard(team)
        self._sharing("channel_unshared", channel, team)

    def set_group(self, handle: str, members: tuple[str, ...]) -> None:
        """A user group has other members now."""
        directory = self._workspace.directory
        group = next((one for one in directory.groups.values() if one.handle == handle), None)
        if group is None:
            raise Refusal(f"The company has no group {handle!r}.", 404)
        added = [one for one in members if one not in group.members]
        removed = [one for one in group.members if one not in members]
        changed = group.model_copy(update={"members": members})
        directory.replace_group(changed)
        now = int(self._workspace.clock.now())
        common: Json = {"subteam_id": group.id, "team_id": self._workspace.team}
        members_changed: Json = {
            "type": "subteam_members_changed",
            **common,
            "date_previous_update": now - 1,
            "date_update": now,
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
            "event_ts": self._workspace.timestamps.next(),
        }
        updated: Json = {
            "type": "subteam_updated",
            "subteam": usergroup(self._workspace, changed, users=True),
            "event_ts": self._workspace.timestamps.next(),
        }
        self._deliveries.send(event(self._workspace, members_changed))
        self._deliveries.send(event(self._workspace, updated))
        self._workspace.feed.publish("conversations", {})

    def set_person(self, person: Person) -> None:
        """A person's account changed: deactivated, promoted, another address."""
        self._workspace.directory.people[person.id] = person
        inner: Json = {
            "type": "user_change",
            "user": profile(self._workspace, person.id),
            "cache_ts": int(self._workspace.clock.now()),
            "event_ts": self._workspace.timestamps.next(),
        }
        self._deliveries.send(event(self._workspace, inner))
        self._workspace.feed.publish("conversations", {})

    async def guest_in_general(self, on: bool) -> None:  # noqa: FBT001 - the shape of Fault.switch
        """The first guest joins or leaves #general."""
        guests = [one.id for one in self._workspace.company.people if one.guest]
        if not guests:
            raise Refusal("The company has no guest who could join.")
        (self.join if on else self.leave)(guests[0], self._named("general"))

    async def engineering_shared(self, on: bool) -> None:  # noqa: FBT001 - as above
        """#engineering becomes shared with the partner company, or not any more."""
        teams = [one.team for one in self._workspace.company.people if one.team]
        partner = teams[0] if teams else "T0OTHER"
        (self.share if on else self.unshare)(self._named("engineering"), partner)

    async def out_of_people_team(self, on: bool) -> None:  # noqa: FBT001 - as above
        """The first member of the people team leaves it, or is back."""
        company = self._workspace.company
        seed = next((one for one in company.groups if one.handle == "people-team"), None)
        if seed is None:
            raise Refusal("The company has no group people-team.")
        self.set_group(seed.handle, seed.members[1:] if on else seed.members)

    def _named(self, name: str) -> Channel:
        for channel in self._workspace.directory.channels.values():
            if channel.name == name and not channel.is_dm:
                return channel
        raise Refusal(f"The company has no channel {name}.")

    def _membership(self, kind: str, user: str, channel: Channel, *, heard: bool) -> None:
        # Slack tells an app about a conversation only while the app is in it.
        if heard:
            inner: Json = {
                "type": kind,
                "user": user,
                "channel": channel.id,
                "channel_type": "G" if channel.kind in ("private", "group") else "C",
                "team": self._workspace.directory.team_of(user),
                "event_ts": self._workspace.timestamps.next(),
            }
            self._deliveries.send(event(self._workspace, inner, channel=channel))
        self._workspace.feed.publish("conversations", {})

    def _sharing(self, kind: str, channel: Channel, team: str) -> None:
        side = "connected_team_id" if kind == "channel_shared" else "previously_connected_team_id"
        inner: Json = {
            "type": kind,
            side: team,
            "channel": channel.id,
            "event_ts": self._workspace.timestamps.next(),
        }
        if kind == "channel_unshared":
            inner["is_ext_shared"] = channel.shared
        self._deliveries.send(event(self._workspace, inner, channel=channel))
        self._workspace.feed.publish("conversations", {})
