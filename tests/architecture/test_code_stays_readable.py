"""Sizes, names and errors: what keeps a file readable without knowing the others."""

import ast
from pathlib import Path

from tests.architecture.conftest import EVERYTHING, ROOT, Module, below

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base_classes"}
ANYTHING = {"Exception", "BaseException"}
CODE = (".py", ".js", ".css", ".html")
# A migration is one list of statements: its length is the schema's.
LISTS_OF_STATEMENTS = Path("infra/migrations/versions")


def test_a_file_stays_under_300_lines() -> None:
    long = {
        str(path): lines
        for path in below(*EVERYTHING, suffixes=CODE)
        if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) >= LONGEST_FILE
    }
    assert not long


def test_a_function_stays_under_40_lines(everything: list[Module]) -> None:
    long = {
        f"{module.at(node)} {node.name}": lines
        for module in everything
        if not module.path.is_relative_to(LISTS_OF_STATEMENTS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) >= LONGEST_FUNCTION
    }
    assert not long


def test_a_file_is_named_by_its_subject() -> None:
    paths = below(*EVERYTHING, suffixes=CODE)
    vague = [str(path) for path in paths if SAY_NOTHING & set(path.with_suffix("").parts)]
    assert not vague


def test_every_module_says_in_a_sentence_what_it_is_for(product: list[Module]) -> None:
    silent = [
        str(module.path)
        for module in product
        if module.text.strip() and not (ast.get_docstring(module.tree) or "").strip()
    ]
    assert not silent


def test_an_error_is_caught_by_its_name(everything: list[Module]) -> None:
    broad = [
        module.at(handler)
        for module in everything
        for handler in ast.walk(module.tree)
        if isinstance(handler, ast.ExceptHandler) and _catches_anything(handler)
    ]
    assert not broad


def _catches_anything(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False  # it cleans up and lets the error go on
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(one is None or (isinstance(one, ast.Name) and one.id in ANYTHING) for one in caught)
