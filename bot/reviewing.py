"""A small review of what messages were taken for: its corrections train the classifier further.

For whoever runs Footnote, on its machine: words are there for a day, and what is corrected is
written to a file of theirs. What was taken for distress is never among it.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlalchemy import and_, any_, or_, select
from sqlalchemy.orm import aliased

from bot.conversation.asking import read_question
from bot.delivery.deliveries import Kind, State
from bot.delivery.rows import Rows
from bot.delivery.tables import DeliveryRow
from bot.errors import reaching_postgres
from chains.assembly import open_sessions_of
from chains.config import ChainsConfig
from chains.database.answers import AnswerRow
from chains.database.arrays import texts
from chains.database.engine import Sessions
from chains.errors import ConfigurationError
from chains.operations.secret import load_secret
from chains.triage.labels import INTENTS, Label

MOST = 50
_REFUTABLE = ("Canned", "Documents", "Roster")
"""Outcomes whose button asks for a search or an answer in their place."""
_TYPED = (Kind.MENTION, Kind.DIRECT, Kind.ASK, Kind.OFFERED)
LABELS: tuple[Label, ...] = (*INTENTS, Label.CHANNEL_CHATTER)


@dataclass(frozen=True)
class Candidate:
    """A message, what it was taken for, and whether its asker had it searched all the same."""

    text: str
    taken_for: str
    sure: bool
    refuted: bool


class Reviews:
    """Finds messages worth a look."""

    def __init__(self, sessions: Sessions, rows: Rows) -> None:
        self._sessions = sessions
        self._rows = rows

    async def candidates(self, most: int = MOST) -> list[Candidate]:
        """Refuted ones first, then unsure ones, newest first. Raises `StoreUnavailable`."""
        again = aliased(DeliveryRow)
        repeats = and_(
            again.workspace == DeliveryRow.workspace,
            again.kind == Kind.AGAIN,
            again.payload["about"].astext == DeliveryRow.request,
        )
        same = and_(
            AnswerRow.workspace == DeliveryRow.workspace, AnswerRow.request == DeliveryRow.request
        )
        refuted = select(again.id).where(repeats).exists() & (
            AnswerRow.outcome == any_(texts(_REFUTABLE))
        )
        wanted = (
            select(DeliveryRow, AnswerRow.intent, AnswerRow.intent_sure, refuted)
            .join(AnswerRow, same)
            .where(
                DeliveryRow.state == State.DONE,
                or_(*(DeliveryRow.kind == kind for kind in _TYPED)),
                AnswerRow.intent.is_not(None),
            )
            .order_by(refuted.desc(), AnswerRow.intent_sure, AnswerRow.asked_at.desc())
            .limit(most)
        )
        with reaching_postgres():
            async with self._sessions() as session:
                found = (await session.execute(wanted)).all()
        shown = [
            Candidate(self._words(row), str(intent), sure=bool(sure), refuted=bool(wrong))
            for row, intent, sure, wrong in found
        ]
        return [one for one in shown if one.text]

    def _words(self, row: DeliveryRow) -> str:
        return read_question(self._rows.delivery_of(row).text).text


def review(
    candidates: Sequence[Candidate],
    out: TextIO,
    reply: Callable[[str], str] = input,
    tell: Callable[[str], object] = sys.stdout.write,
) -> int:
    """Ask for the label of each; how many lines were written.

    Nothing is written for an empty reply; `q` ends it.
    """
    written = 0
    tell("".join(f"{number:3} {label}\n" for number, label in enumerate(LABELS, start=1)))
    for one in candidates:
        mark = " (searched all the same)" if one.refuted else "" if one.sure else " (unsure)"
        tell(f"\n{one.text}\n  taken for {one.taken_for}{mark}\n")
        said = reply("Label, Enter to skip, q to end: ").strip()
        if said == "q":
            break
        if said.isdecimal() and 0 < int(said) <= len(LABELS):
            line = {"text": one.text, "label": LABELS[int(said) - 1].value}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            written += 1
    return written


async def run_review(path: Path) -> None:
    """Review on the terminal, and append to a file.

    Raises:
        ConfigurationError: a store is not configured, or the file cannot be written.
        StoreUnavailable: Postgres did not answer.
    """
    config = ChainsConfig()
    async with open_sessions_of(config) as sessions:
        candidates = await Reviews(sessions, Rows(load_secret(config))).candidates()
    try:
        with path.open("a", encoding="utf-8") as out:
            written = review(candidates, out)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror}.", "Name another --out."
        ) from error
    sys.stdout.write(f"{written} corrections in {path}.\n")
