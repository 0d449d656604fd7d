"""A workspace's own versions of the model, and which one is in use."""

import shutil
from pathlib import Path

from chains.triage.model_file import RELEASED


class Adapted:
    """Versions 1, 2, … in a folder; the file `current` names the one in use, 0 the released one."""

    def __init__(self, folder: Path, released: Path = RELEASED) -> None:
        """Nothing is read or written yet."""
        self._folder = folder
        self._released = released

    def current(self) -> Path:
        """The folder of the model in use; the released one where the choice cannot be read."""
        version = self._version()
        chosen = self._folder / str(version)
        return chosen if version and chosen.is_dir() else self._released

    def candidate(self) -> Path:
        """The folder for the next version, empty."""
        taken = [int(path.name) for path in self._folder.glob("*") if path.name.isdigit()]
        fresh = self._folder / str(max(taken, default=0) + 1)
        fresh.mkdir(parents=True)
        return fresh

    def use(self, candidate: Path) -> None:
        """Make a version the one in use; what was in use before is where `roll_back` leads."""
        (candidate / "before").write_text(str(self._version()))
        self._write(candidate.name)

    def drop(self, candidate: Path) -> None:
        """Remove a version that was not taken."""
        shutil.rmtree(candidate)

    def roll_back(self) -> bool:
        """Use what was in use before this version; False where that is the released one."""
        version = self._version()
        if version == 0:
            return False
        before = self._folder / str(version) / "before"
        self._write(before.read_text().strip() if before.exists() else "0")
        return True

    def _version(self) -> int:
        try:
            return int((self._folder / "current").read_text())
        except (OSError, ValueError):
            return 0

    def _write(self, version: str) -> None:
        fresh = self._folder / "current.new"
        fresh.write_text(version)
        fresh.replace(self._folder / "current")  # whole or not at all
