"""A question that compares things is one for each of them, with what is said of all."""

import pytest

from chains.answering.questions.comparing import compared
from chains.answering.questions.several import parts_of


@pytest.mark.parametrize(
    ("message", "sides"),
    [
        ("sev1 vs sev3", ("sev1", "sev3")),
        ("SEV1 vs. SEV3?", ("SEV1", "SEV3")),
        ("what is SEV1 vs SEV3?", ("SEV1", "SEV3")),
        ("winch versus crane", ("winch", "crane")),
        (
            "maternity leave france vs germany",
            ("maternity leave france", "maternity leave germany"),
        ),
        (
            "france vs germany maternity leave",
            ("france maternity leave", "germany maternity leave"),
        ),
        (
            "sick note germany vs france vs portugal",
            ("sick note germany", "sick note france", "sick note portugal"),
        ),
        ("price of pumps vs cranes", ("price of pumps", "price of cranes")),
        ("sick leave vs holiday", ("sick leave", "holiday")),  # nothing is said of both
        (
            "what's the difference between the old and the new travel policy?",
            ("the old travel policy", "the new travel policy"),
        ),
        ("What is the difference between a nest and a quay box?", ("a nest", "a quay box")),
        (
            "difference between employees and contractors for laptops",
            ("employees for laptops", "contractors for laptops"),
        ),
        ("how does the blue plan compare to the red plan", ("the blue plan", "the red plan")),
        ("compare pumps and cranes", ("pumps", "cranes")),
        (
            "Was ist der Unterschied zwischen Urlaub und Bildungsurlaub?",
            ("Urlaub", "Bildungsurlaub"),
        ),
    ],
)
def test_each_side_is_asked_for(message: str, sides: tuple[str, ...]) -> None:
    assert compared(message) == sides
    assert tuple(part.sought for part in parts_of(message)) == sides


@pytest.mark.parametrize(
    "message",
    [
        "when is payday?",
        "how do I open the vs code settings",
        "install VS Code",
        "What do I ask the desk vs the office?",
        "is it true that others pay more",
        "what should I do when the crane is stuck vs when it is lost at sea at night",
        "a vs b vs c vs d vs e",
        "vs",
        "",
        f"difference between {'x and ' * 20_000}",
    ],
)
def test_what_compares_nothing_stays_whole(message: str) -> None:
    assert compared(message) == ()
