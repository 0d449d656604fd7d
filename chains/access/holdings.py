"""What the directory keeps of a person."""

from typing import Any

from sqlalchemy import Executable, Select, func, select, union_all

from chains.access.principals import person
from chains.database.tables import MembershipRow, PersonRow, PrincipalRow
from chains.holdings import Kind

FROM_SLACK = "slack"


class InDirectory:
    """Standing, groups and channels, as Slack tells them.

    What sources and documents say of readers is not counted: the number would tell somebody that
    there is a document which names them, and which they may not read.
    """

    kind = Kind.DIRECTORY
    tables = frozenset({"person", "principal", "membership"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The person, and the memberships that Slack told of."""
        told = select(PersonRow.observed_at.label("at")).where(
            PersonRow.workspace == workspace, PersonRow.identity == identity
        )
        edges = (
            select(MembershipRow.observed_at.label("at"))
            .join(PrincipalRow, PrincipalRow.id == MembershipRow.member_id)
            .where(
                PrincipalRow.workspace == workspace,
                PrincipalRow.name == person(identity),
                MembershipRow.origin == FROM_SLACK,
            )
        )
        rows = union_all(told, edges).subquery()
        return select(func.count(), func.min(rows.c.at)).select_from(rows)

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """Nothing: it would be back with the next reading of Slack."""
        del workspace, identity
        return ()
