"""The environment is read in two files, and importing a module only defines things."""

import ast
from pathlib import Path

from tests.architecture.conftest import Module

MAY_READ = {Path("bot/config.py"), Path("chains/config.py")}
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv"}
READERS_OF_IT = {"BaseSettings", "load_dotenv", "dotenv_values", "BotConfig", "ChainsConfig"}
RUNS = {"open", "print", "connect", "getLogger", "run", "basicConfig", "configure", "mkdir"}


def test_the_environment_is_read_in_the_two_config_modules(product: list[Module]) -> None:
    elsewhere = [
        module.at(node)
        for module in product
        if module.path not in MAY_READ
        for node in ast.walk(module.tree)
        if _reads_environment(node)
    ]
    assert not elsewhere


def _reads_environment(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in ENVIRONMENT
        case ast.ImportFrom(module="os", names=names):
            return any(alias.name in ENVIRONMENT for alias in names)
        case ast.ClassDef(bases=bases):
            return any(isinstance(base, ast.Name) and base.id == "BaseSettings" for base in bases)
        case _:
            return False


def test_a_config_is_not_read_at_import(product: list[Module]) -> None:
    early = [
        module.at(call)
        for module in product
        for call in _calls_at_import(module.tree)
        if _name(call) in READERS_OF_IT | RUNS
    ]
    assert not early


def test_no_module_keeps_a_global_that_changes(product: list[Module]) -> None:
    kept = [
        module.at(node)
        for module in product
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    assert not kept


def _calls_at_import(tree: ast.Module) -> list[ast.Call]:
    """Calls outside functions and outside `if __name__ == "__main__"`."""
    found: list[ast.Call] = []
    waiting: list[ast.AST] = [node for node in tree.body if not isinstance(node, ast.If)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            found.append(node)
        waiting.extend(ast.iter_child_nodes(node))
    return found


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
