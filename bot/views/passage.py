"""The passage behind a footnote: in a modal, or as a message for one person."""

from typing import Any

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.answer import text_of
from bot.views.blocks import Block, context, section
from bot.views.mrkdwn import cut, link, one_line, prose
from bot.views.outcomes import Message
from bot.views.quoted import quoted_in
from bot.views.settings import modal
from chains.answering.explaining.quotations import Quotation

MARKED = phrase("What the answer quotes is marked.")
_TITLE, _HEADING, _SCOPE = 150, 300, 60


def passage_view(say: Say, found: Quotation | None, shown: Any = ()) -> Block:
    """The modal; of ``None`` the one that everybody gets where there is nothing for them.

    ``shown`` are the blocks of the answer, where Slack sends them along: what they quote is marked.
    """
    return modal(say, ids.PASSAGE_VIEW, say(wording.PASSAGE), _blocks(say, found, shown))


def passage_message(say: Say, found: Quotation | None, shown: Any = ()) -> Message:
    """The same where no modal can be opened."""
    if found is None:
        return Message(say(wording.NO_PASSAGE), _blocks(say, None, ()), private=True)
    title = cut(one_line(found.document.title), _TITLE, prose)
    return Message(f"{say(wording.PASSAGE)}: {title}", _blocks(say, found, shown), private=True)


def failed_message(say: Say) -> Message:
    """It did not work, whatever there was to show."""
    said = say(wording.FAILED_TRY_AGAIN)
    return Message(said, [section(said)], private=True)


def _blocks(say: Say, found: Quotation | None, shown: Any) -> list[Block]:
    if found is None:
        return [section(say(wording.NO_PASSAGE))]
    head = section("\n".join(line for line in _head(say, found) if line))
    if not found.sentences:
        return [head, section(say(wording.PASSAGE_GONE))]
    loud = quoted_in(shown, found.sentences)
    texts, whole = text_of(say, found.sentences, under=found.under, loud=loud)
    terms = say(wording.PASSAGE_TERMS if whole else wording.PASSAGE_CUT)
    below = context(*([say(MARKED)] if loud else []), terms)
    return [head, *(section(text) for text in texts), below]


def _head(say: Say, found: Quotation) -> list[str]:
    facts = found.document
    title = cut(one_line(facts.title), _TITLE, prose) or say(wording.PASSAGE)
    old = f" :warning: {say(wording.OLD)}" if facts.is_old else ""
    parts = [
        cut(one_line(facts.scope), _SCOPE, prose),
        f"{say.day(facts.updated)}{old}" if facts.updated else "",
    ]
    headings = cut(" › ".join(one_line(one) for one in found.heading), _HEADING, prose)
    return [f"*{link(found.url, title)}*", headings, " · ".join(part for part in parts if part)]
