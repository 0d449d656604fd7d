"""The files of the repository, read and parsed once for each file of tests.

Not for the whole run: a million nodes in the heap made Python's collector stop everything for more
than a second, also the bots of later tests, which then were too late for Slack.
"""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "chains")
EVERYTHING = (*PRODUCT, "infra", "tests")


@dataclass(frozen=True)
class Module:
    """One Python file; ``path`` is relative to the repository."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Its source."""
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.text)

    def at(self, node: ast.AST) -> str:
        """Where a node stands, to click on."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def calls(self, name: str) -> list[ast.Call]:
        """Every call of a function, class or method of this name."""
        return [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call) and called(node) == name
        ]


def called(call: ast.Call) -> str:
    """The last word of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def below(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Files of these folders, relative to the repository."""
    return sorted(
        path.relative_to(ROOT)
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and "__pycache__" not in path.parts
    )


@pytest.fixture(scope="module")
def product() -> list[Module]:
    """Every module of the two packages."""
    return [Module(path) for path in below(*PRODUCT)]


@pytest.fixture(scope="module")
def everything() -> list[Module]:
    """Every Python file of the repository."""
    return [Module(path) for path in below(*EVERYTHING)]
