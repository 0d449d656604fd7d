"""Fault: the index is not told what moved or is gone, and nobody notices."""

from collections.abc import Sequence
from uuid import UUID

from chains.index.writer import PassageWriter


class ForgetfulWriter(PassageWriter):
    """Says that it moved and removed passages; while ``forgetful`` it did not."""

    forgetful = False

    async def move(self, workspace: str, document: UUID, access_list: int) -> None:
        """Nothing, while forgetful."""
        if not self.forgetful:
            await super().move(workspace, document, access_list)

    async def remove_documents(self, workspace: str, documents: Sequence[UUID]) -> None:
        """Nothing, while forgetful."""
        if not self.forgetful:
            await super().remove_documents(workspace, documents)
