"""What can be done with an answer: the buttons and the menu below it, and their forms."""

from collections.abc import Collection, Iterable

from bot.views import ids, wording
from bot.views.blocks import Block, button, context, menu, plain, section, with_button
from bot.views.mrkdwn import cut, one_line, prose, visible
from bot.views.outcomes import Message
from bot.views.settings import modal
from chains.answering.outcome import Answer, Outcome

LONGEST_WORDS = 300
LONGEST_QUESTION = 2_500
LONGEST_ANSWER = 1_500
_LABELS = {ids.AGAIN: wording.AGAIN, ids.HELP: wording.HELP, ids.VOUCH: wording.VOUCH}


def with_choices(message: Message, outcome: Outcome, request: str, *, help_: bool) -> Message:
    """What its readers may do with it, below the message; whoever presses is looked at then.

    ``help_``: there is somebody to ask. Under anything but an answer that is all there is.
    """
    if not isinstance(outcome, Answer):
        if not help_:
            return message
        below = button(wording.HELP, ids.HELP, request)
    else:
        owned = all(source.owner for source in (*outcome.reply.sources, *outcome.older))
        offered = {ids.AGAIN: True, ids.HELP: help_, ids.VOUCH: owned}
        below = _menu([name for name, there in offered.items() if there], request)
    blocks = with_button(message.blocks, below)
    return Message(message.text, blocks, private=message.private)


def _menu(names: Collection[str], request: str) -> Block:
    return menu(ids.ANSWER_MENU, {f"{one}.{request}": _LABELS[one] for one in names})


def note(said: str) -> Message:
    """One sentence, for whoever pressed."""
    return Message(said, [section(said)], private=True)


def said_view(title: str, said: str) -> Block:
    """One sentence in place of a form."""
    return modal(ids.HELP_FORM, title, [section(said)])


def reasons_view(request: str) -> Block:
    """Why an answer did not help."""
    options = [{"text": plain(text), "value": name} for name, text in wording.REASONS.items()]
    reason = {"type": "radio_buttons", "options": options}
    blocks = [
        section(wording.FEEDBACK_INTRO),
        _field(ids.FEEDBACK_REASON, "Reason", reason, optional=True),
        {
            **_field(ids.FEEDBACK_WORDS, "In your words", _text(LONGEST_WORDS), optional=True),
            "hint": plain(wording.FEEDBACK_WORDS_HINT, 150),
        },
    ]
    return modal(ids.FEEDBACK_FORM, wording.FEEDBACK_TITLE, blocks, submit="Send", data=request)


def help_view(data: str, recipients: Iterable[str], question: str, warning: str = "") -> Block:
    """What would be sent to whom; ``data`` comes back with it."""
    blocks = [section(warning)] if warning else []
    blocks += [
        section(wording.HELP_TO.format(names=named(recipients))),
        _field(ids.FEEDBACK_WORDS, "Message", _text(LONGEST_QUESTION, question)),
        context(wording.HELP_SENT_ALONE),
    ]
    return modal(ids.HELP_FORM, wording.HELP, blocks, submit="Send", data=data)


def passed_on(asker: str, words: str) -> Message:
    """What a person gets: who asks, and their words as plain text."""
    said = wording.HELP_ASKS.format(asker=asker)
    text = {"type": "section", "text": plain(visible(words).strip() or "…", LONGEST_QUESTION)}
    blocks = [section(said), text, context(wording.HELP_REPLY)]
    return Message(f"{said} {cut(one_line(words), 2_000, prose)}", blocks)


def vouch_view(request: str, question: str, answer: str) -> Block:
    """The owner's own words for a question; what stands there to begin with is what was shown."""
    asked = {"type": "section", "text": plain(visible(question).strip() or "…", 1_000)}
    words = _text(LONGEST_ANSWER, answer)
    blocks = [
        section(wording.VOUCH_INTRO),
        asked,
        _field(ids.FEEDBACK_WORDS, "Answer", words, optional=True),
        context(wording.VOUCH_TERMS),
    ]
    return modal(ids.VOUCH_FORM, wording.VOUCH, blocks, submit="Save", data=request)


def named(recipients: Iterable[str]) -> str:
    """People and channels by their Slack ids, as mentions: only ids that were checked."""
    return ", ".join(f"<#{one}>" if one[:1] in "CG" else f"<@{one}>" for one in recipients)


def _field(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def _text(longest: int, initial: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": longest}
    shown = visible(initial)[:longest]
    return {**element, "initial_value": shown} if shown.strip() else element
