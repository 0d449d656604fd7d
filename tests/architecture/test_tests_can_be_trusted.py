"""Tests wait for conditions, use fakes that are products, and say what they prove."""

import ast

from tests.architecture.conftest import Module, called

SHORTEST_SENTENCE = 3


def our_tests(everything: list[Module]) -> list[Module]:
    """The modules below `tests/`."""
    return [module for module in everything if module.path.parts[0] == "tests"]


def test_a_test_sleeps_only_between_two_looks_at_a_condition(everything: list[Module]) -> None:
    blind = [
        module.at(call)
        for module in our_tests(everything)
        for call in _sleeps(module.tree) - _sleeps_in_loops(module.tree)
    ]
    assert not blind


def _sleeps(tree: ast.AST) -> set[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call for call in calls if called(call) == "sleep" and not _is_a_yield(call)}


def _is_a_yield(call: ast.Call) -> bool:
    """`sleep(0)` waits for nothing: it lets other tasks run."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0


def _sleeps_in_loops(tree: ast.Module) -> set[ast.Call]:
    loops = (
        node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For | ast.AsyncFor)
    )
    return {call for loop in loops for call in _sleeps(loop)}


def test_no_test_replaces_a_part_by_a_mock(everything: list[Module]) -> None:
    mocks = [
        module.at(node)
        for module in our_tests(everything)
        for node in ast.walk(module.tree)
        if _imports_mock(node)
    ]
    assert not mocks


def _imports_mock(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(alias.name.startswith("unittest.mock") for alias in names)
        case ast.ImportFrom(module=str(name), names=names):
            return name == "unittest.mock" or (
                name == "unittest" and any(alias.name == "mock" for alias in names)
            )
        case _:
            return False


def test_a_test_is_named_by_a_sentence(everything: list[Module]) -> None:
    mumbled = [
        f"{module.at(node)} {node.name}"
        for module in our_tests(everything)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and len(node.name.split("_")) - 1 < SHORTEST_SENTENCE
    ]
    assert not mumbled


def test_no_test_is_skipped_without_saying_what_would_run_it(everything: list[Module]) -> None:
    silent = [
        module.at(node)
        for module in our_tests(everything)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and called(node) in {"skip", "skipif", "xfail"}
        and not (node.args or node.keywords)
    ]
    assert not silent
