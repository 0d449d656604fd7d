"""The documents of the repository, and what they name."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.architecture.conftest import ROOT

FOLDERS = ("bot", "chains", "tests", "infra", "docs", "requirements", ".ci")
TOP = {path.name for path in ROOT.iterdir() if path.is_file()}
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PATH = re.compile(rf"^(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*$")
_MODULE = re.compile(r"(?<![\w./-])(?:bot|chains)(?:\.[a-z_]+)+(?:\.[A-Z]\w+)?(?![\w/(])")


@dataclass(frozen=True)
class Document:
    """One Markdown page; ``path`` is relative to the repository."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The page as it is."""
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def links(self) -> list[Path]:
        """The files that it links to."""
        return [(ROOT / self.path).parent / target for target in _LINK.findall(self.text)]

    @property
    def paths(self) -> list[str]:
        """The files and folders of the repository that it names in code type."""
        words = [word.rstrip("/") for word in _CODE.findall(_FENCE.sub("", self.text))]
        return [word for word in words if _PATH.match(word)]

    @property
    def modules(self) -> list[str]:
        """The dotted names of our packages, in code type or in a drawing."""
        drawings = "\n".join(_FENCE.findall(self.text))
        named = "\n".join(_CODE.findall(_FENCE.sub("", self.text)))
        return _MODULE.findall(f"{drawings}\n{named}".replace("python -m ", "python -m/"))


def documents() -> list[Document]:
    """The pages at the top and in `docs/`; the changelog is history and may name what is gone."""
    top = [Path("README.md"), Path("CONTRIBUTING.md")]
    pages = sorted(path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md"))
    return [Document(path) for path in (*top, *pages)]


def exists(dotted: str) -> bool:
    """Whether a dotted name is a module, or a name that a module defines."""
    parts = dotted.split(".")
    if _file_of(parts) is not None:
        return True
    owner = _file_of(parts[:-1])
    return owner is not None and bool(
        re.search(rf"^(?:class|def|async def) {parts[-1]}\b|^{parts[-1]}\b", owner, re.MULTILINE)
    )


def _file_of(parts: list[str]) -> str | None:
    place = ROOT.joinpath(*parts)
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return None
