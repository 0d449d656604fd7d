"""Footnotes in a message: large enough to press, and named after what they lead to."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage

DOCUMENT = "http://127.0.0.1:9/payroll#payday"
# Whether each corner of the 24 pixels around the middle of a footnote is its own to press.
PRESSED = """
(note) => {
  const { left, right, top, bottom } = note.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [-11.5, 11.5].every((dx) =>
    [-11.5, 11.5].every((dy) => document.elementFromPoint(x + dx, y + dy) === note));
}
"""
HEIGHT = "(node) => node.getBoundingClientRect().height"


async def shown(stage: Stage, opened: Opens, width: int = 1280) -> Page:
    """A sentence with two footnotes, the list of the first, and a sentence without one."""
    said = [
        f"On the 25th. <{DOCUMENT}|[1]> <http://127.0.0.1:9/other|[2]>",
        f"1 <{DOCUMENT}|Payroll calendar> \u00b7 Payday",
        "On the 25th.",
    ]
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": one}} for one in said]
    await stage.bot.client.chat_postMessage(channel="C0GENERAL", text="Payday", blocks=blocks)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=width)
    await expect(page.locator("#left a.ref")).to_have_count(2)
    return page


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_footnote_can_be_pressed_and_moves_no_line(
    stage: Stage, opened: Opens, width: int
) -> None:
    page = await shown(stage, opened, width)
    for note in await page.locator("#left a.ref").all():
        assert await note.evaluate(PRESSED)
    noted, _, bare = await page.locator("#left .message .prose").all()
    assert abs(await noted.evaluate(HEIGHT) - await bare.evaluate(HEIGHT)) < 1


async def test_a_footnote_is_named_after_its_source(stage: Stage, opened: Opens) -> None:
    page = await shown(stage, opened)
    named = page.locator("#left").get_by_role("link", name="[1] Payroll calendar", exact=True)
    await expect(named).to_have_text("[1]")
    await expect(named).to_have_attribute("title", "Payroll calendar")
    # Of what the message lists nowhere, the number is all there is.
    await expect(page.locator("#left").get_by_role("link", name="[2]", exact=True)).to_be_visible()
