"""The pages that the demo's footnotes link to."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.playground.documents import DocumentPages

PAGE = "---\ntitle: Tides & times\n---\n# Tides\n\n## High tide\n\n<b>Wait.</b>\n"


async def opened(folder: Path, path: str) -> tuple[int, str, str]:
    """Status, text and content policy of a page."""
    app = web.Application()
    app.add_routes(DocumentPages({"pier": folder}).routes())
    async with TestClient(TestServer(app)) as browser, browser.get(path) as answer:
        policy = answer.headers.get("Content-Security-Policy", "")
        return answer.status, await answer.text(), policy


async def test_a_page_has_its_anchors_and_says_who_may_open_it(tmp_path: Path) -> None:
    (tmp_path / "tides.md").write_text(PAGE, encoding="utf-8")
    status, text, policy = await opened(tmp_path, "/documents/pier/tides.md")
    assert status == 200
    assert "<title>Tides &amp; times</title>" in text
    assert '<h2 id="high-tide">' in text
    assert "<b>" not in text
    assert "script" not in policy
    assert "whoever is at this computer" in text


@pytest.mark.parametrize("path", ["pier/other.md", "quay/tides.md", "pier/..%2Fsecret.md"])
async def test_what_is_no_page_of_a_folder_does_not_open(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "pier"
    folder.mkdir()
    (tmp_path / "secret.md").write_text(PAGE, encoding="utf-8")
    status, text, _ = await opened(folder, f"/documents/{path}")
    assert (status, text) == (404, "There is no such document.")
