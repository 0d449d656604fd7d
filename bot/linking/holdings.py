"""What a sign-in keeps of a person."""

from typing import Any

from sqlalchemy import Executable, Select, delete, func, select, union_all

from bot.linking.links import LINK_LASTS
from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from chains.holdings import Kind


class InLinks:
    """The account of the provider, and the links that were given out."""

    kind = Kind.SIGN_IN
    tables = frozenset({"linked_identity", "link_token"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """The sign-in, and each link by its hash."""
        linked = select(LinkedIdentityRow.linked_at.label("at")).where(
            LinkedIdentityRow.workspace == workspace, LinkedIdentityRow.identity == identity
        )
        given = select((LinkTokenRow.expires_at - LINK_LASTS).label("at")).where(
            LinkTokenRow.workspace == workspace, LinkTokenRow.identity == identity
        )
        rows = union_all(linked, given).subquery()
        return select(func.count(), func.min(rows.c.at)).select_from(rows)

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of it: the person is signed out, and unused links open nothing."""
        return tuple(
            delete(table).where(table.workspace == workspace, table.identity == identity)
            for table in (LinkTokenRow, LinkedIdentityRow)
        )
