"""Two questions in one message are both answered, or the one that is not is named."""

from chains.answering.outcome import Answer, NotFound, Unsure
from tests.integration.answering.conftest import ANA, Company, page, words

LEAVE = page("Leave", "Every employee gets 28 vacation days a year.")
PAY = page("Payroll", "Payday is the 25th of each month.")
TWO = "How many vacation days do employees get and when is payday?"


async def test_both_are_answered_from_their_pages(company: Company) -> None:
    await company.publish("people", {"leave.md": LEAVE, "pay.md": PAY})
    outcome = await company.ask(TWO)
    assert isinstance(outcome, Answer)
    assert [one.text for one in outcome.reply.sentences] == [
        "Every employee gets 28 vacation days a year.",
        "Payday is the 25th of each month.",
    ]
    assert [one.title for one in outcome.reply.sources] == ["Leave", "Payroll"]
    assert outcome.missing == ()


async def test_the_one_without_an_answer_is_named(company: Company) -> None:
    await company.publish("people", {"leave.md": LEAVE})
    # What its asker may not read is missing in the same way as what does not exist.
    await company.publish("pay", {"pay.md": PAY}, ("person:U0FINN",))
    outcome = await company.ask(TWO, ANA)
    assert isinstance(outcome, Answer)
    assert [one.title for one in outcome.reply.sources] == ["Leave"]
    assert outcome.missing == ("when is payday",)


async def test_a_question_that_leans_on_the_other_is_answered_of_that_or_named(
    company: Company,
) -> None:
    fees = page(
        "Mooring", "The mooring fee is 40 euros.\n\nThe mooring fee is waived by Ana Quist."
    )
    await company.publish("harbour", {"fees.md": fees, "pay.md": PAY})
    outcome = await company.ask("What is the mooring fee and who waives it?")
    assert isinstance(outcome, Answer)
    assert "waived by Ana Quist" in words(outcome)
    assert outcome.missing == ()
    other = await company.ask("What is the mooring fee and who approves it?")
    assert isinstance(other, Answer)
    assert "40 euros" in words(other)
    assert other.missing == ("who approves it",)


async def test_where_neither_is_answered_nothing_is(company: Company) -> None:
    await company.publish("people", {"crane.md": page("Crane", "The crane lifts 12 tonnes.")})
    assert isinstance(await company.ask(TWO), NotFound | Unsure)
