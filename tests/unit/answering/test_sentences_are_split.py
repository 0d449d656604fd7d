"""Where a sentence ends, in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.answering.passages.sentences import split_sentences


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Ask Dr. Ruiz, e.g. by mail. She answers.", 2),
        ("en", "It costs approx. 3.50 euros. No. 4 is free.", 2),
        ("en", "Really? Yes! Good.", 3),
        ("en", 'She said "Go." Then she left.', 2),
        ("en", "See version 2.1.3. It works.", 2),
        ("en", "Use it for fire. `@here` is for all.", 2),
        ("de", "Am 1. April beginnt es, z. B. um 9 Uhr. Danach ist frei.", 2),
        ("de", "Der Zuschuss beträgt ca. 6,50 Euro pro Tag. Er wird ausgezahlt.", 2),
        ("de", "Das gilt u. a. für Nr. 4, d. h. für alle. Ende.", 2),
        ("fr", "M. Roux arrive à 8 h. Mme. Faure, p. ex. le lundi, arrive à 9 h.", 2),
        ("ja", "これは文です。次の文です。", 2),
    ],
)
def test_abbreviations_and_dates_do_not_end_a_sentence(
    language: str, text: str, sentences: int
) -> None:
    assert len(split_sentences(text, language)) == sentences


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "xx"]))
def test_no_letter_is_lost(text: str, language: str) -> None:
    assert "".join("".join(split_sentences(text, language)).split()) == "".join(text.split())
