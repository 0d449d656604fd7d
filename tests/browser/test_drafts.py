"""What was begun stays with whom and with the conversation that it was written for."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage

FIELD = "#left-text"
CHIP = "#left .chip"


async def show(page: Page, name: str) -> None:
    await page.locator("#left nav").get_by_role("button", name=name).click()
    await expect(page.locator("#left header h3")).to_have_text(name)


async def answering(stage: Stage, opened: Opens) -> Page:
    """Ana has begun to answer in a thread."""
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> when is payday?")
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    root = page.locator("#left .message", has_text="when is payday?").first
    await root.hover()
    await root.locator("[data-action='page.reply']").click()
    await page.keyboard.type("thanks for")
    return page


async def somebody_joins(stage: Stage, page: Page) -> None:
    async with page.expect_response("**/control/messages?as=U0ANA*"):
        await stage.control("membership", as_="U0TOM", channel="C0GENERAL", member=True)
    await expect(page.locator("#left .about")).to_have_text("60 people")


async def test_what_was_begun_goes_to_no_other_conversation(stage: Stage, opened: Opens) -> None:
    page = await answering(stage, opened)
    await show(page, "Footnote")
    await expect(page.locator(FIELD)).to_have_value("")
    await expect(page.locator(CHIP)).to_be_hidden()
    await page.fill(FIELD, "between us")
    await show(page, "general")
    await expect(page.locator(FIELD)).to_have_value("thanks for")
    await expect(page.locator(CHIP)).to_contain_text("Reply to Ana Ruiz")
    await show(page, "Footnote")
    await expect(page.locator(FIELD)).to_have_value("between us")


async def test_what_was_begun_is_no_other_persons(stage: Stage, opened: Opens) -> None:
    page = await answering(stage, opened)
    await page.locator("#left-person").select_option("U0BEN")
    await expect(page.locator(FIELD)).to_have_value("")
    await page.locator("#left-person").select_option("U0ANA")
    await expect(page.locator(FIELD)).to_have_value("thanks for")


async def test_who_joins_takes_nobody_out_of_a_thread(stage: Stage, opened: Opens) -> None:
    page = await answering(stage, opened)
    await somebody_joins(stage, page)
    await expect(page.locator(CHIP)).to_contain_text("Reply to Ana Ruiz")
    await page.keyboard.type(" that")
    await page.keyboard.press("Enter")
    await expect(page.locator("#right .thread")).to_contain_text("thanks for that")


async def test_who_joins_closes_nobodys_home(stage: Stage, opened: Opens) -> None:
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL")
    home = page.locator("#left").get_by_role("tab", name="Home")
    await home.click()
    await expect(page.locator("#left-home")).to_contain_text("You read 7 sources.")
    async with page.expect_response("**/control/messages?as=U0ANA*"):
        await stage.control("membership", as_="U0TOM", channel="C0GENERAL", member=True)
    await expect(home).to_have_attribute("aria-selected", "true")
    await expect(page.locator("#left-home")).to_be_visible()
    await show(page, "Footnote")
    await expect(page.locator(FIELD)).to_be_focused()
