"""Where everything of one data home lies."""

from dataclasses import dataclass
from pathlib import Path

from chains.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths of a data home; ``run`` and the logs are readable by their owner only."""

    home: Path

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def weaviate(self) -> Path:
        return self.home / "weaviate"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def owner_lock(self) -> Path:
        return self.run / "owner.lock"

    @property
    def users_lock(self) -> Path:
        return self.run / "users.lock"

    @property
    def state(self) -> Path:
        return self.run / "services.json"

    @property
    def credentials(self) -> Path:
        return self.run / "credentials.json"

    @property
    def secret(self) -> Path:
        return self.run / "secret"

    @property
    def ports(self) -> Path:
        return self.run / "ports.json"

    @property
    def pids(self) -> Path:
        return self.run / "pids.json"

    @property
    def job(self) -> Path:
        return self.run / "job.json"

    @property
    def failure(self) -> Path:
        return self.run / "failure"


def prepare(home: Path) -> Layout:
    """Make the directories of a home; raise ConfigurationError when it cannot be written."""
    layout = Layout(home.expanduser().resolve())
    try:
        layout.home.mkdir(parents=True, exist_ok=True)
        for private in (layout.run, layout.logs):
            private.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The data home {layout.home} cannot be written: {error.strerror}.",
            "Fix its permissions or space, or set FOOTNOTE_HOME to another directory.",
        ) from error
    return layout
