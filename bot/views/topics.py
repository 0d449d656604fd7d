"""What `/footnote topics` shows administrators: what several people asked in vain."""

from collections.abc import Sequence

from bot.views import wording
from bot.views.answer import day
from bot.views.blocks import Block, block_id, context, pack, section
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message
from chains.administration.topics import FEWEST, Topic


def topics_message(request: str, topics: Sequence[Topic]) -> Message:
    """The topics, or that there are none."""
    title = wording.TOPICS if topics else wording.NO_TOPICS
    said = title.format(fewest=FEWEST)
    blocks: list[Block] = [section(f"*{said}*", name=block_id("help", request))]
    blocks += [section(text) for text in pack([("\n\n", _line(one)) for one in topics])]
    return Message(
        said, [*blocks, context(wording.TOPICS_TERMS.format(fewest=FEWEST))], private=True
    )


def _line(topic: Topic) -> str:
    words = cut(one_line(", ".join(topic.words)), 300, prose)
    lines = [wording.TOPIC.format(words=words, people=topic.people, day=day(topic.last_asked))]
    if topic.question is not None:
        lines.append(f"“{cut(one_line(topic.question), 300, prose)}”")
    return "\n".join(lines)
