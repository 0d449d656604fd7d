"""What `/footnote audit` says to an auditor: the link of an export, and the latest exports."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.views.blocks import Block, actions, block_id, bullets, context, plain, section
from bot.views.mrkdwn import cut, prose
from bot.views.outcomes import Message
from chains.administration.export_lines import Form
from chains.administration.exports import PastExport
from chains.administration.read_audit import ReadFilter

OPEN_LINK = "open_export"
READY = (
    "Your export is ready: {what}. The link is for you alone: it works once, within ten minutes."
    " Whoever has it gets the file, so do not pass it on."
)
CONTINUE = "Continue in the browser"
NOT_SET_UP = (
    "An export is downloaded in a browser, and browsers cannot reach Footnote here: whoever runs it"
    " has to set `PUBLIC_URL`."
)
WHAT_IT_HAS = (
    "It names documents that you may not read yourself. Each export is recorded with who made it."
)
LATEST = "*Latest exports*"
NONE_YET = "There was no export yet."
NOT_COMPLETED = "not completed"
_FORMS = {Form.CSV: "CSV", Form.JSON_LINES: "JSON lines"}
_LONGEST = 200


def export_message(
    request: str,
    address: str | None,
    wanted: ReadFilter,
    form: Form,
    latest: Sequence[PastExport],
) -> Message:
    """The link, or what has to be set first; and who exported what lately."""
    said = NOT_SET_UP
    blocks: list[Block] = []
    if address is not None:
        said = READY.format(what=f"{_described(wanted)}, as {_FORMS[form]}")
        blocks += [actions(_opens(address)), context(WHAT_IT_HAS)]
    listed = bullets(_line(one) for one in latest) if latest else NONE_YET
    blocks.append(section(f"{LATEST}\n{listed}"))
    return Message(said, [section(said, name=block_id("help", request)), *blocks], private=True)


def _opens(address: str) -> Block:
    return {
        "type": "button",
        "text": plain(CONTINUE),
        "action_id": OPEN_LINK,
        "url": address,
        "style": "primary",
    }


def _line(one: PastExport) -> str:
    rows = "no line yet" if one.rows is None else f"lines: {one.rows}"
    ended = rows if one.completed else f"{rows}, {NOT_COMPLETED}"
    described = f"{_described(one.wanted)}, as {_FORMS[one.form]}"
    return f"<@{one.actor}>, {_moment(one.at)}: {described}; {ended}"


def _described(wanted: ReadFilter) -> str:
    """The filter in words."""
    words = []
    if wanted.person is not None:
        words.append(f"shown to <@{wanted.person}>")
    if wanted.channel is not None:
        words.append(f"in <#{wanted.channel}>")
    if wanted.document is not None:
        words.append(f"of {cut(wanted.document, _LONGEST, prose)}")
    if wanted.since is not None:
        words.append(f"from {wanted.since:%Y-%m-%d}")
    if wanted.until is not None:
        words.append(f"to {wanted.until - timedelta(days=1):%Y-%m-%d}")
    return " ".join(["all that is kept", *words])


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
