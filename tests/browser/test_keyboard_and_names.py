"""Without a mouse and without sight: keys reach everything, and everything has a name."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, Stage
from tests.browser.scripted_bot import option

UNNAMED = """
() => [...document.querySelectorAll(
  "button, a[href], input, select, textarea, summary, [role=tab], [role=switch], [role=dialog]"
)].filter((node) => node.getClientRects().length > 0).filter((node) => {
  const labelled = (node.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "").join("");
  const labels = [...(node.labels ?? [])].map((label) => label.textContent).join("");
  const own = node.matches("input, select, textarea") ? "" : node.textContent;
  return !(node.getAttribute("aria-label") || labelled || labels || own).trim();
}).map((node) => node.outerHTML.slice(0, 120))
"""

# WCAG 2.2 relative luminance and contrast ratio, over the opaque background behind each text.
FAINT = """
() => {
  const parse = (value) => value.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.getClientRects().length) continue;
    const [one, two] = [parse(getComputedStyle(node).color), behind(node)].map(light);
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${walker.currentNode.data}`);
  }
  return faint;
}
"""


async def focus_label(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.id || document.activeElement.className"))


async def test_a_question_is_asked_and_its_source_reached_by_keyboard_alone(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await focus_label(page) == "left-text"
    await page.keyboard.type("@foo")
    await expect(page.locator("#left [role=option][aria-selected=true]")).to_contain_text(
        "Footnote"
    )
    await page.keyboard.press("Enter")
    await page.keyboard.type("When is payday?")
    await page.keyboard.press("Enter")
    source = page.locator("#left").get_by_role("link", name="1 Payroll calendar")
    await expect(source).to_be_visible()
    for _ in range(20):
        await page.keyboard.press("Shift+Tab")
        if await source.evaluate("node => node === document.activeElement"):
            break
    await expect(source).to_be_focused()
    await expect(source).to_have_attribute("target", "_blank")
    assert "noopener" in str(await source.get_attribute("rel"))


async def test_commands_complete_with_arrows_and_tab(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.focus("#left-text")
    await page.keyboard.type("/")
    options = page.locator("#left [role=option]")
    await expect(options.first).to_be_visible()
    second = await options.nth(1).locator("b").text_content()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(page.locator("#left-text")).to_have_value(f"{second} ")


async def test_people_are_found_without_their_accents(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.focus("#left-text")
    await page.keyboard.type("@chloe")
    await page.keyboard.press("Enter")
    await expect(page.locator("#left-text")).to_have_value("@Chloé Martin ")


async def test_arriving_messages_are_said_once(stage: Stage, opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    region = page.get_by_role("log", name="Arriving messages")
    await expect(region).to_have_attribute("aria-live", "polite")
    await stage.ask("U0DANA", "C0GENERAL", "<@U0FOOTNOTE> salary?")
    await expect(region).to_contain_text("Dana Weiss in #general: @Footnote salary?")
    await expect(region.locator("p", has_text="Dana Weiss in #general")).to_have_count(1)


async def test_a_menu_is_named_after_what_it_belongs_to(stage: Stage, opened: Opens) -> None:
    menu = {"type": "overflow", "action_id": "source", "options": [option("Show the passage")]}
    words = {"type": "mrkdwn", "text": "1 <http://127.0.0.1:9/doc|Payroll calendar>"}
    blocks = [
        {"type": "section", "text": words, "accessory": menu},
        {"type": "actions", "elements": [menu]},
    ]
    await stage.bot.client.chat_postMessage(channel="C0GENERAL", text="On the 25th", blocks=blocks)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    names = [
        await each.get_attribute("aria-label") for each in await page.locator("#left summary").all()
    ]
    assert names == [
        "More actions for 1 Payroll calendar",
        "More actions for Footnote: On the 25th",
    ]


async def test_arrows_walk_through_a_menu(stage: Stage, opened: Opens) -> None:
    options = [option(name) for name in ("Why", "Show the passage", "Ask again")]
    menu = {"type": "overflow", "action_id": "source", "options": options}
    words = {"type": "mrkdwn", "text": "1 Payroll calendar"}
    blocks = [{"type": "section", "text": words, "accessory": menu}]
    await stage.bot.client.chat_postMessage(channel="C0GENERAL", text="25th", blocks=blocks)
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.locator("#left summary").focus()
    # Closed, it leaves the arrows to the conversation, which they scroll.
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#left summary")).to_be_focused()
    await page.keyboard.press("Enter")
    for key, name in (
        ("ArrowUp", "Ask again"),
        ("ArrowDown", "Why"),
        ("ArrowDown", "Show the passage"),
        ("ArrowUp", "Why"),
        ("ArrowUp", "Ask again"),
    ):
        await page.keyboard.press(key)
        await expect(page.locator("#left .menu button", has_text=name)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#left summary")).to_be_focused()


async def test_every_control_has_a_name_and_every_text_stands_out(
    stage: Stage, opened: Opens
) -> None:
    await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 360)):
        page = await opened("U0ANA:C0GENERAL", "U0DANA:C0ENG", width=width, color_scheme=scheme)
        await page.get_by_role("button", name="Faults").click()
        await page.get_by_role("switch").first.wait_for()
        assert await page.evaluate(UNNAMED) == []
        assert await page.evaluate(FAINT) == []
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Payloads").click()
        await page.locator(".payload").first.wait_for()
        await page.keyboard.press("Escape")
        await page.fill("#left-text", "/footnote settings")
        await page.press("#left-text", "Enter")
        await page.get_by_role("dialog").wait_for()
        assert await page.evaluate(UNNAMED) == []
        assert await page.evaluate(FAINT) == []
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
