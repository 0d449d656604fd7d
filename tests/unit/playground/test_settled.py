"""Each outcome is given to the question it answers, once."""

from typing import Any

from bot.playground.company import BOT_USER
from bot.playground.live import Bell
from bot.playground.messages import Message
from bot.playground.rules import Rules
from bot.playground.settled import Question, Questions

QUICK = Rules(silence_seconds=0.02, settled_seconds=0.05)
SILENCE = {"outcome": "silence", "ts": None}


def asked(*questions: Question) -> Questions:
    made = Questions(Bell(), QUICK)
    for question in questions:
        question.delivered = question.accepted = True
        made.ask(question)
    return made


def outcome(ts: str, request: str, **more: Any) -> Message:
    blocks = [{"type": "divider", "block_id": f"outcome.answer.{request}"}]
    return Message("C", BOT_USER, "x", ts, blocks, **more)


async def test_one_outcome_settles_one_question_although_it_is_changed_later() -> None:
    questions = asked(Question("C", "1.0", "U0ANA", "1.0"), Question("C", "2.0", "U0ANA", "1.0"))
    first = outcome("3.0", "r1", thread_ts="1.0")
    questions.notice(first)
    questions.notice(first)
    assert await questions.settled("C", "1.0") == {"outcome": "answer", "ts": "3.0"}
    questions.notice(Message("C", BOT_USER, "Looking", "3.5", thread_ts="1.0"))
    assert await questions.settled("C", "2.0") == {"outcome": "none", "ts": None}
    questions.notice(outcome("4.0", "r2", thread_ts="1.0"))
    assert await questions.settled("C", "2.0") == {"outcome": "answer", "ts": "4.0"}


async def test_a_silent_question_does_not_take_the_outcome_of_the_next() -> None:
    questions = asked(Question("C", "1.0", "U0ANA", "1.0"))
    assert await questions.settled("C", "1.0") == SILENCE
    later = questions.ask(Question("C", "2.0", "U0BEN", "1.0"))
    later.delivered = later.accepted = True
    questions.notice(outcome("3.0", "r2", thread_ts="1.0"))
    assert await questions.settled("C", "1.0") == SILENCE
    assert await questions.settled("C", "2.0") == {"outcome": "answer", "ts": "3.0"}


async def test_other_threads_readers_and_commands_do_not_settle_a_question() -> None:
    questions = asked(
        Question("C", "1.0", "U0ANA", "1.0"), Question("C", "2.0", "U0ANA", root=None)
    )
    questions.notice(outcome("3.0", "a", thread_ts="0.5"))
    questions.notice(outcome("3.1", "b", visible_to="U0BEN"))
    questions.notice(outcome("3.2", "c", answers="9.9", visible_to="U0ANA"))
    questions.notice(outcome("0.9", "d", thread_ts="1.0"))
    assert await questions.settled("C", "1.0") == SILENCE
    assert await questions.settled("C", "2.0") == SILENCE
    questions.notice(outcome("4.0", "e", answers="2.0", visible_to="U0ANA"))
    assert (await questions.settled("C", "2.0"))["outcome"] == "answer"  # type: ignore[index]


async def test_what_was_not_delivered_is_silence_at_once() -> None:
    questions = Questions(Bell(), Rules())
    questions.ask(Question("C", "1.0", "U0ANA", "1.0"))
    assert await questions.settled("C", "1.0") == SILENCE
    assert await questions.settled("C", "9.0") is None
