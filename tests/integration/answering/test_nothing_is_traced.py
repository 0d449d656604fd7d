"""Nothing leaves the process for a tracing service, whatever the environment says."""

import threading
from collections.abc import Collection, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import UUID

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith import utils
from langsmith.run_trees import get_cached_client

from chains.access.audience import Audience
from chains.access.principals import EVERYONE, WorkspaceId
from chains.access.reader import Reader
from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.sending import Cleared
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.index.passages import Hit
from chains.index.retriever import PassageRetriever
from chains.models.chat import ChatModel
from tests.fakes.open_account import OpenAccount

DOCUMENT = UUID(int=1)
SECRET = "the vault opens at 04:44"


class Vault:
    """A search that always finds the vault."""

    async def search(
        self, query: str, reader: Reader, *, scopes: Collection[str] = (), limit: int = 10
    ) -> list[Hit]:
        """The vault, for whoever may read anything."""
        found = Hit(DOCUMENT, 0, f"{query} {SECRET}", (), "", 0.9, 1.0, 1.0)
        return [found] if reader.access_lists and not scopes else [][:limit]


class Collector(BaseHTTPRequestHandler):
    """A tracing service that remembers everything it is sent."""

    heard: list[bytes]

    def do_POST(self) -> None:
        self.heard.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.send_response(202)
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def tracing_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What a tracing service hears that the environment tells LangChain to send all to."""
    heard: list[bytes] = []
    server = HTTPServer(("127.0.0.1", 0), type("Heard", (Collector,), {"heard": heard}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_test")
    utils.get_env_var.cache_clear()
    yield heard
    get_cached_client().flush()
    monkeypatch.undo()
    utils.get_env_var.cache_clear()
    server.shutdown()
    server.server_close()


async def test_neither_retrieval_nor_drafting_is_traced(tracing_service: list[bytes]) -> None:
    reader = Reader(WorkspaceId("T1"), Audience.of(EVERYONE), (1,), 1)
    found = await PassageRetriever(search=Vault(), reader=reader).ainvoke("When?")
    assert SECRET in found[0].page_content
    facts = DocumentFacts(DOCUMENT, UUID(int=2), "v.md", "V", "https://docs.example/v", "v")
    drafting = Drafting(ChatModel(FakeListChatModel(responses=['{"sentences": []}'])))
    await drafting.write("When?", Cleared((Evidence(facts, SECRET),)), OpenAccount())
    await RunnableLambda(lambda text: text).ainvoke("heard")
    wait_for_all_tracers()
    get_cached_client().flush()
    sent = b"".join(tracing_service)
    assert b"RunnableLambda" in sent
    assert SECRET.encode() not in sent
    assert b"PassageRetriever" not in sent
