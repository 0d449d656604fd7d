"""Two people's screens side by side: the same channel, and what only one of them sees."""

from playwright.async_api import expect

from tests.browser.conftest import Opens, Stage

BAND = "What is the salary band for a senior engineer?"


async def test_two_people_see_the_same_channel(stage: Stage, opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.fill("#left-text", "@Footnote When is payday?")
    await page.press("#left-text", "Enter")
    for side in ("#left", "#right"):
        question = page.locator(f"{side} .message", has_text="When is payday?")
        await expect(question).to_have_count(1)
        await expect(question.locator(".mention")).to_have_text("@Footnote")
        await expect(page.locator(f"{side} .thread .from-bot .badge")).to_have_text("app")
    assert await page.locator(".differs").count() == 0


async def test_an_ephemeral_answer_is_on_one_screen_only(stage: Stage, opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.fill("#left-text", "/ask payday")
    await page.press("#left-text", "Enter")
    answer = page.locator("#left .from-bot.ephemeral", has_text="Privately: payday")
    await expect(answer).to_contain_text("Only visible to you")
    await stage.ask("U0BEN", "C0GENERAL", "<@U0FOOTNOTE> and now in public")
    await expect(page.locator("#right .message", has_text="in public")).to_have_count(1)
    assert await page.locator("#right .ephemeral").count() == 0


async def test_different_answers_to_one_question_are_marked(stage: Stage, opened: Opens) -> None:
    await stage.ask("U0ANA", "D0ANA", BAND)
    await stage.ask("U0DANA", "D0DANA", BAND)
    page = await opened("U0ANA:D0ANA", "U0DANA:D0DANA")
    await expect(page.locator("#left .differs")).to_have_text("Dana Weiss gets another answer")
    await expect(page.locator("#right .differs")).to_have_text("Ana Ruiz gets another answer")


async def test_the_page_opens_on_one_question_asked_by_two_people(
    stage: Stage, opened: Opens
) -> None:
    for line in stage.playground.workspace.company.opening:
        said = line.model_dump(by_alias=True)
        await stage.ask(said["as"], said["channel"], said["text"])
    page = await opened()
    await expect(page.locator("#left .differs")).to_be_visible()
    await expect(page.locator("#right .differs")).to_be_visible()


async def test_a_reply_stays_in_its_thread_and_a_long_thread_folds(
    stage: Stage, opened: Opens
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    root = await stage.ask("U0ANA", "C0GENERAL", "<@U0FOOTNOTE> When is payday?")
    await page.locator("#right .message", has_text="payday").hover()
    await page.get_by_role("button", name="Reply in thread to Ana Ruiz: @Footnote").last.click()
    await page.fill("#right-text", "thanks")
    await page.press("#right-text", "Enter")
    await expect(page.locator("#left .thread .message", has_text="thanks")).to_have_count(1)
    for word in ("one", "two", "three"):
        await stage.control("message", as_="U0DANA", channel="C0GENERAL", text=word, thread_ts=root)
    fold = page.get_by_role("button", name="Show 2 more replies")
    await expect(fold).to_have_count(1)
    await expect(page.locator("#right .thread .message")).to_have_count(5)
    await page.get_by_role("button", name="Show fewer replies").first.click()
    await expect(page.locator("#right .thread .message")).to_have_count(3)


async def test_an_edited_message_changes_and_a_deleted_one_goes_on_both_screens(
    opened: Opens,
) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.fill("#left-text", "lunch at noon & <soon>")
    await page.press("#left-text", "Enter")
    await expect(page.locator("#right .message")).to_contain_text("lunch at noon & <soon>")
    await page.press("#left-text", "ArrowUp")
    await expect(page.locator("#left-text")).to_have_value("lunch at noon & <soon>")
    await page.fill("#left-text", "lunch at one")
    await page.press("#left-text", "Enter")
    await expect(page.locator("#right .message")).to_contain_text("lunch at one")
    await page.locator("#left .message").hover()
    await page.get_by_role("button", name="Delete Ana Ruiz: lunch at one").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.locator("#right .message")).to_have_count(0)


async def test_what_a_person_is_refused_is_a_sentence_beside_the_composer(opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    await page.fill("#left-text", "/nonsense")
    await page.press("#left-text", "Enter")
    await expect(page.locator("#left .writing .problem")).to_contain_text("no command /nonsense")
    await expect(page.locator("#left-text")).to_have_value("/nonsense")


async def test_pressing_a_button_and_a_thumb_reaches_the_bot(stage: Stage, opened: Opens) -> None:
    await stage.ask("U0ANA", "D0ANA", "When is payday?")
    page = await opened("U0ANA:D0ANA", "U0BEN:C0GENERAL")
    await page.get_by_role("button", name="Why may I?").click()
    await page.get_by_role("button", name="Wrong").click()
    await expect(page.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("#left .busy")).to_have_count(0)
    assert [press["action_id"] for press in stage.bot.pressed] == ["why", "feedback"]
    assert stage.bot.pressed[1]["value"] == "negative_button"


async def test_a_person_who_is_no_member_reads_but_cannot_write(opened: Opens) -> None:
    page = await opened("U0DANA:C0ENG", "U0BEN:C0ENG")
    await expect(page.locator("#left .closed")).to_contain_text("not a member of #engineering")
    await expect(page.locator("#left-text")).to_be_hidden()
    await expect(page.locator("#right-text")).to_be_visible()


async def test_a_streamed_answer_grows_in_place_with_its_tasks(stage: Stage, opened: Opens) -> None:
    page = await opened("U0ANA:C0GENERAL", "U0BEN:C0GENERAL")
    asked = await stage.control("message", as_="U0ANA", channel="C0GENERAL", text="payday?")
    client = stage.bot.client
    task = {"type": "task_update", "id": "1", "title": "Searching", "status": "in_progress"}
    stream = await client.chat_startStream(
        channel="C0GENERAL",
        thread_ts=asked["ts"],
        recipient_user_id="U0ANA",
        recipient_team_id="T0TIDE",
        chunks=[task],
    )
    answer = page.locator("#right .thread .from-bot")
    await expect(page.locator("#right .working")).to_contain_text("Footnote is working")
    await expect(answer.locator(".task-in_progress")).to_contain_text("Searching")
    where = {"channel": "C0GENERAL", "ts": stream["ts"]}
    await client.chat_appendStream(**where, chunks=[{**task, "status": "complete"}])
    await client.chat_appendStream(**where, markdown_text="On the **25th**")
    await expect(answer.locator(".task-complete")).to_be_visible()
    await expect(answer.locator(".markdown strong")).to_have_text("25th")
    await client.chat_stopStream(**where, markdown_text=" of each month.")
    await expect(answer).to_have_count(1)
    await expect(answer.locator(".markdown")).to_have_text("On the 25th of each month.")
    await expect(page.locator("#right .working")).to_have_count(0)
