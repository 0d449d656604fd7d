"""Hypothesis strategies for outcomes as bad documents and models could make them."""

from dataclasses import replace

from hypothesis import strategies as st

from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Documents,
    Effort,
    Emptiness,
    Failed,
    Form,
    HandOff,
    Listing,
    Note,
    NotFound,
    Notice,
    Outcome,
    Reply,
    Sentence,
    Silence,
    Source,
    Unsure,
    VerifiedBy,
)

SOURCES = "https://sources.example/"

# Pieces that break naive builders, glued together and mixed with any text at all.
_NASTY = st.sampled_from(
    [
        "<!channel>", "<!here|x>", "<@U0ANA>", "<#C0ENG>", "<https://evil.example|pay>",
        "https://evil.example/x", "HTTPS://EVIL.example", "javascript:alert(1)", "[x](http://e.e)",
        "&lt;!channel&gt;", "&amp;", "&", "<", ">", "|", "`", "``", "```", "````", "*", "_", "~",
        "*b*", "_i_", "\n", "\r\n", "\t", "\u200b", "\u202e", "\u2066", "\u2028", "\ud800", "\x00",
        "\ufeff", ":", "a: b", "word ", "x" * 200, "&" * 700, "`" * 50, "é", "שלום", "👩‍👩‍👧",
        "> quote",
    ]
)  # fmt: skip
text = st.one_of(
    st.text(max_size=40),
    st.lists(_NASTY, max_size=30).map("".join),
    st.builds(lambda piece, times: piece * times, _NASTY, st.integers(0, 900)),
)
_urls = st.one_of(
    text.map(lambda path: SOURCES + path),
    st.just(SOURCES + "a|b>c?x=1&y=<2>"),
    st.sampled_from(
        ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "//x"]
    ),
)


def _source(number: int) -> st.SearchStrategy[Source]:
    return st.builds(
        Source, st.just(number), st.just("d"), text, _urls, text,
        st.none() | st.dates(), text, text, st.booleans(),
    )  # fmt: skip


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """A reply whose footnotes and sources agree, as the type demands."""
    numbers = range(1, draw(st.sampled_from([1, 2, 3, 40])) + 1)
    forms = st.sampled_from(Form)
    cited = [(number,) for number in numbers] + [tuple(numbers), (1, 1)]
    said, named = draw(st.lists(text, min_size=1, max_size=6)), draw(_source(1))
    form = draw(st.lists(forms, min_size=1, max_size=6))
    sentences = tuple(
        Sentence(
            said[place % len(said)],
            citations,
            form[place % len(form)],
            place % 3,
            number=place % 5,
            asked=said[place % 2 % len(said)] if len(said) > 3 else "",
            case=said[place % 3 % len(said)] if len(said) > 2 else "",
        )
        for place, citations in enumerate(cited)
    )
    return Reply(sentences, tuple(replace(named, number=number) for number in numbers))


_usd = st.none() | st.decimals(0, 10**9, allow_nan=False)
_scopes = st.lists(text, max_size=5).map(tuple)
_listings = st.builds(
    lambda some, times: tuple(some * times),
    st.lists(st.builds(Listing, _source(1), text), max_size=3),
    st.sampled_from([1, 20]),
)
_languages = st.lists(st.sampled_from(["en", "de", "ja", "xx"]) | text, max_size=4).map(tuple)
outcomes: st.SearchStrategy[Outcome] = st.one_of(
    st.builds(
        Answer,
        replies(),
        st.booleans(),
        st.lists(_source(2), max_size=9).map(tuple),
        st.none() | st.sampled_from(Note),
        st.none() | st.builds(VerifiedBy, st.just("U0SABINE"), st.dates()),
        st.none() | st.builds(Effort, st.integers(0), st.floats(), st.booleans(), _usd),
        st.lists(text, max_size=3).map(tuple),
    ),
    st.builds(Documents, _listings, st.booleans(), st.booleans()),
    st.builds(
        NotFound,
        st.sampled_from(Emptiness),
        _scopes,
        st.booleans(),
        st.none() | _source(1),
        _languages,
    ),
    st.builds(Unsure, _listings, st.booleans(), _languages),
    st.builds(Notice, st.booleans()),
    st.builds(HandOff, text),
    st.builds(Failed, st.booleans()),
    st.just(Silence()),
)
venues = st.builds(Venue, st.sampled_from(VenueKind))
