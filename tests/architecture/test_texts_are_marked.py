"""What views show in words is marked for translation: said through a catalogue, or not at all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Module, called

VIEWS = (Path("bot/views"), Path("bot/linking/pages.py"), Path("bot/auditing/pages.py"))
LIMITS = Path("bot/views/limits")
MARKS = {"phrase", "phrases"}
_SENTENCE = re.compile(r"[^\W\d_]{2,}[,.:]? [^\W\d_]{2,}|^ *[A-Z][a-z]{2,}[.:…]? *$")
_NO_TEXT = re.compile(r"[<{}=]|default-src|^\(\?|[\\\[\]]")
"""Markup, style and patterns: whatever words stand in them, nobody reads them as such."""
NAMES = {"English", "Deutsch", "Français", "Español", "Português (Brasil)", "日本語"}
"""Languages, each in its own."""


def is_a_view(path: Path) -> bool:
    return any(path.is_relative_to(one) for one in VIEWS) and not path.is_relative_to(LIMITS)


def unmarked(tree: ast.Module) -> Iterator[ast.Constant]:
    """Strings that read like words and are not marked."""
    skipped = set(_skipped(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            text = node.value
            if _SENTENCE.search(text) and not _NO_TEXT.search(text) and text not in NAMES:
                yield node


def _skipped(tree: ast.Module) -> Iterator[ast.AST]:
    """What is marked, and what is no text: docstrings, keys, annotations."""
    for node in ast.walk(tree):
        match node:
            case ast.Call() if called(node) in MARKS:
                yield from ast.walk(node)
            case ast.Expr(value=ast.Constant() as docstring):
                yield docstring
            case ast.Dict(keys=keys):
                yield from (one for one in keys if one is not None)
            case ast.Call(func=ast.Name(id="TypeError" | "ValueError")):
                yield from ast.walk(node)
            case _:
                pass


def test_every_text_of_a_view_is_marked(product: list[Module]) -> None:
    views = [module for module in product if is_a_view(module.path)]
    assert len(views) > 20
    found = [f"{one.at(node)}: {node.value!r}" for one in views for node in unmarked(one.tree)]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        'context("and more")',
        'button("Pause", PAUSE, value)',
        'plain(f"Remove {scope}, please do.")',
        'SAID = "Nothing was found."',
    ],
)
def test_an_unmarked_text_is_seen(line: str) -> None:
    assert list(unmarked(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ['SAID = phrase("Nothing was found.")', 'ID = "settings_root"', '"""A docstring of words."""'],
)
def test_what_is_marked_or_no_text_is_not(line: str) -> None:
    assert not list(unmarked(ast.parse(line)))


def given_twice(tree: ast.Module) -> list[str]:
    """Names that a module gives to two things at its top: whoever reads the first means it."""
    names = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    return sorted({name for name in names if names.count(name) > 1})


def test_a_name_stands_for_one_text(product: list[Module]) -> None:
    assert given_twice(ast.parse("A = 1\nB = 2\nA = 3")) == ["A"]
    assert not [f"{one.path}: {found}" for one in product if (found := given_twice(one.tree))]
