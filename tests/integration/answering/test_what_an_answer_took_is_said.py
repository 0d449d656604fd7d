"""Where it is switched on, an answer says what was searched for its readers, and what it took."""

from decimal import Decimal

from bot.language.say import ENGLISH
from bot.views.effort import effort_line
from chains.access.audience import Venue
from chains.answering.outcome import Answer, Documents, Effort, Step
from chains.answering.question import Question, Wants
from chains.answering.records import Records
from chains.answering_path import copilot_on
from chains.settings import AnswerSettings
from tests.integration.answering.conftest import ANA, GENERAL, PRIVATE, Company, page

ASKED = "When does the night gate of the pier close?"
GATE = page("Pier rules", "The night gate of the pier closes at 21:15 on every day of the week.")
CLOSED = page("Board", "The board meets at noon.", readers="ben@x.example")


async def told(
    company: Company, venue: Venue = PRIVATE, scopes: tuple[str, ...] = (), *, on: bool = True
) -> Step:
    copilot = copilot_on(
        company.sessions,
        company.search,
        company.model.embeddings,
        Records(company.sessions, company.seal),
        answers=AnswerSettings(effort=on),
    )
    question = Question("R1", company.workspace, ANA, venue, ASKED, scopes, Wants.ANSWER)
    return [step async for step in copilot.ask(question)][-1]


async def test_sources_count_in_which_the_readers_may_read_anything(company: Company) -> None:
    await company.publish("pier", {"gate.md": GATE})
    await company.publish("hall", {"hall.md": page("Hall", "The hall is blue.")})
    await company.publish("board", {"board.md": CLOSED})
    await company.publish("ana", {"own.md": page("Own", "Hers.")}, ("person:U0ANA",))
    for venue, scopes, count in (
        (PRIVATE, (), 3),
        (GENERAL, (), 2),
        (PRIVATE, ("pier",), 1),
        (PRIVATE, ("pier", "board", "nothing"), 1),
    ):
        answer = await told(company, venue=venue, scopes=scopes)
        assert isinstance(answer, Answer)
        assert answer.effort is not None
        assert answer.effort.sources == count
        assert 0 < answer.effort.seconds < 60
        assert (answer.effort.by_model, answer.effort.usd) == (False, 0)


async def test_it_is_off_unless_switched_on_and_of_answers_alone(company: Company) -> None:
    await company.publish("pier", {"gate.md": GATE})
    answer = await told(company, on=False)
    assert isinstance(answer, Answer)
    assert answer.effort is None
    listed = await company.ask(ASKED, wants=Wants.DOCUMENTS)
    assert isinstance(listed, Documents)


def test_the_line_names_sources_time_and_cost() -> None:
    said = effort_line(ENGLISH, Effort(3, 0.412, by_model=True, usd=Decimal("0.0012")))
    assert said == "Searched 3 sources · took 0.4 s · $0.0012"
    said = effort_line(ENGLISH, Effort(1, 12.04, by_model=True, usd=None))
    assert said == "Searched one source · took 12.0 s · cost not known"
    assert effort_line(ENGLISH, Effort(0, 0.0, by_model=False, usd=None)).endswith(
        "· no language model"
    )
