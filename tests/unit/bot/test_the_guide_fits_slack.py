"""Help, status and home keep to Slack's limits and tell nobody what there is to read."""

from datetime import UTC, datetime

import pytest

from bot.language.say import ENGLISH
from bot.views.guide import COMMANDS, PROMPTS, Whose, help_message, home_view
from bot.views.limits import verdict, view_verdict
from bot.views.status import status_message
from chains.administration import WorkspaceStatus

NUMBERS = WorkspaceStatus(12, 1, 4_321, 99_999, 7, datetime(2026, 11, 23, 8, tzinfo=UTC))


def test_help_fits_a_message() -> None:
    message = help_message(ENGLISH, "abcd-efgh", frozenset(Whose))
    assert verdict(message.blocks, "message") == []
    assert message.blocks[0]["block_id"] == "outcome.help.abcd-efgh"
    assert "When is payday?" in str(message.blocks)


@pytest.mark.parametrize("whose", Whose)
def test_help_and_home_show_the_commands_of_whoever_reads_them(whose: Whose) -> None:
    shown = str(help_message(ENGLISH, "abcd-efgh", {whose}).blocks)
    home = str(home_view(ENGLISH, {whose}))
    for of, commands in COMMANDS.items():
        assert [ENGLISH(one) in shown for one in commands] == [of is whose] * len(commands)
        assert [ENGLISH(one) in home for one in commands] == [of is whose] * len(commands)


def test_home_fits_its_tab() -> None:
    assert view_verdict(home_view(ENGLISH, frozenset(Whose))) == []


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("waiting", [0, 3])
@pytest.mark.parametrize("numbers", [None, NUMBERS])
def test_status_tells_numbers_to_administrators_only(
    ready: bool, waiting: int, numbers: WorkspaceStatus | None
) -> None:
    message = status_message(ENGLISH, "abcd-efgh", waiting=waiting, ready=ready, sources=numbers)
    assert verdict(message.blocks, "message") == []
    assert ("4,321" in str(message.blocks)) is (numbers is not None)


def test_prompts_are_few_and_short() -> None:
    assert len(PROMPTS) <= 4
    assert all(title and said for title, said in PROMPTS)
