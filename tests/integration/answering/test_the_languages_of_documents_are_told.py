"""Who asks in another language than the documents is told theirs, and gets no nonsense."""

from chains.answering.outcome import Answer, NotFound, Unsure
from tests.integration.answering.conftest import ANA, TOM, Company, page

PAY = page("Payroll calendar", "Payday is the 25th of each month.")
SAILING = page(
    "Segelkurse",
    "Ein Segelschein zählt nur, wenn der Kurs anerkannt ist. Am Wochenende ist das Boot belegt.",
    language="de",
)
ASKED = "Wann ist denn bei uns Zahltag?"


async def test_another_language_gets_no_nonsense_but_the_languages_there_are(
    company: Company,
) -> None:
    both = {"pay.md": PAY, "crane.md": page("Crane", "The crane lifts 12 tonnes."), "s.md": SAILING}
    await company.publish("people", both)
    outcome = await company.ask(ASKED)
    assert isinstance(outcome, NotFound | Unsure)
    assert outcome.languages == ("en", "de")
    english = await company.ask("When is payday?")
    assert isinstance(english, Answer)


async def test_only_what_a_reader_may_read_is_told(company: Company) -> None:
    await company.publish("people", {"pay.md": PAY})
    await company.publish("sea", {"s.md": SAILING}, ("person:U0ANA",))
    for asker, known in ((ANA, ("de", "en")), (TOM, ())):
        outcome = await company.ask("Où est donc la cantine du bureau ?", asker)
        assert isinstance(outcome, NotFound | Unsure)
        assert outcome.languages == known
    alone = await company.ask("Où est donc la cantine du bureau ?", ANA, scopes=("people",))
    assert isinstance(alone, NotFound | Unsure)
    assert alone.languages == ("en",)


async def test_a_question_in_the_language_of_most_is_told_nothing(company: Company) -> None:
    await company.publish("people", {"pay.md": PAY})
    outcome = await company.ask("What is the name of the cat in our office?")
    assert isinstance(outcome, NotFound | Unsure)
    assert outcome.languages == ()
