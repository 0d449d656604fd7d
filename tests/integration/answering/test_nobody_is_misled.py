"""What cannot be the answer is not given as one, on real documents, Postgres and Weaviate."""

import pytest

from chains.answering.outcome import Answer, Notice, Silence
from tests.integration.answering.conftest import ANA, PRIYA, SHARED, Company, page

CRANE = page(
    "Gantry crane project",
    "The next gantry crane for Karsund goes live on 14 May 2027 at the east quay. Two engineers"
    " are on site for the crane in the first weeks.",
)
LEAVE = page(
    "Urlaub beantragen",
    "Urlaub wird im Kalender beantragt. Die Leitung sagt ja oder nein. Urlaub im Sommer wird früh"
    " geplant.",
    language="de",
)
LYON = page(
    "Bureau de Lyon",
    "Le bureau de Lyon est ouvert du lundi au vendredi de 8h30 à 18h30. Chaque salarié reçoit un"
    " badge. Le café est au bureau du rez-de-chaussée.",
    language="fr",
)


@pytest.fixture
async def quay(company: Company) -> Company:
    documents = {"crane.md": CRANE, "urlaub.md": LEAVE, "lyon.md": LYON}
    await company.publish("quay", documents, ("everyone", "partners"))
    return company


@pytest.mark.parametrize(
    "asked",
    [
        "What is the price of the next gantry crane for Karsund?",
        "What discount does Karsund get for the gantry crane?",
        "Wie viele Urlaubstage habe ich im Urlaub?",
    ],
)
async def test_another_sort_of_thing_is_no_answer(quay: Company, asked: str) -> None:
    assert not isinstance(await quay.ask(asked), Answer)


async def test_the_same_page_answers_what_it_does_say(quay: Company) -> None:
    outcome = await quay.ask("When does the next gantry crane for Karsund go live?")
    assert isinstance(outcome, Answer)
    assert "14 May 2027" in outcome.reply.sentences[0].text


async def test_no_sentence_drifts_from_the_question(quay: Company) -> None:
    outcome = await quay.ask("Quels sont les horaires d'ouverture du bureau de Lyon ?")
    assert isinstance(outcome, Answer)
    assert [one.text for one in outcome.reply.sentences] == [
        "Le bureau de Lyon est ouvert du lundi au vendredi de 8h30 à 18h30."
    ]


async def test_a_shared_channel_is_shown_no_candidates(quay: Company) -> None:
    asked = "What discount does Karsund get for the gantry crane?"
    assert isinstance(await quay.ask(asked, ANA, SHARED), Notice)
    assert await quay.ask(asked, PRIYA, SHARED) == Silence()
