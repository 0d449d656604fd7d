"""What a message means after an earlier question."""

import pytest

from chains.answering.questions.follow_up import (
    Manner,
    Understood,
    asks,
    brought_into,
    repeated,
    understood,
)

EARLIER = "How many vacation days do employees get in Germany?"
ASKED = "How many vacation days do employees get"


@pytest.mark.parametrize(
    "message",
    [
        "When is payday?",
        "What is SEV1?",
        "who is HR?",
        "How do I book a business trip?",
        "is there parking?",
        "are there discounts",
        "do we have a canteen",
        "can I give 10% off?",
        "gibt es eine Kantine?",
        "y a-t-il une cantine ?",
        "¿hay aparcamiento?",
        "And how do I report a lost laptop to the security team at night?",
        "thanks",
        "it",
        "and?",
        "The last release broke this test on two of our machines, who can look at it?",
        "for how long is an offer valid?",
        "with whom do I book the demo crane?",
        "in which month do we get the christmas money",
        "à quelle heure ferme le bureau ?",
        "can I move two cranes in one go",
        "can my wife use her phone at work",
        "Portugal?",
        "glasses?",
        "in Germany, where do our freelancers register a business before they start?",
    ],
)
def test_what_stands_by_itself_is_left_as_it_is(message: str) -> None:
    assert understood(message, EARLIER) == Understood(message)


@pytest.mark.parametrize(
    "message",
    [
        "until when",
        "How long?",
        "and by when?",
        "since when",
        "at what time",
        "who",
        "bis wann",
        "wie lange?",
        "jusqu’à quand ?",
        "combien de temps",
        "hasta cuándo",
        "até quando?",
    ],
)
def test_a_word_of_asking_alone_is_of_the_question_before(message: str) -> None:
    assert understood(message, EARLIER) == Understood(
        f"{message} ({EARLIER.rstrip('?')})", follows=True
    )


@pytest.mark.parametrize("message", ["shorter", "in German", "and for contractors?", "who?"])
def test_without_an_earlier_question_nothing_is_added(message: str) -> None:
    assert understood(message, None) == Understood(message)


@pytest.mark.parametrize(
    "message",
    [
        "shorter",
        "Shorter, please!",
        "Can you make it shorter?",
        "tl;dr",
        "kürzer bitte",
        "plus court",
        "más corto",
        "mais curto",
        "もっと短く",
    ],
)
def test_the_earlier_question_is_answered_more_briefly(message: str) -> None:
    assert understood(message, EARLIER) == Understood(EARLIER, Manner.SHORTER, follows=True)


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("in German", "de"),
        ("auf Deutsch bitte", "de"),
        ("say that in French", "fr"),
        ("en español", "es"),
        ("em português", "pt"),
        ("日本語で", "ja"),
        ("and in English please", "en"),
    ],
)
def test_the_earlier_question_is_answered_in_another_language(message: str, language: str) -> None:
    assert understood(message, EARLIER) == Understood(EARLIER, language=language, follows=True)


@pytest.mark.parametrize(
    "message",
    [
        "who wrote that?",
        "And who owns this?",
        "who keeps that page?",
        "who is the author?",
        "wer pflegt das?",
        "qui est l'auteur ?",
        "Wer hat das geschrieben?",
        "qui a écrit ça ?",
        "¿quién escribió eso?",
        "quem escreveu isso?",
        "when was it last updated?",
        "Is that still up to date?",
        "how old is this page",
        "who should I ask about this?",
        "who can I ask for more?",
        "source?",
        "where did you get that from",
        "where does that come from",
        "Ist das noch aktuell?",
        "Wen kann ich dazu fragen?",
        "Woher stammt das?",
        "c'est encore à jour ?",
        "de quand date ça ?",
        "¿de cuándo es esto?",
        "isso ainda vale?",
    ],
)
def test_the_authors_of_the_earlier_answer_are_wanted(message: str) -> None:
    assert understood(message, EARLIER) == Understood(EARLIER, Manner.AUTHORS, follows=True)


@pytest.mark.parametrize(
    ("message", "meant", "brought"),
    [
        ("and for contractors?", f"{ASKED} in Germany for contractors?", "contractors"),
        ("and in France?", f"{ASKED} in France?", "France"),
        ("In France?", f"{ASKED} In France?", "France"),
        ("what about part-time staff?", f"{ASKED} in Germany part-time staff?", "part time staff"),
        ("und für Werkstudenten?", f"{ASKED} in Germany für Werkstudenten?", "Werkstudenten"),
        ("et pour les stagiaires ?", f"{ASKED} in Germany pour les stagiaires?", "stagiaires"),
        ("and in 2025?", f"{ASKED} in Germany in 2025?", "2025"),
        ("Do they expire?", f"Do they expire? ({ASKED} in Germany)", ""),
        ("who approves it?", f"who approves it? ({ASKED} in Germany)", ""),
        ("who do I ask?", f"who do I ask? ({ASKED} in Germany)", ""),
        ("and when?", f"and when? ({ASKED} in Germany)", ""),
        ("are there exceptions?", f"are there exceptions? ({ASKED} in Germany)", ""),
        ("are there any in Lyon?", f"are there any in Lyon? ({ASKED} in Germany)", ""),
        ("can I work there?", f"can I work there? ({ASKED} in Germany)", ""),
        ("who is there?", f"who is there? ({ASKED} in Germany)", ""),
        ("gibt es Ausnahmen?", f"gibt es Ausnahmen? ({ASKED} in Germany)", ""),
        ("What is the deadline?", f"What is the deadline? ({ASKED} in Germany)", ""),
    ],
)
def test_what_depends_on_the_earlier_question_gets_its_words(
    message: str, meant: str, brought: str
) -> None:
    meaning = Understood(meant, follows=True, brought=brought)
    assert understood(message, EARLIER) == meaning
    assert repeated(message, meant) == Understood(meant, brought=brought)


@pytest.mark.parametrize(
    ("earlier", "message", "meant"),
    [
        ("Who signs 10 percent off?", "and 30 percent?", "Who signs 30 percent off?"),
        ("Who signs 10 percent off?", "and for 30 %?", "Who signs 30 percent off?"),
        ("Who signs 10 percent off?", "and 30?", "Who signs 30 percent off?"),
        ("Wer zeichnet 500 Euro in 3 Tagen?", "und 800 €?", "Wer zeichnet 800 Euro in 3 Tagen?"),
        (
            "Is 2 m of rope enough for 3 boats?",
            "and 5 boats?",
            "Is 2 m of rope enough for 5 boats?",
        ),
    ],
)
def test_a_quantity_takes_the_place_of_that_of_its_unit(
    earlier: str, message: str, meant: str
) -> None:
    assert understood(message, earlier) == Understood(meant, follows=True)
    assert repeated(message, meant).brought == ""


def test_of_two_quantities_alike_none_is_replaced() -> None:
    earlier = "Is it 2 boats or 3 boats?"
    assert understood("and 5 boats?", earlier).text == "Is it 2 boats or 3 boats 5 boats?"


def test_what_stood_by_itself_brings_nothing_in_when_it_is_asked_again() -> None:
    assert repeated("In which week?", "In which week?") == Understood("In which week?")


@pytest.mark.parametrize(
    "message",
    [
        "And for contractors?",
        "and for contractors",
        "shorter",
        "in German please",
        "who wrote that",
        "what about part-time",
        "How long is the notice period",
        "und bei Teilzeit",
        "wie ist es mit Teilzeit",
        "¿y para externos?",
        "給料日はいつですか",
    ],
)
def test_a_message_that_asks_or_goes_on_is_told_from_chatter(message: str) -> None:
    assert asks(message)


@pytest.mark.parametrize(
    "message",
    [
        "thanks!",
        "",
        "ok",
        "that looks good",
        "but thanks",
        "so it was",
        "I'll ask Ben.",
        "👍",
        "and",
    ],
)
def test_chatter_asks_nothing(message: str) -> None:
    assert not asks(message)


@pytest.mark.parametrize(
    ("earlier", "message", "understood_as"),
    [
        (
            "How do I call in sick in Portugal?",
            "and in France?",
            "How do I call in sick in France?",
        ),
        ("How long may I stay at home?", "and at night?", "How long may I stay at night?"),
        ("Combien de jours en Allemagne ?", "et en France ?", "Combien de jours en France?"),
        (
            "Wie viele Tage in Teilzeit in Lunde?",
            "und in Oslo?",
            "Wie viele Tage in Teilzeit in Oslo?",
        ),
    ],
)
def test_of_several_such_words_the_last_is_put_elsewhere(
    earlier: str, message: str, understood_as: str
) -> None:
    assert understood(message, earlier).text == understood_as


@pytest.mark.parametrize(
    ("question", "before", "brought"),
    [
        ("How many days do we get for contractors?", ("How many days do we get?",), "contractors"),
        (
            "How many days do we get for contractors?",
            ("How many days do we get?", "How many days do we get for contractors?"),
            "contractors",
        ),
        ("When is payday?", ("How many days do we get?",), ""),
        ("When is payday?", (), ""),
        ("When is the Oslo hall open?", ("When is the Bergen hall open?",), "Oslo"),
        ("When is the party?", ("When is payday?",), ""),
    ],
)
def test_what_a_follow_up_brought_in_is_told_from_the_questions_before(
    question: str, before: tuple[str, ...], brought: str
) -> None:
    assert brought_into(question, before) == brought
