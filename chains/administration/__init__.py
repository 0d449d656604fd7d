"""What bot may ask about sources and settings."""

from chains.administration.sources import Administration, RequestSync
from chains.administration.status import SourceStatus, WorkspaceStatus

__all__ = ["Administration", "RequestSync", "SourceStatus", "WorkspaceStatus"]
