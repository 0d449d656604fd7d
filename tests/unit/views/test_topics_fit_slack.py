"""Topics fit a message and can do nothing, whatever was asked."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views import wording
from bot.views.limits import verdict
from bot.views.topics import topics_message
from chains.administration.topics import FEWEST, MOST_TOPICS, Topic
from tests.unit.views.drawn import text
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import assert_harmless, texts

many = settings(
    max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
topics = st.builds(
    Topic,
    st.integers(3, 10**6),
    st.dates(),
    st.lists(text, min_size=1, max_size=6).map(tuple),
    st.none() | text,
)


@many
@given(some=st.lists(topics, max_size=3), times=st.sampled_from([1, 7]))
def test_any_topics_fit(some: list[Topic], times: int) -> None:
    message = topics_message(ENGLISH, "abcd-efgh", (some * times)[:MOST_TOPICS])
    assert verdict(message.blocks, "message") == []
    assert message.private
    for shown in (message.text, *texts(message.blocks)):
        assert_harmless(shown)


def test_a_topic_is_its_words_how_many_asked_and_when() -> None:
    message = topics_message(
        ENGLISH, "R", [Topic(4, date(2026, 5, 3), ("visa", "japan"), "A visa?")]
    )
    assert "*visa, japan* · 4 people · last on 3 May 2026\n“A visa?”" in texts(message.blocks)
    none = topics_message(ENGLISH, "R", [])
    assert none.text == ENGLISH(wording.NO_TOPICS, fewest=FEWEST)
