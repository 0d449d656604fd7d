"""People, groups and conversations as they are now, after joins, leaves and shares."""

from dataclasses import dataclass, field

from bot.playground.company import BOT_USER, Company, Group, Kind, Person, dm_of


@dataclass
class Channel:
    """A conversation of any kind; members in the order they joined, the bot apart."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    bot: bool
    teams: set[str] = field(default_factory=set)
    created: int = 1700000000

    @property
    def shared(self) -> bool:
        """Whether people of another company can be in it."""
        return bool(self.teams)

    @property
    def is_dm(self) -> bool:
        """Whether it is one person's direct conversation with the bot."""
        return self.kind == "dm"

    @property
    def everyone(self) -> list[str]:
        """Its members with the bot, as Slack lists them."""
        return [*self.members, BOT_USER] if self.bot else list(self.members)


class Directory:
    """The company's people and conversations, with the changes made since the start."""

    def __init__(self, company: Company) -> None:
        self.home = company.workspace
        self.people: dict[str, Person] = {person.id: person for person in company.people}
        self.groups: dict[str, Group] = {group.id: group for group in company.groups}
        self.channels: dict[str, Channel] = {}
        for person in company.people:
            dm = Channel(dm_of(person.id), "directmessage", "dm", [person.id], bot=True)
            self.channels[dm.id] = dm
        for listed in company.conversations:
            channel = Channel(
                listed.id, listed.name, listed.kind, list(listed.members), bot=listed.bot
            )
            if listed.kind == "shared":
                channel.teams = self._other_teams(channel.members)
            self.channels[channel.id] = channel

    def team_of(self, person: str) -> str:
        """The workspace a person belongs to."""
        known = self.people.get(person)
        return known.team if known is not None and known.team else self.home.id

    def name_of(self, person: str) -> str:
        """A person's full name, or the id when nobody has it."""
        known = self.people.get(person)
        return known.name if known is not None else person

    def may_see(self, person: str, channel: Channel) -> bool:
        """Members see a conversation; full members see every public channel as well."""
        if person in channel.members:
            return True
        known = self.people.get(person)
        return channel.kind == "public" and known is not None and known.full_member

    def visible_to(self, person: str) -> list[Channel]:
        """The conversations a person can open, their own with the bot first."""
        seen = [channel for channel in self.channels.values() if self.may_see(person, channel)]
        return sorted(seen, key=lambda channel: not channel.is_dm)

    def viewers(self, channel: Channel) -> frozenset[str]:
        """Everybody who can open a conversation."""
        return frozenset(who for who in self.people if self.may_see(who, channel))

    def title(self, channel: Channel) -> str:
        """How a conversation is called in a sentence."""
        if channel.is_dm:
            return "the direct conversation with Footnote"
        return f"#{channel.name}" if channel.kind != "group" else channel.name

    def replace_group(self, group: Group) -> None:
        """Put a group with other members in place of itself."""
        self.groups[group.id] = group

    def _other_teams(self, members: list[str]) -> set[str]:
        return {self.team_of(member) for member in members} - {self.home.id} or {"T0OTHER"}
