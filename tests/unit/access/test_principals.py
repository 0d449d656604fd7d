"""Principals are normalised where case and form carry no meaning, and nowhere else."""

import pytest

from chains.access.access_lists import AccessList
from chains.access.principals import EVERYONE, email, handle, person, principal


def test_words_for_all_are_recognised_in_any_case() -> None:
    assert principal(" Everyone ") == EVERYONE


def test_an_email_is_lower_cased_and_composed() -> None:
    assert email("Zoe\u0308@Tidewater.example") == "person:email:zoë@tidewater.example"


def test_a_slack_id_keeps_its_case() -> None:
    assert person("U0aB") == "person:U0aB"
    assert principal("Person:U0aB") == "person:U0aB"


def test_an_at_sign_before_a_handle_changes_nothing() -> None:
    assert handle("@Engineering") == handle("engineering")


@pytest.mark.parametrize(
    "word", ["", "all", "group:", "user:U1", "person:\u202eU1", "group:" + "x" * 600]
)
def test_anything_else_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a principal"):
        principal(word)


def test_equal_lists_have_one_digest_whatever_their_order() -> None:
    one = AccessList.of([person("A"), person("B")], [EVERYONE], denied=[person("C")])
    other = AccessList.of([EVERYONE], [person("B"), person("A")], denied=[person("C")])
    assert one.digest() == other.digest()


def test_a_denial_and_a_clause_of_the_same_principal_differ() -> None:
    assert (
        AccessList.of([person("A")]).digest()
        != AccessList.of([person("A")], denied=[person("A")]).digest()
    )


def test_a_list_without_clauses_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a clause"):
        AccessList.of()
