"""What `/footnote audit` says to an auditor: the link of an export, and the latest exports."""

from collections.abc import Sequence
from datetime import timedelta

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import Block, actions, block_id, bullets, context, plain, section
from bot.views.mrkdwn import cut, prose
from bot.views.outcomes import Message
from chains.administration.export_lines import Form
from chains.administration.exports import PastExport
from chains.administration.read_audit import ReadFilter

OPEN_LINK = "open_export"
READY = phrase(
    "Your export is ready: {what}. The link is for you alone: it works once, within ten minutes."
    " Whoever has it gets the file, so do not pass it on."
)
CONTINUE = phrase("Continue in the browser")
NOT_SET_UP = phrase(
    "An export is downloaded in a browser, and browsers cannot reach Footnote here: whoever runs it"
    " has to set `PUBLIC_URL`."
)
WHAT_IT_HAS = phrase(
    "It names documents that you may not read yourself. Each export is recorded with who made it."
)
LATEST = phrase("*Latest exports*")
NONE_YET = phrase("There was no export yet.")
NOT_COMPLETED = phrase("not completed")
NO_LINE = phrase("no line yet")
LINES = phrase("lines: {count}")
ALL = phrase("all that is kept")
SHOWN_TO = phrase("shown to {person}")
SHOWN_IN = phrase("in {channel}")
OF_DOCUMENT = phrase("of {document}")
FROM = phrase("from {day}")
TO = phrase("to {day}")
_FORMS = {Form.CSV: phrase("as CSV"), Form.JSON_LINES: phrase("as JSON lines")}
_LONGEST = 200


def export_message(
    say: Say,
    request: str,
    address: str | None,
    wanted: ReadFilter,
    form: Form,
    latest: Sequence[PastExport],
) -> Message:
    """The link, or what has to be set first; and who exported what lately."""
    said = say(NOT_SET_UP)
    blocks: list[Block] = []
    if address is not None:
        said = say(READY, what=_described(say, wanted, form))
        blocks += [actions(_opens(say, address)), context(say(WHAT_IT_HAS))]
    listed = bullets(_line(say, one) for one in latest) if latest else say(NONE_YET)
    blocks.append(section(f"{say(LATEST)}\n{listed}"))
    return Message(said, [section(said, name=block_id("help", request)), *blocks], private=True)


def _opens(say: Say, address: str) -> Block:
    return {
        "type": "button",
        "text": plain(say(CONTINUE)),
        "action_id": OPEN_LINK,
        "url": address,
        "style": "primary",
    }


def _line(say: Say, one: PastExport) -> str:
    rows = say(NO_LINE) if one.rows is None else say(LINES, count=say.number(one.rows))
    ended = rows if one.completed else f"{rows}, {say(NOT_COMPLETED)}"
    described = _described(say, one.wanted, one.form)
    return f"<@{one.actor}>, {say.moment(one.at)}: {described}; {ended}"


def _described(say: Say, wanted: ReadFilter, form: Form) -> str:
    """The filter and the form in words."""
    words = [say(ALL)]
    if wanted.person is not None:
        words.append(say(SHOWN_TO, person=f"<@{wanted.person}>"))
    if wanted.channel is not None:
        words.append(say(SHOWN_IN, channel=f"<#{wanted.channel}>"))
    if wanted.document is not None:
        words.append(say(OF_DOCUMENT, document=cut(wanted.document, _LONGEST, prose)))
    if wanted.since is not None:
        words.append(say(FROM, day=f"{wanted.since:%Y-%m-%d}"))
    if wanted.until is not None:
        words.append(say(TO, day=f"{wanted.until - timedelta(days=1):%Y-%m-%d}"))
    return ", ".join([*words, say(_FORMS[form])])
