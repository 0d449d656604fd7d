"""Text reaches a chat model only when it was cleared, and one file clears."""

import ast
import inspect
from pathlib import Path

from chains.answering.drafts.draft import Writer
from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.judging import Judge, Judging
from chains.answering.drafts.sending import Cleared
from chains.answering.questions.memory import Turn
from chains.answering.questions.rewriting import Rewriter, Rewriting
from tests.architecture.conftest import Module

CLEARS = Path("chains/answering/drafts/sending.py")
ASKS_MODELS = {
    Path("chains/answering/drafts/judging.py"),
    Path("chains/answering/questions/rewriting.py"),
    Path("chains/answering/drafts/drafting.py"),
    Path("chains/models/chat.py"),
    Path("chains/models/fallback.py"),
    # Sends the message alone, before anything is searched, where an operator chose that.
    Path("chains/triage/prompted.py"),
    # The path without guards, which speaks to the obedient model on loopback alone.
    Path("chains/evaluation/unguarded.py"),
}


def test_only_one_file_clears(product: list[Module]) -> None:
    makers = {module.path for module in product if module.calls("Cleared")}
    assert makers == {CLEARS}


def test_a_writer_takes_nothing_but_what_was_cleared() -> None:
    for writer in (Writer.write, Drafting.write):
        parameters = inspect.signature(writer).parameters
        assert parameters["cleared"].annotation is Cleared
        assert parameters["cleared"].default is inspect.Parameter.empty
        takes = {"self", "question", "cleared", "account", "language", "heard"}
        assert set(parameters) == takes


def test_a_judge_takes_nothing_but_what_was_cleared() -> None:
    for judge in (Judge.supported, Judging.supported):
        parameters = inspect.signature(judge).parameters
        assert parameters["cleared"].annotation is Cleared
        assert set(parameters) == {"self", "claims", "cleared", "account"}


def test_a_rewriter_takes_nothing_but_what_one_audience_was_answered(
    product: list[Module],
) -> None:
    for rewriter in (Rewriter.rewrite, Rewriting.rewrite):
        parameters = inspect.signature(rewriter).parameters
        assert parameters["turn"].annotation is Turn
        assert set(parameters) == {"self", "message", "turn", "account"}
    makers = {module.path for module in product if module.calls("Turn")}
    assert makers == {Path("chains/answering/questions/memory.py")}


def test_models_are_asked_in_one_place(product: list[Module]) -> None:
    asking = {
        module.path
        for module in product
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "fill"
    }
    assert asking == ASKS_MODELS - {Path("chains/models/chat.py")}
