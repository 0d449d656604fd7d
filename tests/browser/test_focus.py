"""The focus stays where a person works, whatever is drawn anew, taken away or put over it."""

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Opens, Stage, Watched
from tests.browser.scripted_bot import SOURCES, button, option


async def open_sources(page: Page) -> Locator:
    await page.fill("#left-text", "/find sources")
    await page.press("#left-text", "Enter")
    dialog = page.get_by_role("dialog", name="Sources")
    await dialog.wait_for()
    return dialog


def control(dialog: Locator, action: str, source: str) -> Locator:
    row = dialog.locator(".actions").nth(SOURCES.index(source))
    return row.get_by_role("button", name=action)


async def test_a_list_drawn_anew_keeps_the_focus_on_the_same_row(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    dialog = await open_sources(page)
    await control(dialog, "Sync", "people").press("Enter")
    await expect(dialog.locator(".busy")).to_have_count(0)
    await expect(control(dialog, "Sync", "people")).to_be_focused()
    await control(dialog, "Pause", "people").press("Enter")
    await expect(control(dialog, "Resume", "people")).to_be_visible()
    await expect(control(dialog, "Sync", "people")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(control(dialog, "Pause", "people")).to_be_visible()
    assert [press["value"] for press in stage.bot.pressed] == ["people"] * 3


async def test_a_submit_that_becomes_a_confirmation_moves_the_focus_to_its_title(
    opened: Opens, watched: Watched
) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    dialog = await open_sources(page)
    await dialog.get_by_role("button", name="Send").press("Enter")
    sent = page.get_by_role("dialog", name="Sent")
    await expect(sent.get_by_role("heading")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(".dialog")).to_have_count(0)
    await expect(page.locator("#left-text")).to_be_focused()
    assert watched.complaints == []


async def test_what_is_saved_over_a_list_returns_the_focus_to_its_row(opened: Opens) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    dialog = await open_sources(page)
    await control(dialog, "Readers", "people").press("Enter")
    readers = page.get_by_role("dialog", name="Readers")
    await readers.get_by_role("textbox", name="Folder").fill("/srv")
    await readers.get_by_role("button", name="Save").press("Enter")
    await expect(page.locator(".dialog")).to_have_count(1)
    await expect(control(dialog, "Readers", "people")).to_be_focused()


async def test_a_deleted_message_leaves_the_focus_to_the_composer(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.fill("#left-text", "lunch at noon")
    await page.press("#left-text", "Enter")
    await page.get_by_role("button", name="Delete Ana Ruiz: lunch at noon").press("Enter")
    await page.get_by_role("button", name="Delete", exact=True).press("Enter")
    await expect(page.locator("#left .message")).to_have_count(0)
    await expect(page.locator("#left-text")).to_be_focused()


async def test_a_pressed_button_that_goes_leaves_the_focus_in_its_pane(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    row = {"type": "actions", "elements": [button("Dismiss", "one")]}
    await stage.bot.client.chat_postMessage(channel="C0GENERAL", text="Note", blocks=[row])
    await page.locator("#left").get_by_role("button", name="Dismiss").press("Enter")
    await expect(page.locator("#left .message")).to_have_count(0)
    await expect(page.locator("#left-text")).to_be_focused()


async def test_a_pressed_button_that_makes_room_for_an_answer_leaves_the_focus_in_it(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    row = {"type": "actions", "elements": [button("Show", "one")]}
    client = stage.bot.client
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Note", blocks=[row])
    await page.locator("#left").get_by_role("button", name="Show").focus()
    menu = {"type": "overflow", "action_id": "rename", "options": [option("Rename")]}
    words = {"type": "mrkdwn", "text": "On the 25th."}
    blocks = [{"type": "section", "text": words}, {"type": "actions", "elements": [menu]}]
    await client.chat_update(channel="C0GENERAL", ts=posted["ts"], text="25th", blocks=blocks)
    await expect(page.locator("#left .message summary")).to_be_focused()


async def test_who_looks_decides_what_may_be_done_with_a_message(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:D0BEN")
    await page.fill("#left-text", "lunch at noon")
    await page.press("#left-text", "Enter")
    delete = page.get_by_role("button", name="Delete Ana Ruiz: lunch at noon")
    await expect(delete).to_have_count(1)
    await page.select_option("#left-person", "U0BEN")
    await expect(page.locator("#left")).to_have_attribute(
        "aria-label", "Ben Okafor's screen, left pane"
    )
    await expect(page.locator("#left .message")).to_have_count(1)
    await expect(delete).to_have_count(0)
