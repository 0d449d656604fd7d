"""Drafts as any model could write them: thousands from one seed."""

import random
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from chains.answering.drafts.draft import DraftSentence, reply_of
from chains.answering.outcome import Form, Reply
from chains.answering.passages.evidence import DocumentFacts, Evidence

SOURCES = "https://sources.example/"
_WORDS = "the ferry leaves at 18:10 from quay B and badges cost €12.50 für alle Gäste これは"
_NASTY = (
    "<!channel>", "<!here|x>", "<@U0ANA>", "<#C0ENG>", "<https://evil.example|pay>", "evil.example",
    "https://evil.example/x?q=1", "hthttp://tp://evil.example", "www.evil.example", "10.0.0.1:80/x",
    "[pay](https://evil.example)", "![x](https://evil.example/{q})", "[a][b]", "[b]: evil.example",
    "[[x]](y)", "<a href='//evil.example'>x</a>", "<img src=x onerror=y>", "<svg/onload=z>",
    "javascript:alert(1)", "ana@evil.example", "`", "``", "```", "````\n", "~~~", "*", "**b**",
    "_i_", "__", "~s~", "# h", "> q", ">>>", "- l", "1. n", "1) n", "---", "===", "| a |", "|---|",
    "\n", "\n\n", "\r\n", "\t", "    code", "\\", "\\[", "\\`", "&lt;", "&#60;", "&", "<", ">", "|",
    ":", "a: b", "\u200b", "\u202e", "\u2028", "\ud800", "\x00", "\ufeff", "\U000e0041", "é" * 5,
    "שלום", "👩\u200d👩\u200d👧", "x" * 300, "&" * 900, "<" * 400, "`" * 60, "[" * 200, "(" * 90,
    "```python\nf(1)\n```", "{%page 'x'%}", "$$", "<!-- c -->", ":smile:", "@here",
    "<!date^1^{date}|x>", "<mailto:a@b.c|x>",
)  # fmt: skip


def text_of(chance: random.Random) -> str:
    """A text of 1 to about 20,000 characters, mostly short."""
    words = _WORDS.split()
    length = int(1 + chance.random() ** 6 * 60)
    pieces = [
        chance.choice(_NASTY) if chance.random() < 0.4 else chance.choice(words)
        for _ in range(length)
    ]
    text = chance.choice(("", " ", " ", "\n")).join(pieces)
    return text * chance.choice((1,) * 60 + (3, 40))


def _evidence(chance: random.Random, number: int) -> Evidence:
    url = SOURCES + chance.choice(("a", "a b", "a(1)", "a|b>c?x=1&y=<2>", "é/_x_", "p" * 700))
    facts = DocumentFacts(
        id=UUID(int=number),
        source=UUID(int=0),
        external_id="x",
        title=text_of(chance) if chance.random() < 0.3 else "Ferries",
        url=chance.choice((url, url, url, "javascript:alert(1)", "", "http://[")),
        scope=chance.choice(("handbook", "<!here>")),
        updated=chance.choice((None, date(2026, 5, 3))),
    )
    heading = (text_of(chance),) if chance.random() < 0.3 else ()
    return Evidence(facts, "text", heading)


def drafted_replies(count: int, seed: int = 5) -> Iterator[Reply]:
    """That many replies, each a draft on up to thirty passages, unverified."""
    chance = random.Random(seed)  # noqa: S311 - the same drafts every time
    while count:
        evidence = [_evidence(chance, n) for n in range(chance.choice((1, 1, 2, 3, 5, 30)))]
        sentences = chance.choice((1, 1, 1, 2, 3, 6))
        if chance.random() < 0.005:
            sentences = 50
        draft = tuple(
            DraftSentence(
                text_of(chance),
                tuple(chance.randrange(len(evidence)) for _ in range(chance.choice((1, 1, 2, 20)))),
                chance.choice(tuple(Form)),
            )
            for _ in range(sentences)
        )
        reply = reply_of(draft, evidence)
        assert reply is not None
        yield reply
        count -= 1
