"""A reply while it is being written, what then stands below it, and how it ends when stopped."""

from bot.language.say import Say
from bot.views.answer import reply_blocks, spoken
from bot.views.blocks import Block, block_id, context, section
from bot.views.markdown import markdown_parts
from bot.views.outcomes import Message
from bot.views.wording import REST_IN_SOURCES, STOPPED, WITHDRAWN
from chains.answering.outcome import Reply

PROGRESS = "progress."
"""What the mark of a message begins with that is no outcome yet."""


def streamed_text(say: Say, reply: Reply) -> str:
    """The sentences as Markdown with their footnotes; that of more sentences begins the same."""
    *sentences, _sources = markdown_parts(say, reply)
    return "".join(sentences)


def progress(say: Say, reply: Reply, request: str) -> Message:
    """The same as blocks, for where nothing can be streamed."""
    return Message(spoken(say, reply), reply_blocks(say, reply, f"{PROGRESS}{request}", request))


def below(say: Say, message: Message, reply: Reply, request: str) -> list[Block] | None:
    """What of an outcome's message stands under the sentences of its reply, with the mark.

    ``None`` where they are not what the message begins with, or were cut: it replaces them whole.
    """
    marked = str(message.blocks[0].get("block_id", ""))
    said = [one for one in reply_blocks(say, reply, marked, request) if _is_text(one)]
    rest = message.blocks[len(said) :]
    cut = streamed_text(say, reply).endswith(say(REST_IN_SOURCES))
    if cut or not rest or message.blocks[: len(said)] != said:
        return None
    return [{**rest[0], "block_id": marked}, *rest[1:]]


def stopped(say: Say, shown: Reply | None, request: str) -> Message:
    """What was shown until somebody pressed Stop, and that they did."""
    mark = block_id("stopped", request)
    if shown is None:
        return Message(say(STOPPED), [section(say(STOPPED), name=mark)])
    blocks = [*reply_blocks(say, shown, mark, request), context(say(STOPPED))]
    return Message(f"{spoken(say, shown)} {say(STOPPED)}", blocks)


def withdrawn(say: Say, request: str) -> Message:
    """In place of what was shown too early, where Slack does not let it be deleted."""
    said = say(WITHDRAWN)
    return Message(said, [section(said, name=f"withdrawn.{request}")])


def _is_text(block: Block) -> bool:
    return block["type"] == "section" and "accessory" not in block
