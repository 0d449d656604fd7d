"""A conversation that was left in its middle is opened again there, and at its end otherwise."""

import asyncio

from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage

FEED = "#left .timeline"
BELOW = "(node) => node.scrollHeight - node.scrollTop - node.clientHeight"
DRAWN = """
() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
"""
TOP = """
(node, words) => {
  const all = [...node.querySelectorAll(".message")];
  const one = all.find((each) => each.textContent.includes(words));
  return Math.round(one.getBoundingClientRect().top - node.getBoundingClientRect().top);
}
"""


async def filled(stage: Stage, opened: Opens) -> Page:
    for number in range(14):
        await stage.ask("U0ANA", "D0ANA", f"question {number}.")
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> elsewhere")
    page = await opened("U0ANA:D0ANA", "U0ANA:D0ANA")
    await expect(page.locator(FEED)).to_contain_text("question 13.")
    return page


async def show(page: Page, name: str, words: str) -> None:
    await page.locator("#left nav").get_by_role("button", name=name).click()
    await expect(page.locator(FEED)).to_contain_text(words)


async def near_end(page: Page, side: str = FEED) -> None:
    async with asyncio.timeout(10):
        while await page.locator(side).evaluate(BELOW) > 2:  # noqa: ASYNC110 - in the browser
            await asyncio.sleep(0.02)


async def scrolled_up(page: Page) -> int:
    """Puts a question in the middle at the upper edge; how far below it that is."""
    await near_end(page)
    await page.locator(FEED).evaluate("(node) => { node.scrollTop = node.scrollHeight / 3; }")
    await page.evaluate(DRAWN)
    return int(await page.locator(FEED).evaluate(TOP, "question 6."))


async def test_where_it_was_left_it_is_opened_again(stage: Stage, opened: Opens) -> None:
    page = await filled(stage, opened)
    before = await scrolled_up(page)
    await show(page, "general", "elsewhere")
    await show(page, "Footnote", "question 13.")
    assert abs(await page.locator(FEED).evaluate(TOP, "question 6.") - before) <= 1
    await expect(page.locator("#left .jump")).to_be_hidden()
    # The other side looks at the same, and was not moved.
    await near_end(page, "#right .timeline")


async def test_what_was_said_meanwhile_is_told_of(stage: Stage, opened: Opens) -> None:
    page = await filled(stage, opened)
    before = await scrolled_up(page)
    await show(page, "general", "elsewhere")
    await stage.ask("U0ANA", "D0ANA", "question 14.")
    await show(page, "Footnote", "question 14.")
    assert abs(await page.locator(FEED).evaluate(TOP, "question 6.") - before) <= 1
    await page.locator("#left .jump").click()
    await near_end(page)
    await show(page, "general", "elsewhere")
    await show(page, "Footnote", "question 14.")
    await near_end(page)


async def test_a_reply_to_an_older_question_is_told_of_too(stage: Stage, opened: Opens) -> None:
    page = await filled(stage, opened)
    first = await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> first.")
    for number in range(8):
        await stage.ask("U0ANA", "C0GENERAL", f"<@U0FOOTNOTE> later {number}.")
    await show(page, "general", "later 7.")
    await near_end(page)
    await page.locator(FEED).evaluate("(node) => { node.scrollTop = node.scrollHeight / 3; }")
    await page.evaluate(DRAWN)
    await show(page, "Footnote", "question 13.")
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> again.", thread_ts=first)
    await show(page, "general", "again.")
    await expect(page.locator("#left .jump")).to_be_visible()


async def test_a_screen_that_is_not_shown_just_then_keeps_its_place(
    stage: Stage, opened: Opens
) -> None:
    page = await filled(stage, opened)
    before = await scrolled_up(page)
    await page.set_viewport_size({"width": 420, "height": 860})
    await page.set_viewport_size({"width": 1280, "height": 860})
    assert abs(await page.locator(FEED).evaluate(TOP, "question 6.") - before) <= 1
    await page.set_viewport_size({"width": 420, "height": 860})
    await page.locator("#switch button[data-side=right]").click()
    await stage.control("membership", as_="U0ANA", channel="C0LAUNCH", member=True)
    await page.set_viewport_size({"width": 1280, "height": 860})
    await page.evaluate(DRAWN)
    assert abs(await page.locator(FEED).evaluate(TOP, "question 6.") - before) <= 1


async def test_unfolding_a_thread_moves_nobody_and_is_no_news(stage: Stage, opened: Opens) -> None:
    root = await stage.ask("U0ANA", "D0ANA", "question 0.")
    for number in range(1, 7):
        await stage.ask("U0ANA", "D0ANA", f"question {number}.", thread_ts=root)
    page = await opened("U0ANA:D0ANA", "U0ANA:D0ANA", height=700)
    await near_end(page)
    fold = page.locator("#left .fold")
    await fold.scroll_into_view_if_needed()
    for words in ("Show fewer replies", "Show 10 more replies"):
        before = await fold.bounding_box()
        await fold.click()
        await expect(fold).to_have_text(words)
        await page.evaluate(DRAWN)
        after = await fold.bounding_box()
        assert before
        assert after
        assert abs(before["y"] - after["y"]) <= 1
        await expect(page.locator("#left .jump")).to_be_hidden()
