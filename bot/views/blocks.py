"""The few Block Kit blocks that Footnote uses, each within Slack's limits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]

SECTION = 3_000
"""Characters of a section's text, and of a text in a context."""
ROOM = SECTION - 100
"""What a text is filled up to, so that a mark or an ellipsis still fits."""
MOST_CHOICES = 5
"""What a menu behind three dots holds."""
_ID = 255
_OPTION = 150
_READ_OUT = 75


def block_id(kind: str, request: str) -> str:
    """The id by which the outcome of a question is recognised on the message."""
    return f"outcome.{kind}.{request}"[:_ID]


def mrkdwn(text: str) -> Block:
    """A text object whose bare addresses and names Slack leaves alone."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, longest: int = 75) -> Block:
    """A plain text object, cut at ``longest`` characters."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def section(text: str, *, name: str | None = None, beside: Block | None = None) -> Block:
    """A section of mrkdwn; ``name`` becomes its block id, ``beside`` is an element next to it."""
    block: Block = {"type": "section", "text": mrkdwn(text), "expand": True}
    named = block if name is None else {**block, "block_id": name}
    return named if beside is None else {**named, "accessory": beside}


def context(*texts: str) -> Block:
    """Small print: at most ten texts."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts[:10]]}


def button(label: str, action: str, value: str, about: str = "") -> Block:
    """A button that sends back ``value``, an opaque id.

    ``about`` tells it from others with its label to whoever hears the page read.
    """
    named = {"accessibility_label": f"{label}: {about}"[:_READ_OUT]} if about else {}
    text = plain(label)
    return {"type": "button", "text": text, "action_id": action, "value": value[:2_000], **named}


def menu(action: str, choices: Mapping[str, str]) -> Block:
    """A menu behind three dots, of labels by value; a value is cut at Slack's 150 characters."""
    options = [{"text": plain(text), "value": one[:_OPTION]} for one, text in choices.items()]
    return {"type": "overflow", "action_id": action, "options": options}


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements[:25])}


def with_button(blocks: Sequence[Block], pressed: Block) -> list[Block]:
    """The blocks with one more button below: in their last row, or in one of its own."""
    if blocks and blocks[-1]["type"] == "actions":
        return [*blocks[:-1], actions(*blocks[-1]["elements"], pressed)]
    return [*blocks, actions(pressed)]


def bullets(lines: Iterable[str]) -> str:
    """Lines of a list."""
    return "\n".join(f"• {line}" for line in lines)


def pack(parts: Sequence[tuple[str, str]], longest: int = SECTION) -> list[str]:
    """Texts of at most ``longest`` characters out of (separator before it, part) pairs in order.

    Parts are at most ``longest`` characters each; the separator is left out where a text begins.
    """
    texts: list[str] = []
    for separator, part in parts:
        if texts and len(texts[-1]) + len(separator) + len(part) <= longest:
            texts[-1] += separator + part
        else:
            texts.append(part)
    return texts
