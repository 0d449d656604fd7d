"""What `/footnote topics` shows administrators: what several people asked in vain."""

from collections.abc import Sequence

from bot.language.say import Say
from bot.views import wording
from bot.views.blocks import Block, block_id, context, pack, section
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message
from chains.administration.topics import FEWEST, Topic


def topics_message(say: Say, request: str, topics: Sequence[Topic]) -> Message:
    """The topics, or that there are none."""
    said = say(wording.TOPICS) if topics else say(wording.NO_TOPICS, fewest=FEWEST)
    blocks: list[Block] = [section(f"*{said}*", name=block_id("help", request))]
    blocks += [section(text) for text in pack([("\n\n", _line(say, one)) for one in topics])]
    return Message(said, [*blocks, context(say(wording.TOPICS_TERMS, fewest=FEWEST))], private=True)


def _line(say: Say, topic: Topic) -> str:
    words = cut(one_line(", ".join(topic.words)), 300, prose)
    lines = [say(wording.TOPIC, words=words, people=topic.people, day=say.day(topic.last_asked))]
    if topic.question is not None:
        lines.append(f"“{cut(one_line(topic.question), 300, prose)}”")
    return "\n".join(lines)
