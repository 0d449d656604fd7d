"""Passages leave the store only for a reader, and only the directory makes a reader."""

import ast
import inspect
from pathlib import Path

from chains.answering.retrieval import Retrieval
from chains.index.search import PassageSearch
from tests.architecture.conftest import Module

MAKES_READERS = Path("chains/access/reader.py")
INDEX = Path("chains/index")
READ_PASSAGES = {INDEX / "search.py", INDEX / "reembedding.py"}
ASKS = Path("bot/conversation/answering.py")
FINDS_VENUES = {ASKS, Path("bot/conversation/venue.py")}
LISTENERS = Path("bot/listeners")


def test_a_reader_is_constructed_in_one_file(everything: list[Module]) -> None:
    places = {str(module.path) for module in everything if module.calls("Reader")}
    assert places <= {str(MAKES_READERS)} | _tests(places)
    assert str(MAKES_READERS) in places


def test_no_product_code_makes_a_reader_in_another_way(product: list[Module]) -> None:
    """`replace(reader, …)`, another name for the class, or a class derived from it."""
    ways = [
        module.at(node)
        for module in product
        for node in ast.walk(module.tree)
        if module.path != MAKES_READERS and _makes_reader(node)
    ]
    assert not ways


def _makes_reader(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(names=names):
            return any(alias.name == "Reader" and alias.asname for alias in names)
        case ast.Assign(value=ast.Name(id="Reader")):
            return True
        case ast.ClassDef(bases=bases):
            return any(isinstance(base, ast.Name) and base.id == "Reader" for base in bases)
        case ast.Call(func=ast.Name(id="replace"), args=[ast.Name(id=name), *_]):
            return "reader" in name
        case _:
            return False


def test_a_search_cannot_be_asked_without_a_reader() -> None:
    for search in (PassageSearch.search, Retrieval.evidence):
        parameter = inspect.signature(search).parameters["reader"]
        assert parameter.default is inspect.Parameter.empty
        assert "None" not in str(parameter.annotation)


def test_weaviate_is_imported_by_the_index_alone(everything: list[Module]) -> None:
    importers = [
        module.at(node)
        for module in everything
        if not module.path.is_relative_to(INDEX) and not _is_test(module.path)
        for node in ast.walk(module.tree)
        if "weaviate" in _imported(node)
    ]
    assert not importers


def _imported(node: ast.AST) -> set[str]:
    match node:
        case ast.Import(names=names):
            return {alias.name.split(".")[0] for alias in names}
        case ast.ImportFrom(module=str(name), level=0):
            return {name.split(".")[0]}
        case _:
            return set()


def test_only_search_and_reembedding_read_passages_back(product: list[Module]) -> None:
    """A writer may find out which objects there are, never what stands in them."""
    queries = {"near_vector", "near_text", "near_object", "bm25", "hybrid", "iterator"}
    queries |= {"fetch_objects", "fetch_object_by_id", "fetch_objects_by_ids", "generate"}
    telling = {
        module.path
        for module in product
        for name in queries
        for call in module.calls(name)
        if not _returns_ids_alone(call)
    }
    assert telling == READ_PASSAGES


def _returns_ids_alone(call: ast.Call) -> bool:
    asked = [one.value for one in call.keywords if one.arg == "return_properties"]
    vectors = [one for one in call.keywords if one.arg == "include_vector"]
    return not vectors and any(isinstance(one, ast.List) and not one.elts for one in asked)


def test_the_copilot_is_asked_in_one_place_and_always_for_a_venue(product: list[Module]) -> None:
    bot = [module for module in product if _speaks_slack(module.path)]
    assert [module.path for module in bot if module.calls("ask")] == [ASKS]
    questions = [(module, call) for module in bot for call in module.calls("Question")]
    assert [module.path for module, _ in questions] == [ASKS]
    for module, call in questions:
        given = {keyword.arg for keyword in call.keywords}
        assert {"asker", "venue"} <= given, module.at(call)


def test_no_listener_decides_who_reads_a_reply(product: list[Module]) -> None:
    deciding = {
        module.path: [call for name in ("Venue", "Audience") for call in module.calls(name)]
        for module in product
        if _speaks_slack(module.path)
    }
    places = {path for path, calls in deciding.items() if calls}
    assert places <= FINDS_VENUES
    assert not any(path.is_relative_to(LISTENERS) for path in places)


def test_every_listener_that_takes_words_hands_them_to_the_inbox(product: list[Module]) -> None:
    """What is stored is answered by `bot.conversation`, which finds the venue first."""
    listeners = [module for module in product if module.path.is_relative_to(LISTENERS)]
    makers = [module for module in listeners if module.calls("Delivery")]
    assert makers
    for module in makers:
        deliveries, received = len(module.calls("Delivery")), len(module.calls("receive"))
        assert deliveries == received, module.path


def _speaks_slack(path: Path) -> bool:
    """A module of the bot; the playground only plays Slack, and has no copilot to ask."""
    return path.parts[0] == "bot" and not path.is_relative_to("bot/playground")


def _is_test(path: Path) -> bool:
    return path.parts[0] == "tests"


def _tests(places: set[str]) -> set[str]:
    return {place for place in places if _is_test(Path(place))}
