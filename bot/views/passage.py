"""The passage behind a footnote: in a modal, or as a message for one person."""

from bot.views import ids, wording
from bot.views.answer import day, text_of
from bot.views.blocks import Block, context, section
from bot.views.mrkdwn import cut, link, one_line, prose
from bot.views.outcomes import Message
from bot.views.settings import modal
from chains.answering.quotations import Quotation

_TITLE, _HEADING, _SCOPE = 150, 300, 60


def passage_view(found: Quotation | None) -> Block:
    """The modal; of ``None`` the one that everybody gets where there is nothing for them."""
    return modal(ids.PASSAGE_VIEW, wording.PASSAGE, _blocks(found))


def passage_message(found: Quotation | None) -> Message:
    """The same where no modal can be opened."""
    if found is None:
        return Message(wording.NO_PASSAGE, _blocks(None), private=True)
    title = cut(one_line(found.document.title), _TITLE, prose)
    return Message(f"{wording.PASSAGE}: {title}", _blocks(found), private=True)


def failed_message() -> Message:
    """It did not work, whatever there was to show."""
    said = wording.FAILED_TRY_AGAIN
    return Message(said, [section(said)], private=True)


def _blocks(found: Quotation | None) -> list[Block]:
    if found is None:
        return [section(wording.NO_PASSAGE)]
    head = section("\n".join(line for line in _head(found) if line))
    if not found.sentences:
        return [head, section(wording.PASSAGE_GONE)]
    texts, whole = text_of(found.sentences)
    blocks = [head, *(section(text) for text in texts)]
    return [*blocks, context(wording.PASSAGE_TERMS if whole else wording.PASSAGE_CUT)]


def _head(found: Quotation) -> list[str]:
    facts = found.document
    title = cut(one_line(facts.title), _TITLE, prose) or wording.PASSAGE
    old = f" :warning: {wording.OLD}" if facts.is_old else ""
    parts = [
        cut(one_line(facts.scope), _SCOPE, prose),
        f"{day(facts.updated)}{old}" if facts.updated else "",
    ]
    headings = cut(" › ".join(one_line(one) for one in found.heading), _HEADING, prose)
    return [f"*{link(found.url, title)}*", headings, " · ".join(part for part in parts if part)]
