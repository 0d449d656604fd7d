"""How surely the checks of a reply's format see damage: clean replies, and each kind of damage.

Clean replies are put together from what documents say: word for word, or in a frame of their
writer's own words, as a chat model writes. Each is damaged in every way that its type allows.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chains.answering.drafts.format_checks import Frame, violations
from chains.answering.drafts.mending import mended
from chains.answering.drafts.reply_types import (
    CitedAnswer,
    ClarifyingQuestion,
    Contact,
    ContactCard,
    DocumentList,
    Fixed,
    Line,
    Listed,
    Step,
    Steps,
    TypedReply,
)
from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.segments import segments
from chains.errors import ConfigurationError
from chains.evaluation.damage import DAMAGES
from chains.index.stems import language_of
from chains.triage.labels import POLICIES, Label, ReplyType

DOCUMENTS = Path(__file__).parents[2] / "infra" / "demo" / "documents"
CLEAN = 2_400
SEED = 20261127
_OWN_WORDS = {
    "en": "In short: {}",
    "de": "Kurz gesagt gilt dies: {}",
    "fr": "En bref, il en est ainsi : {}",
    "es": "En resumen, esto es lo que vale: {}",
}
_ASK_BACK = (
    "Do you mean the rule for {}, or the one for {}?",
    "Which of these is it about: {} or {}?",
    "Is this about {} or about {}?",
)


@dataclass(frozen=True)
class Source:
    """A document: what can be quoted of it, in plain text, and its language."""

    title: str
    language: str
    pieces: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """All of it, as a passage that a reply may cite."""
        return "\n".join(piece.text for piece in self.pieces)


def read_sources(folder: Path) -> list[Source]:
    """The Markdown documents below a folder that have something to quote.

    Raises:
        ConfigurationError: there are fewer than two.
    """
    sources = [_source(path.stem, path.read_text("utf-8")) for path in sorted(folder.rglob("*.md"))]
    usable = [one for one in sources if len(one.pieces) >= 3]
    if len(usable) < 2:
        raise ConfigurationError(f"{folder} has too few documents.", "Name another folder.")
    return usable


def measure_formats(sources: Sequence[Source]) -> dict[str, Any]:
    """Counts of clean and damaged replies, the share of damage seen and of false alarms.

    ``by_kind`` has the share of each kind seen, ``mended`` that of the damaged replies of which
    something could stay within its format.
    """
    chance = random.Random(SEED)  # noqa: S311 - to draw the same again
    clean = [_clean(sources, chance) for _ in range(CLEAN)]
    alarms = sum(bool(violations(reply, frame)) for reply, frame in clean)
    seen: dict[str, list[bool]] = {name: [] for name in DAMAGES}
    stayed = []
    for reply, frame in clean:
        for name, damage in DAMAGES.items():
            damaged = damage(reply, frame, chance)
            if damaged is not None:
                seen[name].append(bool(violations(damaged, frame)))
                stayed.append(mended(damaged, frame) is not None)
    every = [one for kind in seen.values() for one in kind]
    return {
        "clean": len(clean),
        "damaged": len(every),
        "caught": round(sum(every) / len(every), 4),
        "false_alarms": round(alarms / len(clean), 4),
        "mended": round(sum(stayed) / len(stayed), 4),
        "by_kind": {
            name: {"damaged": len(kind), "caught": round(sum(kind) / max(1, len(kind)), 4)}
            for name, kind in seen.items()
        },
    }


def _source(name: str, markdown: str) -> Source:
    head, _, body = markdown.removeprefix("---\n").partition("\n---\n")
    body = body or markdown
    language = language_of(body) or "en"
    titles = [line.partition(":")[2].strip() for line in head.split("\n") if "title:" in line]
    return Source(titles[0] if titles else name, language, segments(body, language))


def _clean(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame]:
    """A reply that keeps to its format, and the frame that says so."""
    makers: Sequence[tuple[int, Callable[..., tuple[TypedReply, Frame] | None]]] = (
        (40, _cited),
        (25, _steps),
        (15, _documents),
        (8, _contacts),
        (8, _question),
        (4, _fixed),
    )
    weights, makes = zip(*makers, strict=True)
    while True:
        [make] = chance.choices(makes, weights)
        made: tuple[TypedReply, Frame] | None = make(sources, chance)
        if made is not None and _fits(*made):
            return made


def _fits(reply: TypedReply, frame: Frame) -> bool:
    """Whether the drawn lines are few and short enough, and ask as little as they may."""
    text = " ".join(line.text for line in reply.lines)
    short = len(text.split()) <= frame.policy.words
    return short and (isinstance(reply, ClarifyingQuestion) or text.count("?") == 0)


def _drawn(
    sources: Sequence[Source], chance: random.Random, most: int, forms: frozenset[Form]
) -> tuple[list[tuple[str, int, Form]], list[Source]]:
    """Lines out of one or two documents of one language: text, number of its passage, form."""
    first = chance.choice(sources)
    others = [one for one in sources if one.language == first.language and one is not first]
    cited = [first, chance.choice(others)] if others and chance.random() < 0.5 else [first]
    pool = [
        (piece, number)
        for number, one in enumerate(cited, start=1)
        for piece in one.pieces
        if piece.form in forms and any(map(str.isalnum, piece.text))
    ]
    picked = chance.sample(pool, k=min(len(pool), chance.randint(1, most)))
    return [(_said(piece, first.language, chance), at, piece.form) for piece, at in picked], cited


def _said(piece: Segment, language: str, chance: random.Random) -> str:
    """What a document says, or the same as its writer's own sentence."""
    own = _OWN_WORDS.get(language)
    if own is None or piece.form is not Form.PROSE or chance.random() < 0.4:
        return piece.text
    return own.format(f"{piece.text[:1].lower()}{piece.text[1:]}")


def _framed(label: Label, cited: Sequence[Source]) -> Frame:
    languages = frozenset(one.language for one in cited)
    return Frame(POLICIES[label], [one.text for one in cited], languages)


def _cited(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    lines, cited = _drawn(sources, chance, 4, frozenset({Form.PROSE, Form.ROW}))
    if not lines:
        return None
    typed = [Line(text=text, passages=(at,), form=form) for text, at, form in lines]
    return CitedAnswer(lines=tuple(typed)), _framed(Label.KNOWLEDGE_QUESTION, cited)


def _steps(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    lines, cited = _drawn(sources, chance, 6, frozenset({Form.STEP, Form.PROSE}))
    if len(lines) < 2:
        return None
    typed = [
        Step(number=number, text=text, passages=(at,))
        for number, (text, at, _) in enumerate(lines, start=1)
    ]
    label = chance.choice((Label.HOW_TO, Label.TROUBLESHOOTING))
    return Steps(lines=tuple(typed)), _framed(label, cited)


def _documents(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    lines, cited = _drawn(sources, chance, 5, frozenset({Form.PROSE}))
    if not lines:
        return None
    typed = [Listed(text=text, passages=(at,)) for text, at, _ in lines]
    return DocumentList(lines=tuple(typed)), _framed(Label.FIND_DOCUMENT, cited)


def _contacts(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    cited = chance.sample(list(sources), k=chance.randint(1, min(3, len(sources))))
    names = ("Olga Brandt", "olga@tidewater.example", "People team", "João Reis", "Ana Ruiz")
    typed = [
        Contact(text=chance.choice(names), keeps=one.title, passages=(number,))
        for number, one in enumerate(cited, start=1)
    ]
    return ContactCard(lines=tuple(typed)), _framed(Label.PEOPLE_LOOKUP, cited)


def _question(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    english = [one for one in sources if one.language == "en" and "?" not in one.title]
    first, second = chance.sample(english, k=2)
    text = chance.choice(_ASK_BACK).format(first.title, second.title)
    return ClarifyingQuestion(lines=(Line(text=text),)), _framed(Label.HOW_TO, [first, second])


def _fixed(sources: Sequence[Source], chance: random.Random) -> tuple[TypedReply, Frame] | None:
    del sources
    fixed = [label for label, policy in POLICIES.items() if policy.canned]
    policy = POLICIES[chance.choice(fixed)]
    kind = ReplyType.CANNED if policy.reply is ReplyType.CANNED else ReplyType.HELP_TEXT
    return Fixed(type=kind, lines=(Line(text=policy.canned),)), Frame(policy)
