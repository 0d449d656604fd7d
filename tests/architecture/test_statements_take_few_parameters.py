"""Postgres takes 65,535 parameters: what may be many goes to it as one array."""

import ast

from tests.architecture.conftest import Module


def spelled_out(module: Module) -> list[str]:
    """Each `in_` with a parameter for each value; a subquery has none."""
    return [
        module.at(call)
        for call in module.calls("in_")
        if not (isinstance(call.args[0], ast.Call) and "select" in ast.unparse(call.args[0].func))
    ]


def test_no_statement_has_a_parameter_for_each_of_many(product: list[Module]) -> None:
    assert [place for module in product for place in spelled_out(module)] == []
