"""What people and the bot write stays text, and the page talks to loopback only."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opens, Stage, Watched

PAGE = Path(__file__).parents[2] / "bot" / "playground" / "page"
HOSTILE = "<img src=x onerror=alert(1)>"
FROM_STRINGS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment"
    r"|setHTML|\beval\(|new Function|srcdoc\s*="
)


@pytest.mark.parametrize("module", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_no_module_makes_markup_from_strings(module: Path) -> None:
    assert FROM_STRINGS.search(module.read_text()) is None


@pytest.mark.parametrize(
    "source", sorted(path for path in PAGE.iterdir()), ids=lambda path: path.name
)
def test_every_file_of_the_page_is_short_and_names_no_other_host(source: Path) -> None:
    text = source.read_text()
    assert len(text.splitlines()) < 300
    addresses = set(re.findall(r"https?://[\w.-]+", text))
    assert addresses <= {"http://www.w3.org"}


async def test_hostile_text_is_shown_as_it_was_written(
    stage: Stage, opened: Opens, watched: Watched
) -> None:
    dialogs = []
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    blocks: list[dict[str, Any]] = [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"*{HOSTILE}* <javascript:alert(1)|x>"},
        },
        {
            "type": "markdown",
            "text": f"**{HOSTILE}** [y](javascript:alert(1)) ![z](http://192.0.2.1/z)",
        },
        {"type": "image", "image_url": "http://192.0.2.1/pixel.png", "alt_text": HOSTILE},
        {"type": "context", "elements": [{"type": "plain_text", "text": HOSTILE}]},
    ]
    await page.fill("#left-text", HOSTILE)
    await page.press("#left-text", "Enter")
    await stage.bot.client.chat_postMessage(channel="C0GENERAL", text=HOSTILE, blocks=blocks)
    shown = page.locator("#right .from-bot")
    await expect(shown.locator(".picture")).to_contain_text(HOSTILE)
    await expect(shown.locator(".section")).to_contain_text(HOSTILE)
    await expect(shown.locator(".markdown")).to_contain_text(HOSTILE)
    await expect(page.locator("#right .message").first).to_contain_text(HOSTILE)
    assert await page.locator("img, script:not([src]), iframe, [onerror]").count() == 0
    assert await page.locator("a[href^='javascript']").count() == 0
    assert dialogs == []
    assert {urlsplit(address).hostname for address in watched.addresses} == {"127.0.0.1"}
    assert watched.complaints == []


async def test_the_policy_of_the_page_refuses_markup_from_strings(
    opened: Opens, watched: Watched
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    refused = await page.evaluate(
        "() => { try { document.body['inner' + 'HTML'] = '<b>x</b>'; return false; }"
        " catch (problem) { return problem instanceof TypeError; } }"
    )
    assert refused is True


async def test_a_block_that_is_not_known_is_shown_with_its_json(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    message = stage.playground.workspace.bot_message("C0GENERAL", "card", [{"type": "carousel"}])
    stage.playground.workspace.post(message)
    await expect(page.locator("#left .unknown")).to_contain_text('"type": "carousel"')
