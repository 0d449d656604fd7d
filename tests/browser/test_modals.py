"""Modals and App Home: errors beside their field, focus kept in and given back."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage


async def open_settings(page: Page) -> None:
    await page.fill("#left-text", "/footnote settings")
    await page.press("#left-text", "Enter")
    await page.get_by_role("dialog", name="Connect a folder").wait_for()


async def test_an_error_stands_beside_its_field_and_what_is_right_is_submitted(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    await page.get_by_role("textbox", name="Folder").fill("handbook")
    await page.get_by_role("group", name="Readers").get_by_label("Ana Ruiz").check()
    await page.get_by_label("Scope (optional)").select_option("handbook")
    await page.get_by_role("button", name="Connect").click()
    await expect(page.get_by_text("Begin the folder with a slash.")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Folder")).to_be_focused()
    await expect(page.get_by_role("textbox", name="Folder")).to_have_attribute(
        "aria-invalid", "true"
    )
    await page.get_by_role("textbox", name="Folder").fill("/srv/handbook")
    await page.press("[data-block=folder] input", "Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    [values] = stage.bot.submitted
    assert values["folder"]["value"]["value"] == "/srv/handbook"
    assert values["readers"]["value"]["selected_users"] == ["U0ANA"]
    assert values["scope"]["value"]["selected_option"]["value"] == "handbook"
    assert values["flags"]["value"]["selected_options"] == []


async def test_escape_closes_the_top_modal_only_and_focus_returns(opened: Opens) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    await page.get_by_role("textbox", name="Folder").fill("/kept")
    await page.get_by_role("button", name="More").click()
    await expect(page.get_by_text("2 of 3")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".dialog")).to_have_count(1)
    await expect(page.get_by_role("textbox", name="Folder")).to_have_value("/kept")
    await expect(page.get_by_role("button", name="More")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(".dialog")).to_have_count(0)
    await expect(page.locator("#left-text")).to_be_focused()


async def test_tab_stays_inside_the_modal(opened: Opens) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    stops = await page.locator(".dialog :is(button, input, select, textarea)").count()
    for _ in range(stops + 2):
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.closest('.dialog') !== null")


async def test_the_other_person_sees_no_modal(opened: Opens) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    assert await page.locator("#right .dialog").count() == 0
    await page.fill("#right-text", "still here")


async def test_a_modal_is_gone_after_a_reload_and_the_next_one_opens(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    await page.get_by_role("button", name="More").click()
    await expect(page.locator(".dialog")).to_have_count(2)
    async with page.expect_response("**/control/views?as=U0FINN"):
        await page.reload()
    await page.fill("#left-text", "not inert")
    await expect(page.locator(".dialog")).to_have_count(0)
    await open_settings(page)
    await expect(page.locator(".dialog")).to_have_count(1)
    await page.get_by_role("textbox", name="Folder").fill("/srv/handbook")
    await page.get_by_role("button", name="Connect").click()
    await expect(page.locator(".dialog")).to_have_count(0)
    assert len(stage.bot.submitted) == 1


async def test_a_modal_stays_when_the_line_was_lost(opened: Opens) -> None:
    page = await opened("U0FINN:C0GENERAL", "U0BEN:C0GENERAL")
    await open_settings(page)
    await page.get_by_role("textbox", name="Folder").fill("/kept")
    async with page.expect_response("**/control/views?as=U0FINN"):
        await page.evaluate(
            """() => {
              const seen = (state) => {
                Object.defineProperty(document, "hidden", { value: state, configurable: true });
                document.dispatchEvent(new Event("visibilitychange"));
              };
              seen(true);
              seen(false);
            }"""
        )
    await expect(page.locator(".dialog")).to_have_count(1)
    await expect(page.get_by_role("textbox", name="Folder")).to_have_value("/kept")


async def test_app_home_is_shown_in_its_tab(opened: Opens) -> None:
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL")
    await page.locator("#left").get_by_role("tab", name="Home").click()
    await expect(page.locator("#left-home")).to_contain_text("You read 7 sources.")
    assert await page.locator("#right [role=tablist]").is_hidden()
