"""Small screens, the drawers, and a line that drops and comes back."""

from playwright.async_api import expect

from bot.playground.company import load_company
from bot.playground.server import Playground
from tests.browser.conftest import COMPANY, Opens, Stage
from tests.browser.scripted_bot import plain

# A pane hides what sticks out of it, so its parts are measured as well as the page.
WIDE = """
() => document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll(
  ".message, .prose, .entry, .prompt, .place, .viewing > *, .bar > *, .drawer > *, .dialog"
)].some((node) => node.getBoundingClientRect().right > innerWidth)
"""

MIDDLES = """
(row) => [...row.querySelectorAll(":is(.button, .overflow)")].map((node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return (top + bottom) / 2;
})
"""


async def test_a_phone_shows_one_screen_with_a_switch_and_never_scrolls_sideways(
    stage: Stage, opened: Opens
) -> None:
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> " + "payday " * 60 + "x" * 400)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=360, height=740)
    await expect(page.locator("#right")).to_be_hidden()
    assert await page.evaluate(WIDE) is False
    await page.get_by_role("button", name="Ben Okafor").click()
    await expect(page.locator("#left")).to_be_hidden()
    await page.locator("#right").get_by_role("button", name="Conversations").click()
    await page.locator("#right").get_by_role("button", name="engineering").click()
    await expect(page.locator("#right h3")).to_have_text("engineering")
    await expect(page.locator("#right-text")).to_be_focused()
    assert await page.evaluate(WIDE) is False
    for tool in ("Faults", "Payloads"):
        await page.locator("#tools button", has_text=tool).click()
        assert await page.evaluate(WIDE) is False
        await page.keyboard.press("Escape")
    await page.fill("#right-text", "/footnote settings")
    await page.press("#right-text", "Enter")
    await page.get_by_role("dialog").wait_for()
    assert await page.evaluate(WIDE) is False


async def test_the_payload_drawer_shows_both_directions_and_filters(
    stage: Stage, opened: Opens
) -> None:
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.get_by_role("button", name="Payloads").click()
    await expect(page.locator(".payload.to_bot", has_text="app_mention")).to_have_count(1)
    await expect(page.locator(".payload.to_slack", has_text="chat.postMessage")).to_have_count(1)
    await page.locator(".payload", has_text="chat.postMessage").locator("summary").click()
    await expect(page.get_by_role("button", name="Copy request")).to_be_visible()
    await page.get_by_label("Conversation", exact=True).select_option("C0ENG")
    await expect(page.locator(".payload")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Payloads")).to_be_focused()


async def test_a_fault_is_one_click_and_the_page_says_how_many_are_on(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.get_by_role("button", name="Faults").click()
    await page.get_by_role("switch", name="Redelivery").click()
    await expect(page.get_by_role("switch", name="Redelivery")).to_be_checked()
    await expect(page.get_by_role("button", name="Faults (1 on)")).to_be_visible()


async def test_reset_asks_once_and_empties_both_screens(stage: Stage, opened: Opens) -> None:
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.get_by_role("button", name="Reset").click()
    await expect(page.locator("#left .message")).not_to_have_count(0)
    await page.get_by_role("button", name="Really reset?").click()
    for side in ("#left", "#right"):
        await expect(page.locator(f"{side} .message")).to_have_count(0)


async def test_a_line_that_drops_is_said_and_comes_back_with_what_was_missed(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    port = int(stage.playground.url.rsplit(":", 1)[1])
    await stage.playground.__aexit__(None, None, None)
    await expect(page.locator("#line")).to_have_text("Reconnecting…")
    async with Playground(load_company(COMPANY), port=port) as again:
        message = again.workspace.bot_message("C0GENERAL", "said meanwhile", [])
        again.workspace.post(message)
        await expect(page.locator("#left .message")).to_contain_text("said meanwhile")
        await expect(page.locator("#line")).to_have_text("")


async def test_a_menu_below_an_answer_stays_beside_a_button(stage: Stage, opened: Opens) -> None:
    """All of it in one line at 1280; where less fits, the menu wraps with the button before it."""
    buttons = [
        {"type": "button", "action_id": name, "text": plain(name)}
        for name in ("Helpful", "Not helpful", "Why", "Share to the channel")
    ]
    option = {"text": plain("Ask again"), "value": "again"}
    menu = {"type": "overflow", "action_id": "feedback", "options": [option]}
    place = {"channel": "C0GENERAL"}
    place["thread_ts"] = await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    for elements in ([*buttons[:3], menu], [*buttons, menu]):
        blocks = [{"type": "actions", "elements": elements}]
        await stage.bot.client.chat_postMessage(text="Payday", blocks=blocks, **place)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL", width=1280)
    rows = page.locator("#left .actions:has(.overflow)")
    await expect(rows).to_have_count(2)
    for width in (1280, 360):
        await page.set_viewport_size({"width": width, "height": 740})
        for shared, row in enumerate(await rows.all()):
            middles = await row.evaluate(MIDDLES)
            assert abs(middles[-1] - middles[-2]) < 4
            assert shared or width < 1280 or max(middles) - min(middles) < 4
    await rows.first.locator("summary").click()
    await rows.first.get_by_role("button", name="Ask again").click()
    await expect(page.locator("#left .busy")).to_have_count(0)
    assert [press["action_id"] for press in stage.bot.pressed] == ["feedback"]
