"""Who is in a user group: what the mirrored directory can tell a colleague, and nothing more.

Every full member of a workspace sees its user groups in Slack. Shown of a person is their Slack
user id alone: Slack says who that is. No name, address or telephone number is kept to be told.
"""

import re

from sqlalchemy import any_, func, select

from chains.access.audience import Standing
from chains.access.principals import WorkspaceId
from chains.answering.outcome import Roster, UserGroup
from chains.answering.question import Question, asked
from chains.database.arrays import texts
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import MembershipRow, PersonRow, PrincipalRow
from chains.triage.decision import Decision
from chains.triage.labels import POLICIES, Label

MOST_GROUPS = POLICIES[Label.PEOPLE_LOOKUP].items
_SLACK = "slack"
"""The origin of what Slack says: what a source says of its groups is not known to everybody."""
_ALIASES = "group:handle:"
_END = (
    r"(?P<when>\s+(?:right\s+now|now|today|tonight|tomorrow|currently|at\s+the\s+moment"
    r"|(?:this|next)\s+(?:morning|evening|week|weekend|month)))?\W*$"
)
_ON_CALL = re.compile(
    rf"(?i)^\W*who(?:['’]?s|\s+is|\s+are)\s+(?:currently\s+)?on[\s-]?call"
    rf"(?:\s+for\s+(?:the\s+)?(?P<what>[\w -]{{1,60}}?))?(?:\s+team)?{_END}"
)
_IN_A_GROUP = re.compile(
    r"(?i)^\W*who(?:['’]?s|\s+is|\s+are|\s+belongs)?\s+(?:all\s+)?(?:the\s+members\s+of|on|in|to)"
    rf"\s+(?:the\s+)?(?:(?P<what>[\w -]{{1,60}}?)\s+(?:team|group)|@(?P<handle>[\w.-]{{1,60}}))"
    rf"{_END}"
)


class Rosters:
    """Tells who is in the user groups that a message asks for."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def of(self, question: Question, decision: Decision) -> Roster | None:
        """The groups with their members; ``None`` where that is not asked, or not known.

        Guests and people of other organisations are told nothing: Slack shows them no groups.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        keys = handles_asked_for(asked(question.text))
        people = decision.treated_as is Label.PEOPLE_LOOKUP
        if not people or not keys or question.asker.standing is not Standing.MEMBER:
            return None
        with reaching_database("roster"):
            groups = await self._groups(question.workspace, keys)
        return Roster(groups, at_a_time=asks_of_a_time(asked(question.text))) if groups else None

    async def _groups(self, workspace: WorkspaceId, keys: frozenset[str]) -> tuple[UserGroup, ...]:
        alias, member = PrincipalRow.__table__.alias(), PrincipalRow.__table__.alias()
        named, inside = MembershipRow.__table__.alias(), MembershipRow.__table__.alias()
        spelled = func.substr(alias.c.name, len(_ALIASES) + 1)
        key = func.regexp_replace(spelled, "[^[:alnum:]]", "", "g")
        wanted = (
            select(alias.c.name.label("alias"), PersonRow.identity)
            .join(named, (named.c.group_id == alias.c.id) & (named.c.origin == _SLACK))
            .join(inside, (inside.c.group_id == named.c.member_id) & (inside.c.origin == _SLACK))
            .join(member, member.c.id == inside.c.member_id)
            .join(
                PersonRow,
                (PersonRow.workspace == workspace)
                & (func.concat("person:", PersonRow.identity) == member.c.name)
                & (PersonRow.standing == Standing.MEMBER),
            )
            .where(
                alias.c.workspace == workspace,
                alias.c.name.startswith(_ALIASES, autoescape=True),
                key == any_(texts(sorted(keys))),
            )
            .order_by(alias.c.name, PersonRow.identity)
        )
        found: dict[str, list[str]] = {}
        async with self._sessions() as session:
            for name, identity in await session.execute(wanted):
                found.setdefault(str(name).removeprefix(_ALIASES), []).append(identity)
        groups = (UserGroup(name, tuple(people)) for name, people in found.items())
        return tuple(groups)[:MOST_GROUPS]


def handles_asked_for(text: str) -> frozenset[str]:
    """The handles a message may mean, in lower case and of letters and digits alone.

    >>> sorted(handles_asked_for("Who is on the platform team?"))
    ['platform', 'platformteam', 'teamplatform']
    """
    on_call, group = _ON_CALL.match(text), _IN_A_GROUP.match(text)
    if on_call is not None:
        what = _key(on_call["what"] or "")
        return frozenset({f"{what}oncall", f"oncall{what}"})
    if group is None:
        return frozenset()
    if group["handle"]:
        return frozenset({_key(group["handle"])})
    what = _key(group["what"])
    return frozenset({what, f"{what}team", f"team{what}"}) if what else frozenset()


def asks_of_a_time(text: str) -> bool:
    """Whether what is asked of a group holds for a time only, as whose shift it is.

    >>> asks_of_a_time("Who is on the platform team?"), asks_of_a_time("Who is on call?")
    (False, True)
    """
    group = _IN_A_GROUP.match(text)
    return _ON_CALL.match(text) is not None or (group is not None and bool(group["when"]))


def _key(words: str) -> str:
    return re.sub(r"[\W_]", "", words).casefold()
