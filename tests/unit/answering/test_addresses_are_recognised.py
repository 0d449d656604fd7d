"""A link is the same address however it was copied, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.answering.passages.addresses import LONGEST_LINK, addresses, words_of

KEPT = "https://docs.example/pay/bands%202026.md"


@pytest.mark.parametrize(
    "link",
    [
        KEPT,
        f" {KEPT} ",
        f"{KEPT}/",
        f"{KEPT}#heading",
        f"{KEPT}?utm_source=x&UTM_Medium=y&gclid=1",
        "https://docs.example/pay/bands 2026.md",
        "HTTPS://DOCS.example:443/pay/bands%202026.md",
        "https://me:word@docs.example/pay/bands%202026.md",
    ],
)
def test_it_is_found_as_it_was_kept(link: str) -> None:
    assert KEPT in addresses(link)
    assert f"{KEPT}/" in addresses(link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "docs.example/pay",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "https://docs.example:99999/x",
        "https://docs.example/\x00",
        "https://docs.example/" + "a" * LONGEST_LINK,
    ],
)
def test_what_is_no_web_address_has_none(link: str) -> None:
    assert addresses(link) == ()


def test_a_query_that_means_something_stays_as_it_was_typed() -> None:
    typed = "https://docs.example/view?id=7&name=a+b"
    assert typed in addresses(typed)
    assert typed in addresses("https://docs.example/view?id=7&name=a+b&utm_source=x")


def test_another_path_case_or_port_is_another_address() -> None:
    for link in (KEPT.replace("pay", "Pay"), KEPT.replace("example", "example:8443")):
        assert KEPT not in addresses(link)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_typed_raises(start: str, rest: str) -> None:
    for link in (start, f"https://{start}/{rest}", f"https://docs.example/{start}?{rest}"):
        found = addresses(link)
        assert len(found) <= 8
        assert all(one.isprintable() for one in found)
        assert words_of(link)
        for one in found:
            one.encode()


def test_words_are_those_of_the_last_part() -> None:
    assert words_of("https://x.example/a/pay-bands_2026.md?x=1#y") == "pay bands 2026 md"
    assert words_of("https://x.example/") == "x example"
