"""What `/footnote audit` shows an auditor fits Slack, and can do nothing but be read."""

from datetime import UTC, datetime

from bot.language.say import ENGLISH
from bot.views.audit import NONE_YET, NOT_COMPLETED, NOT_SET_UP, export_message
from bot.views.limits import verdict
from chains.administration.export_lines import Form
from chains.administration.exports import PastExport
from chains.administration.read_audit import ReadFilter

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
WIDE = ReadFilter(
    since=NOON,
    until=NOON,
    person="U0ANA",
    channel="C0ENG",
    document="https://docs.example/<!channel>*" + "&" * 1_900,
)


def past(*, rows: int | None, completed: bool) -> PastExport:
    return PastExport("U0AUDIT", NOON, Form.CSV, WIDE, rows, completed)


def test_any_list_of_exports_fits_a_message() -> None:
    many = [past(rows=10**9, completed=False)] * 5
    message = export_message(
        ENGLISH, "R1", "https://f.example/audit/x", WIDE, Form.JSON_LINES, many
    )
    assert verdict(message.blocks, "message") == []
    assert message.private
    assert "<!channel>" not in str(message.blocks)


def test_an_export_is_told_by_who_when_what_and_how_it_ended() -> None:
    ended, cut, begun = (
        past(rows=7, completed=True),
        past(rows=3, completed=False),
        past(rows=None, completed=False),
    )
    shown = str(
        export_message(ENGLISH, "R1", None, ReadFilter(), Form.CSV, [ended, cut, begun]).blocks
    )
    assert "<@U0AUDIT>, 3 May 2026, 12:00 UTC: all that is kept, shown to <@U0ANA>" in shown
    assert "from 2026-05-03, to 2026-05-02, as CSV; lines: 7\\n" in shown
    assert f"lines: 3, {ENGLISH(NOT_COMPLETED)}" in shown
    assert f"no line yet, {ENGLISH(NOT_COMPLETED)}" in shown


def test_without_an_address_it_says_what_to_set() -> None:
    message = export_message(ENGLISH, "R1", None, ReadFilter(), Form.CSV, [])
    assert message.text == ENGLISH(NOT_SET_UP)
    assert ENGLISH(NONE_YET) in str(message.blocks)
    assert "'url'" not in str(message.blocks)
