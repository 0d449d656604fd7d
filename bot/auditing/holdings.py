"""What an auditor's links keep of them."""

from typing import Any

from sqlalchemy import Executable, Select, delete, func, select

from bot.auditing.export_links import LINK_LASTS
from bot.auditing.tables import ExportLinkRow
from chains.holdings import Kind


class InExportLinks:
    """The links that were given out, by their hashes."""

    kind = Kind.EXPORT_LINKS
    tables = frozenset({"export_link"})

    def counted(self, workspace: str, identity: str) -> Select[int, Any]:
        """Each link, used or not."""
        given = func.min(ExportLinkRow.expires_at - LINK_LASTS)
        return select(func.count(), given).where(
            ExportLinkRow.workspace == workspace, ExportLinkRow.identity == identity
        )

    def forgotten(self, workspace: str, identity: str) -> tuple[Executable, ...]:
        """All of them: unused ones open nothing."""
        own = ExportLinkRow.workspace == workspace, ExportLinkRow.identity == identity
        return (delete(ExportLinkRow).where(*own),)
