"""A source's words about readers become an access list that never says more than they do."""

from uuid import uuid4

import pytest

from chains.access.access_lists import AccessList
from chains.access.principals import EVERYONE, GUESTS, Principal, email, handle, principal
from chains.sources.base import Permissions
from chains.sync.permissions import map_permissions, source_group

SOURCE = uuid4()
OWN = frozenset({source_group(SOURCE)})


def test_without_words_the_readers_of_the_source_read() -> None:
    mapped = map_permissions(SOURCE, Permissions())
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
    mapped = map_permissions(SOURCE, Permissions((word,)))
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
    mapped = map_permissions(SOURCE, Permissions((word,)))
    assert mapped.access_list == AccessList.of(OWN, ())
    assert len(mapped.problems) == 1


def test_an_unknown_word_takes_nothing_from_the_known_ones() -> None:
    mapped = map_permissions(SOURCE, Permissions(("everyone", "all")))
    assert mapped.access_list == AccessList.of(OWN, {EVERYONE})
    assert len(mapped.problems) == 1


def test_who_is_denied_but_unknown_closes_the_document() -> None:
    mapped = map_permissions(SOURCE, Permissions(denied=("everybody but Dana",)))
    assert mapped.access_list == AccessList.nobody()
    assert mapped.problems


def test_what_the_source_could_not_say_is_nobody() -> None:
    assert map_permissions(SOURCE, Permissions(known=False)).access_list == AccessList.nobody()
