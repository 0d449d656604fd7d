"""Narrow, low and enlarged windows: nothing is cut off, pushed aside or hidden behind."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage
from tests.browser.scripted_bot import Json, button, option

BAND = "What is the salary band for a senior engineer?"
LEAST_ROOM = 120

# How far a menu sticks out of its conversation, and how far that was pushed sideways.
PUSHED = """
async (menu) => {
  // A menu is placed when it has opened, which is told of before the second frame from now.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const room = menu.closest(".timeline");
  const [inner, outer] = [menu, room].map((node) => node.getBoundingClientRect());
  return Math.max(outer.left - inner.left, inner.right - outer.right, room.scrollLeft);
}
"""
LEFT_BELOW = "(node) => node.scrollHeight - node.scrollTop - node.clientHeight"


def menu() -> Json:
    options = [option("Why may I see this?"), option("Show me the passage")]
    return {"type": "overflow", "action_id": "source", "options": options}


async def post_answer_with_menus(stage: Stage) -> None:
    words = {"type": "mrkdwn", "text": "1 Payroll calendar, kept by sabine@tidewater.example"}
    row = [button("Helpful", "1"), button("Not helpful", "1"), button("Why may I", "1"), menu()]
    blocks = [
        {"type": "section", "text": words, "accessory": menu()},
        {"type": "actions", "elements": row},
    ]
    thread = await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> payday?")
    await stage.bot.client.chat_postMessage(
        channel="C0GENERAL", thread_ts=thread, text="Payday", blocks=blocks
    )


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
async def test_a_menu_stays_in_its_conversation(stage: Stage, opened: Opens, width: int) -> None:
    await post_answer_with_menus(stage)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=width)
    summaries = page.locator("#left summary")
    await expect(summaries).to_have_count(2)
    for summary in await summaries.all():
        await summary.click()
        shown = page.locator("#left details[open] .menu")
        await expect(shown).to_be_visible()
        assert await shown.evaluate(PUSHED) <= 0
        await page.keyboard.press("Escape")


@pytest.mark.parametrize("size", [(844, 390), (640, 450), (1280, 520), (360, 320)])
async def test_a_low_window_leaves_room_for_messages_and_keeps_the_prompts(
    opened: Opens, size: tuple[int, int]
) -> None:
    width, height = size
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL", width=width, height=height)
    room = await page.locator("#left .timeline").evaluate("(node) => node.clientHeight")
    assert room >= LEAST_ROOM
    last = page.locator("#left .prompt").last
    await last.focus()
    await expect(last).to_be_in_viewport()


async def test_escape_closes_the_list_of_conversations(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=390)
    lister = page.locator("#left").get_by_role("button", name="Conversations")
    await lister.press("Enter")
    await expect(page.locator("#left [aria-current]")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(lister).to_be_focused()
    await expect(lister).to_have_attribute("aria-expanded", "false")


async def test_a_skip_link_shows_the_pane_it_leads_to(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=390)
    await page.get_by_role("link", name="Write in the right pane").press("Enter")
    await expect(page.locator("#right-text")).to_be_focused()
    await expect(page.locator("#left")).to_be_hidden()
    assert "left=U0ANA" in page.url


async def outside(page: Page) -> bool:
    return bool(
        await page.evaluate("document.activeElement.matches(':not(body, #faults, #faults *)')")
    )


async def test_what_a_drawer_hides_is_not_reached_by_tab(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=390)
    tool = page.locator("#tools button", has_text="Faults")
    await tool.press("Enter")
    await page.get_by_role("switch").first.wait_for()
    for _ in range(4):
        await page.keyboard.press("Shift+Tab")
        assert not await outside(page)
    await page.keyboard.press("Escape")
    await expect(tool).to_be_focused()


@pytest.mark.parametrize("width", [768, 390])
async def test_the_mark_of_another_answer_is_in_view_at_first(
    stage: Stage, opened: Opens, width: int
) -> None:
    for _ in range(4):
        await stage.ask("U0ANA", "D0ANA", BAND)
        await stage.ask("U0DANA", "D0DANA", BAND)
    page = await opened("U0ANA:D0ANA", "U0DANA:D0DANA", width=width, height=740)
    for person in ("Ana Ruiz", "Dana Weiss"):
        side = "left" if person == "Ana Ruiz" else "right"
        if width == 390:
            await page.locator("#switch").get_by_role("button", name=person).click()
        await expect(page.locator(f"#{side} .differs").last).to_be_in_viewport(ratio=1)
        assert await page.locator(f"#{side} .timeline").evaluate(LEFT_BELOW) < 2


@pytest.mark.parametrize("size", [(1440, 1000), (1280, 800), (390, 844), (640, 450)])
async def test_the_way_to_new_messages_can_be_pressed(
    stage: Stage, opened: Opens, size: tuple[int, int]
) -> None:
    for number in range(30):
        await stage.ask("U0ANA", "D0ANA", f"question {number}")
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL", width=size[0], height=size[1])
    feed = page.locator("#left .timeline")
    await expect(feed).to_contain_text("question 29")
    await feed.hover()
    await page.mouse.wheel(0, -600)
    await page.wait_for_function(f"({LEFT_BELOW})(document.querySelector('#left .timeline')) > 100")
    await stage.bot.client.chat_postMessage(channel="D0ANA", text="Here it is.")
    await page.locator("#left .jump").click()
    await expect(feed).to_contain_text("Here it is.")
    await expect(page.locator("#left .jump")).to_be_hidden()
