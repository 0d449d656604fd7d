"""A reply that is taller than the window is read from its beginning; all others at the end."""

import asyncio

from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage

BELOW = "(node) => node.scrollHeight - node.scrollTop - node.clientHeight"
# How far below the upper edge of its conversation the last message begins.
BEGINS = """
(node) => {
  const last = [...node.querySelectorAll(".message")].at(-1);
  return last.getBoundingClientRect().top - node.getBoundingClientRect().top;
}
"""
LONG = "\n".join(f"Step {number} of a long procedure." for number in range(80))
FEED = "#left .timeline"


async def told(stage: Stage, text: str) -> str:
    """What the bot says in a conversation in which nothing else is said."""
    reply = await stage.bot.client.chat_postMessage(channel="D0ANA", text=text)
    return str(reply["ts"])


async def at_the_end(stage: Stage, opened: Opens) -> Page:
    for number in range(6):
        await stage.ask("U0ANA", "D0ANA", f"question {number}")
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL")
    await expect(page.locator(FEED)).to_contain_text("question 5")
    return page


async def becomes(page: Page, measure: str, wanted: float) -> None:
    """Wait until that is what is measured, to a pixel or two."""
    feed = page.locator(FEED)
    async with asyncio.timeout(10):
        while abs(await feed.evaluate(measure) - wanted) > 2:  # noqa: ASYNC110 - it is in the browser
            await asyncio.sleep(0.02)


async def begins_in_view(page: Page) -> None:
    await becomes(page, BEGINS, 8)


async def test_a_long_reply_is_shown_from_its_beginning_and_stays_there(
    stage: Stage, opened: Opens
) -> None:
    page = await at_the_end(stage, opened)
    await told(stage, LONG)
    await begins_in_view(page)
    # Also when a thread above is worked on, and when the window changes.
    above = await page.locator("#left .group > .message").first.get_attribute("data-ts")
    await stage.bot.client.agents_sessions_setStatus(
        channel_id="D0ANA", thread_ts=above or "", status="processing"
    )
    await page.locator("#left .working").wait_for(state="attached")
    await begins_in_view(page)
    await page.set_viewport_size({"width": 1280, "height": 700})
    await begins_in_view(page)
    await expect(page.locator("#left .jump")).to_be_hidden()


async def test_one_that_grows_stays_at_its_beginning(stage: Stage, opened: Opens) -> None:
    page = await at_the_end(stage, opened)
    ts = await told(stage, "One moment.")
    await expect(page.locator(FEED)).to_contain_text("One moment.")
    for lines in (20, 50, 80):
        text = "\n".join(LONG.split("\n")[:lines])
        await stage.bot.client.chat_update(channel="D0ANA", ts=ts, text=text)
        await expect(page.locator(FEED)).to_contain_text(f"Step {lines - 1} of")
    await begins_in_view(page)
    await page.locator(FEED).hover()
    await page.mouse.wheel(0, 20_000)
    await becomes(page, BELOW, 0)
    await stage.bot.client.chat_update(channel="D0ANA", ts=ts, text=f"{LONG}\nThat is all.")
    await expect(page.locator(FEED)).to_contain_text("That is all.")
    await becomes(page, BELOW, 0)


async def test_a_short_one_is_followed_to_the_end(stage: Stage, opened: Opens) -> None:
    page = await at_the_end(stage, opened)
    await told(stage, "On the 25th.")
    await expect(page.locator(FEED)).to_contain_text("On the 25th.")
    await becomes(page, BELOW, 0)
    await expect(page.locator("#left .jump")).to_be_hidden()


async def test_what_comes_after_a_long_one_is_told_of_and_takes_nobody_away(
    stage: Stage, opened: Opens
) -> None:
    page = await at_the_end(stage, opened)
    await told(stage, LONG)
    await begins_in_view(page)
    before = await page.locator(FEED).evaluate("(node) => node.scrollTop")
    await told(stage, "There is more.")
    await page.locator("#left .jump").wait_for()
    assert await page.locator(FEED).evaluate("(node) => node.scrollTop") == before
    await page.locator("#left .jump").click()
    await expect(page.locator("#left .jump")).to_be_hidden()
    await becomes(page, BELOW, 0)
