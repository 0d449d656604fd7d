"""The oracle of leaks sees what a document says, and is not misled by numbers of Slack's."""

import pytest

from tests.security.secrets_of import everything, load_company

COMPANY = load_company()


@pytest.mark.parametrize("path", sorted(COMPANY.pages))
def test_a_message_that_shows_a_document_gives_it_away(path: str) -> None:
    page = COMPANY.pages[path]
    shown = everything([{"text": f"{page.matter['title']}\n{page.text}"}])
    found = COMPANY.leaks(shown, frozenset(set(COMPANY.pages) - {path}))
    assert {f"{path}: {one}" for one in COMPANY.telling[path]} <= set(found)


@pytest.mark.parametrize("value", ["1764258999.008443", "1764257714.120000", "e8443f"])
def test_digits_within_a_timestamp_or_an_id_give_nothing_away(value: str) -> None:
    assert COMPANY.leaks(everything([{"ts": value}]), frozenset()) == []


def test_the_same_digits_by_themselves_do() -> None:
    shown = everything([{"text": "Use port\n8443."}])
    assert COMPANY.leaks(shown, frozenset()) == ["acme/integration-and-training.md: 8443"]
