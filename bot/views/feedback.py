"""What can be done with an answer: the buttons and the menu below it, and their forms."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import MOST_CHOICES, Block, button, context, menu, plain, section, with_button
from bot.views.mrkdwn import cut, one_line, prose, visible
from bot.views.outcomes import Message
from bot.views.settings import modal
from chains.answering.outcome import Answer, Outcome

LONGEST_WORDS = 300
LONGEST_QUESTION = 2_500
LONGEST_ANSWER = 1_500
NOTED = phrase("Noted: *{verdict}*.")
NOTED_WHY = phrase("Noted: *{verdict}* – {reason}.")
_LABELS = {ids.AGAIN: wording.AGAIN, ids.HELP: wording.HELP, ids.VOUCH: wording.VOUCH}


@dataclass(frozen=True)
class Choices:
    """What can be done with an outcome: ask somebody, and stand for it as an owner."""

    help_: bool = False
    vouch: bool = False


def with_choices(
    say: Say, message: Message, outcome: Outcome, request: str, choices: Choices
) -> Message:
    """What its readers may do with it, below the message; whoever presses is looked at then.

    Under anything but an answer there is nothing but somebody to ask.
    """
    if not isinstance(outcome, Answer):
        if not choices.help_:
            return message
        below = button(say(wording.HELP), ids.HELP, request)
    else:
        offered = {ids.AGAIN: True, ids.HELP: choices.help_, ids.VOUCH: choices.vouch}
        below = _menu(say, [name for name, there in offered.items() if there], request)
        message, below = _with_one_menu(message, below)
    blocks = with_button(message.blocks, below)
    return Message(message.text, blocks, private=message.private)


def with_menu_below(message: Message) -> Message:
    """An answer that offers no more than its sources do; the menu of an only one stands below.

    There it is looked for: every other answer has it there.
    """
    message, below = _with_one_menu(message, menu(ids.ANSWER_MENU, {}))
    if not below["options"]:
        return message
    return replace(message, blocks=with_button(message.blocks, below))


def _menu(say: Say, names: Collection[str], request: str) -> Block:
    return menu(ids.ANSWER_MENU, {f"{one}.{request}": say(_LABELS[one]) for one in names})


def _with_one_menu(message: Message, below: Block) -> tuple[Message, Block]:
    """The menu of an only source goes into the one below: two look the same, and are read the same.

    Slack names no menu, not even by an `accessibility_label`. Those of several sources stay: what
    they are of is told by what they stand beside, and all do not fit into one.
    """
    beside = [one for one in message.blocks if _is_menu(one.get("accessory"))]
    options = [*beside[0]["accessory"]["options"], *below["options"]] if len(beside) == 1 else []
    if not options or len(options) > MOST_CHOICES:
        return message, below
    alone = {name: value for name, value in beside[0].items() if name != "accessory"}
    blocks = [alone if one is beside[0] else one for one in message.blocks]
    return Message(message.text, blocks, private=message.private), {**below, "options": options}


def _is_menu(element: Block | None) -> bool:
    return element is not None and element["action_id"] == ids.WHY_SOURCE


def note(said: str) -> Message:
    """One sentence, for whoever pressed."""
    return Message(said, [section(said)], private=True)


def noted(say: Say, *, helpful: bool, reason: str = "") -> str:
    """What was said of an answer, as it is kept; ``reason`` is the name of one, or none."""
    verdict = say(wording.HELPFUL if helpful else wording.NOT_HELPFUL)
    if not reason:
        return f"{say(NOTED, verdict=verdict)} {say(wording.THANKS)}"
    why = say(NOTED_WHY, verdict=verdict, reason=say(wording.REASONS[reason]))
    return f"{why} {say(wording.THANKS)}"


def noted_view(say: Say, reason: str) -> Block:
    """The last page of the form for why an answer did not help."""
    said = noted(say, helpful=False, reason=reason)
    return said_view(say, say(wording.FEEDBACK_TITLE), said)


def said_view(say: Say, title: str, said: str) -> Block:
    """One sentence in place of a form."""
    return modal(say, ids.HELP_FORM, title, [section(said)])


def reasons_view(say: Say, request: str) -> Block:
    """Why an answer did not help."""
    options = [{"text": plain(say(text)), "value": name} for name, text in wording.REASONS.items()]
    reason = {"type": "radio_buttons", "options": options}
    blocks = [
        section(say(wording.FEEDBACK_INTRO)),
        _field(ids.FEEDBACK_REASON, say(wording.FEEDBACK_REASON), reason, optional=True),
        {
            **_field(
                ids.FEEDBACK_WORDS, say(wording.FEEDBACK_WORDS), _text(LONGEST_WORDS), optional=True
            ),
            "hint": plain(say(wording.FEEDBACK_WORDS_HINT), 150),
        },
    ]
    title, send = say(wording.FEEDBACK_TITLE), say(wording.SEND)
    return modal(say, ids.FEEDBACK_FORM, title, blocks, submit=send, data=request)


def help_view(
    say: Say, data: str, recipients: Iterable[str], question: str, warning: str = ""
) -> Block:
    """What would be sent to whom; ``data`` comes back with it."""
    blocks = [section(warning)] if warning else []
    blocks += [
        section(say(wording.HELP_TO, names=named(recipients))),
        _field(ids.FEEDBACK_WORDS, say(wording.HELP_MESSAGE), _text(LONGEST_QUESTION, question)),
        context(say(wording.HELP_SENT_ALONE)),
    ]
    return modal(say, ids.HELP_FORM, say(wording.HELP), blocks, submit=say(wording.SEND), data=data)


def passed_on(say: Say, asker: str, words: str) -> Message:
    """What a person gets: who asks, and their words as plain text."""
    said = say(wording.HELP_ASKS, asker=asker)
    text = {"type": "section", "text": plain(visible(words).strip() or "…", LONGEST_QUESTION)}
    blocks = [section(said), text, context(say(wording.HELP_REPLY))]
    return Message(f"{said} {cut(one_line(words), 2_000, prose)}", blocks)


def vouch_view(say: Say, request: str, question: str, answer: str) -> Block:
    """The owner's own words for a question; what stands there to begin with is what was shown."""
    asked = {"type": "section", "text": plain(visible(question).strip() or "…", 1_000)}
    words = _text(LONGEST_ANSWER, answer)
    blocks = [
        section(say(wording.VOUCH_INTRO)),
        asked,
        _field(ids.FEEDBACK_WORDS, say(wording.VOUCH_ANSWER), words, optional=True),
        context(say(wording.VOUCH_TERMS)),
    ]
    return modal(
        say, ids.VOUCH_FORM, say(wording.VOUCH), blocks, submit=say(wording.SAVE), data=request
    )


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
