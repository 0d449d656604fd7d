"""The picture in the README: the demo itself, asked by two people, kept small."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FloatRect

from bot.demo import Demo, open_conversation, open_demo, working
from chains.config import ChainsConfig

PICTURE = Path(__file__).parents[2] / "docs" / "playground.png"
LARGEST_BYTES = 150_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
ASKED = "What is the salary band for a senior engineer?"
ABOVE_THE_PROMPTS: FloatRect = {"x": 0, "y": 0, "width": 1280, "height": 628}
SCREENS = "#left=U0ANA:D0ANA&right=U0DANA:D0DANA"


def test_the_picture_is_there_and_small() -> None:
    picture = PICTURE.read_bytes()
    assert picture.startswith(SIGNATURE)
    assert len(picture) < LARGEST_BYTES


@pytest.fixture
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """The whole product with the demo company, on data of its own."""
    if "UPDATE_PICTURES" not in os.environ:  # noqa: TID251 - a switch of this test, not of the product
        pytest.skip("set UPDATE_PICTURES=1 to take the picture in the README anew")
    async with (
        open_demo(ChainsConfig(home=tmp_path_factory.mktemp("pictured"))) as opened,
        working(opened),
    ):
        yield opened


@pytest.mark.timeout(600)
async def test_the_picture_shows_one_question_with_two_answers(
    demo: Demo, browser: Browser
) -> None:
    await asyncio.wait_for(open_conversation(demo), timeout=300)
    page = await browser.new_page(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    page.set_default_timeout(20_000)
    await page.goto(f"{demo.playground.url}/{SCREENS}")
    for side in ("left", "right"):
        await page.locator(f"#{side}").get_by_text(ASKED).first.wait_for()
    await page.locator("#right").get_by_role("link").first.wait_for()
    picture = await page.screenshot(type="png", clip=ABOVE_THE_PROMPTS)
    await page.close()
    assert len(picture) < LARGEST_BYTES
    PICTURE.write_bytes(picture)
