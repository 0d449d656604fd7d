"""A process has one event loop, begun where it starts.

What keeps connections, as LangChain keeps clients, outlives a loop that was begun beside it: they
can be closed no more, and their collection warns in whatever runs then.
"""

import ast

from tests.architecture.conftest import Module

_BEGIN = ("run", "Runner", "new_event_loop")


def begun(module: Module) -> list[str]:
    """Each call that begins an event loop."""
    return [
        module.at(call)
        for name in _BEGIN
        for call in module.calls(name)
        if ast.unparse(call.func) == f"asyncio.{name}"
    ]


def test_only_what_is_started_begins_one(product: list[Module]) -> None:
    beginning = {module.path.name for module in product if begun(module)}
    assert beginning == {"__main__.py"}
