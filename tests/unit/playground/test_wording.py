"""What a person types reaches Slack as Slack's clients send it."""

import pytest

from bot.playground.directory import Directory
from bot.playground.wording import as_sent, in_command, mentions_bot
from tests.contract.playground.small_company import small_company


@pytest.fixture
def directory() -> Directory:
    return Directory(small_company())


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("When is payday?", "When is payday?"),
        ("@Footnote when?", "<@U0FOOTNOTE> when?"),
        ("@footnote: when?", "<@U0FOOTNOTE>: when?"),
        ("<@U0FOOTNOTE> when?", "<@U0FOOTNOTE> when?"),
        ("ask @Ana Ruiz or @ben.okafor", "ask <@U0ANA> or <@U0BEN>"),
        ("ask @people-team", "ask <!subteam^S0PEOPLE>"),
        ("see #engineering", "see <#C0ENG>"),
        ("see #nowhere", "see #nowhere"),
        ("@footnotes are nice", "@footnotes are nice"),
        ("https://x.example/?a=1&b=2", "<https://x.example/?a=1&amp;b=2>"),
        ("@channel lunch", "<!channel> lunch"),
        ("<!channel> lunch", "<!channel> lunch"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("<script>", "&lt;script&gt;"),
        ("mail me@footnote.example", "mail me@footnote.example"),
        ("https://x.example/a#b", "<https://x.example/a#b>"),
        ("שלום @Footnote", "שלום <@U0FOOTNOTE>"),
    ],
)
def test_typed_text_is_escaped_and_names_become_tokens(
    directory: Directory, typed: str, sent: str
) -> None:
    assert as_sent(typed, directory) == sent


def test_a_command_carries_the_names_with_the_tokens(directory: Directory) -> None:
    assert in_command("for @Ana Ruiz in #engineering", directory) == (
        "for <@U0ANA|ana.ruiz> in <#C0ENG|engineering>"
    )


def test_only_the_bots_own_token_mentions_it() -> None:
    assert mentions_bot("hey <@U0FOOTNOTE|footnote>")
    assert not mentions_bot("hey <@U0ANA>, U0FOOTNOTE is here")
