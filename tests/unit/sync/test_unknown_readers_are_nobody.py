"""A source's words about readers become an access list that never says more than they do."""

from uuid import uuid4

import pytest

from chains.access.access_lists import AccessList
from chains.access.principals import (
    EVERYONE,
    GUESTS,
    LINKED,
    Principal,
    email,
    handle,
    principal,
)
from chains.sources.base import Permissions
from chains.sync.permissions import map_permissions, source_group

SOURCE = uuid4()
OWN = frozenset({source_group(SOURCE)})


def test_without_words_the_readers_of_the_source_read() -> None:
    mapped = map_permissions(SOURCE, Permissions(), sign_in=False)
    assert mapped.access_list == AccessList.of(OWN)
    assert mapped.problems == ()


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("everyone", EVERYONE),
        (" Guests ", GUESTS),
        ("group:Board", handle("board")),
        ("Group:@board", handle("board")),
        ("Dana@Tidewater.example", email("dana@tidewater.example")),
        ("channel:C0PAY", principal("channel:C0PAY")),
    ],
)
def test_words_narrow_what_the_source_allows(word: str, means: Principal) -> None:
    mapped = map_permissions(SOURCE, Permissions((word,)), sign_in=False)
    assert mapped.access_list == AccessList.of(OWN, {means})
    assert mapped.problems == ()


@pytest.mark.parametrize(
    "word",
    [
        "",
        "all",
        "group:",
        "group",
        "dana@",
        "@dana",
        "dana@x:y",
        "group:source:1",
        "\u202eeveryone",
    ],
)
def test_an_unknown_word_is_nobody_and_reported(word: str) -> None:
    mapped = map_permissions(SOURCE, Permissions((word,)), sign_in=False)
    assert mapped.access_list == AccessList.of(OWN, ())
    assert len(mapped.problems) == 1


def test_an_unknown_word_takes_nothing_from_the_known_ones() -> None:
    mapped = map_permissions(SOURCE, Permissions(("everyone", "all")), sign_in=False)
    assert mapped.access_list == AccessList.of(OWN, {EVERYONE})
    assert len(mapped.problems) == 1


def test_who_is_denied_but_unknown_closes_the_document() -> None:
    mapped = map_permissions(SOURCE, Permissions(denied=("everybody but Dana",)), sign_in=False)
    assert mapped.access_list == AccessList.nobody()
    assert mapped.problems


def test_what_the_source_could_not_say_is_nobody() -> None:
    assert (
        map_permissions(SOURCE, Permissions(known=False), sign_in=False).access_list
        == AccessList.nobody()
    )


@pytest.mark.parametrize(
    "permissions",
    [
        Permissions(),
        Permissions(("everyone", "group:board")),
        Permissions(denied=("guests",)),
        Permissions(("no such word",)),
        Permissions(denied=("no such word",)),
        Permissions(known=False),
    ],
)
def test_a_source_that_demands_a_sign_in_adds_a_clause_to_every_list(
    permissions: Permissions,
) -> None:
    without = map_permissions(SOURCE, permissions, sign_in=False)
    demanded = map_permissions(SOURCE, permissions, sign_in=True)
    assert demanded.access_list.clauses == without.access_list.clauses | {frozenset({LINKED})}
    assert demanded.access_list.denied == without.access_list.denied
    assert demanded.problems == without.problems
    # Both ways, however often: a switch in the settings gives what the sync would.
    switched = without.access_list.demanding(sign_in=True)
    assert switched.demanding(sign_in=True) == demanded.access_list
    assert switched.demanding(sign_in=False) == without.access_list


@pytest.mark.parametrize("word", ["identity:linked", "Identity:Linked", "group:identity:linked"])
def test_no_document_can_name_those_who_signed_in(word: str) -> None:
    mapped = map_permissions(SOURCE, Permissions((word,)), sign_in=False)
    assert all(LINKED not in clause for clause in mapped.access_list.clauses)


def test_a_list_of_the_demand_alone_is_nobodys_without_it() -> None:
    assert AccessList.of({LINKED}).demanding(sign_in=False) == AccessList.nobody()
