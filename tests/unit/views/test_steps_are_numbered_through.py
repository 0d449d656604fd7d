"""Steps keep their numbers around the code and the warnings between them."""

from bot.language.say import ENGLISH
from bot.views.answer import text_of
from bot.views.markdown import reply_markdown
from bot.views.numbering import step_numbers
from chains.answering.outcome import Form, Reply, Sentence, Source

STEPS = (
    Sentence("To restart:", (1,)),
    Sentence("Stop it with `a_b_ stop`.", (1,), Form.STEP),
    Sentence("a_b_ stop", (1,), Form.CODE),
    Sentence("Warning: it is hot.", (1,)),
    Sentence("Start.", (1,), Form.STEP),
)


def test_code_and_warnings_between_steps_do_not_begin_the_list_anew() -> None:
    source = Source(1, "d", "Pump", "https://docs.example/p", "d")
    texts, _ = text_of(ENGLISH, STEPS, (source,))
    for shown in ("\n".join(texts), reply_markdown(ENGLISH, Reply(STEPS, (source,)))):
        places = [
            shown.index(part)
            for part in (
                "1. Stop it with `a_b_ stop`.",
                "```\na_b_ stop\n```",
                "Warning",
                "2. Start",
            )
        ]
        assert places == sorted(places)


def test_another_list_begins_at_one() -> None:
    announced = (*STEPS, *STEPS[:2])
    assert list(step_numbers(announced)) == [0, 1, 0, 0, 2, 0, 1]
    other = (STEPS[1], Sentence("It is blue.", (2,)), Sentence("Stop.", (2,), Form.STEP))
    assert list(step_numbers(other)) == [1, 0, 1]


def test_a_step_of_a_list_keeps_its_own_number() -> None:
    source = Source(1, "d", "Pump", "https://docs.example/p", "d")
    alone = (Sentence("Open the valve.", (1,), Form.STEP, number=3),)
    texts, _ = text_of(ENGLISH, alone, (source,))
    for shown in ("\n".join(texts), reply_markdown(ENGLISH, Reply(alone, (source,)))):
        assert shown.startswith("3. Open the valve.")
    more = (*alone, Sentence("Wait.", (1,), Form.STEP, number=7), Sentence("Go.", (1,), Form.STEP))
    assert list(step_numbers(more)) == [3, 7, 8]


def test_what_is_left_out_of_a_list_is_said_with_a_link_to_it() -> None:
    source = Source(1, "d", "Pump", "https://docs.example/p", "d", at="https://docs.example/p#b")
    rows = (Sentence("Day: Mon", (1,), Form.ROW), Sentence("Day: Tue", (1,), Form.ROW, more=4))
    texts, _ = text_of(ENGLISH, rows, (source,))
    assert texts[0].endswith("\n<https://docs.example/p#b|and 4 more>")
    shown = reply_markdown(ENGLISH, Reply(rows, (source,)))
    assert "\n\n[and 4 more](https://docs.example/p#b)\n" in shown
    assert shown.count(" more]") == 1
