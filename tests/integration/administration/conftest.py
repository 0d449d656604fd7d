"""An administration on real Postgres whose jobs are written down."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.database.engine import Sessions
from chains.settings import ChannelSettings, FolderSettings, FootnoteSettings

FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)


@dataclass
class Jobs:
    """The syncs that were asked for."""

    asked: list[tuple[WorkspaceId, UUID]] = field(default_factory=list)

    async def request(self, workspace: WorkspaceId, source: UUID) -> None:
        """Write one down."""
        self.asked.append((workspace, source))


@pytest.fixture
def jobs() -> Jobs:
    """No job was asked for yet."""
    return Jobs()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The allowed root, with two folders in it."""
    (tmp_path / "handbook").mkdir()
    (tmp_path / "people").mkdir()
    return tmp_path


@pytest.fixture
def administration(sessions: Sessions, jobs: Jobs, root: Path) -> Administration:
    """The administration of a company whose footnote.toml searches the handbook by default."""
    defaults = FootnoteSettings(
        folders=FolderSettings(allowed_roots=(root,), link="https://docs.example"),
        channels=ChannelSettings(scopes=("handbook",)),
    )
    return Administration(sessions, jobs.request, defaults)
