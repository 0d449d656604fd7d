"""What `/footnote status` says: to everybody whether questions are answered, to administrators how
old each permission source is and what a guard caught."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.views.blocks import block_id, context, pack, section
from bot.views.ids import HELPFUL
from bot.views.mrkdwn import prose
from bot.views.outcomes import Message
from bot.views.wording import REASONS
from chains.administration import WorkspaceStatus
from chains.administration.triage_health import UNSURE_IN_TRAINING, TriageReport

MOST_LINES = 40
READY = "Footnote is running. No question is waiting."
WAITING = "Footnote is running. Questions being answered: {waiting}."
NOT_READY = "Footnote is running, but no source is connected that could answer."
DROPPED = (
    "The re-check took passages from {count} search results in the last 7 days. A few at the moment"
    " of a revocation are harmless; more mean that the index is behind: tell the operator."
)
UNPROVED = (
    "No proof was found for {count} documents in the last 7 days, so they were not shown: tell the"
    " operator."
)
NOTHING_CAUGHT = "In the last 7 days no guard had to catch anything."
UNKNOWN = "Nobody can read these documents, as a word of their permissions is unknown: {counts}."
SAID = "Answers of the last 7 days: said to be helpful {helpful} times, not helpful {not_helpful}"
TRIAGE_RUNS = "What a message is, is decided on this machine or as the operator chose."
TRIAGE_REFUSED = (
    ":warning: The file of the classifier that tells what a message is was refused, as it is not"
    " the released one. Keyword rules decide until it is put back: tell the operator."
)
TAKEN_FOR = (
    "Messages of the last 7 days were taken for: {shown}. Unsure: {share} %"
    " ({usual} % where it was measured)."
)
DRIFT = (
    "Many messages are unlike what the classifier was trained on. The operator can review some and"
    " train it further: docs/triage.md."
)
NONE_UNKNOWN = "No document has unknown permissions."


class Kind(StrEnum):
    """What is confirmed as a whole."""

    PEOPLE = "people"
    GROUPS = "groups"
    CHANNELS = "channels"
    DOCUMENTS = "documents"


NAMES = {
    Kind.PEOPLE: "People",
    Kind.GROUPS: "User groups",
    Kind.CHANNELS: "Members of channels",
    Kind.DOCUMENTS: "Documents of",
}
PASSED = {
    Kind.PEOPLE: "Slack is asked for the members of a conversation one by one; where they are too"
    " many, guests and partners are taken to be among them",
    Kind.GROUPS: "they are read anew before the next question is answered; while Slack does not"
    " answer, questions fail",
    Kind.CHANNELS: "as readers of documents they count for nobody until they are read again",
    Kind.DOCUMENTS: "nobody can read them until a sync goes through",
}


@dataclass(frozen=True)
class Age:
    """When a permission source was last confirmed, and for how long that is fresh.

    ``scope`` and ``origin`` name the source of documents; one that is ``paused`` has no limit.
    """

    kind: Kind
    confirmed_at: datetime | None
    limit: timedelta
    scope: str = ""
    origin: str = ""
    paused: bool = False

    def passed(self, now: datetime) -> bool:
        """Whether the limit is behind us, or nothing was ever confirmed."""
        if self.paused:
            return False
        return self.confirmed_at is None or now - self.confirmed_at >= self.limit


@dataclass(frozen=True)
class Report:
    """What an administrator is told of permissions, at ``now``."""

    now: datetime
    ages: tuple[Age, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    """Scopes with documents that nobody can be given, and how many those are."""
    dropped: int = 0
    unproved: int = 0
    said: Mapping[str, int] = field(default_factory=dict)
    """How often answers of the last 7 days were said to be helpful, or not and why."""


def status_message(
    request: str,
    *,
    waiting: int,
    ready: bool,
    sources: WorkspaceStatus | None = None,
    report: Report | None = None,
    triage: TriageReport | None = None,
) -> Message:
    """Whether questions are answered; the rest is for administrators only: counts tell things."""
    running = WAITING.format(waiting=waiting) if waiting else READY
    said = running if ready else NOT_READY
    blocks = [section(said, name=block_id("help", request))]
    if sources is not None:
        blocks.append(context(_numbers(sources)))
    if report is not None:
        lines = ["*Permissions*", *_ages(report), *_caught(report)]
        blocks += [section(text) for text in pack([("\n", line) for line in lines])]
        blocks.append(context(_said(report.said)))
    if triage is not None:
        blocks.append(context(*_triage(triage, counts=report is not None)))
    return Message(said, blocks, private=True)


def _numbers(sources: WorkspaceStatus) -> str:
    synced = f"{sources.synced_at:%Y-%m-%d %H:%M} UTC" if sources.synced_at else "not yet complete"
    return (
        f"Sources: {sources.sources}, paused: {sources.paused}, documents: {sources.documents},"
        f" problems: {sources.problems}. Oldest sync: {synced}. `/footnote settings` shows more."
    )


def _ages(report: Report) -> Iterator[str]:
    # What needs a look first: a long list never hides it.
    ordered = sorted(report.ages, key=lambda one: not one.passed(report.now))
    for one in ordered[:MOST_LINES]:
        yield f"• {_line(one, report.now)}"
    if (hidden := len(ordered) - MOST_LINES) > 0:
        yield f"• and {hidden} more"


def _line(one: Age, now: datetime) -> str:
    name = f"{NAMES[one.kind]} {prose(one.scope)}".strip()
    limit = _span(one.limit)
    if one.confirmed_at is None:
        said = f"{name}: not confirmed yet"
    else:
        said = f"{name}: confirmed {_span(now - one.confirmed_at)} ago"
    if one.paused:
        return f"{said}; paused, so they keep the readers they have"
    if one.passed(now):
        return f":warning: *{said}, past the limit of {limit}*: {PASSED[one.kind]}."
    return f"{said} (limit {limit})"


def _span(span: timedelta) -> str:
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("days", 86_400), ("hours", 3_600), ("min", 60)):
        if seconds >= 2 * size or (unit == "min" and seconds >= size):
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _caught(report: Report) -> Iterator[str]:
    if report.dropped:
        yield f"• :warning: {DROPPED.format(count=report.dropped)}"
    if report.unproved:
        yield f"• :warning: {UNPROVED.format(count=report.unproved)}"
    if not report.dropped and not report.unproved:
        yield f"• {NOTHING_CAUGHT}"
    yield f"• {_unknown(report.unknown)}"


def _unknown(unknown: Sequence[tuple[str, int]]) -> str:
    if not unknown:
        return NONE_UNKNOWN
    shown = [f"{prose(scope)}: {count}" for scope, count in unknown[:MOST_LINES]]
    more = ["…"] if len(unknown) > MOST_LINES else []
    return f":warning: {UNKNOWN.format(counts=', '.join([*shown, *more]))}"


def _triage(triage: TriageReport, *, counts: bool) -> Iterator[str]:
    """What decides what a message is, and for administrators what messages were taken for."""
    yield TRIAGE_REFUSED if triage.refused else TRIAGE_RUNS
    every = sum(triage.labels.values())
    if counts and every:
        most = sorted(triage.labels.items(), key=lambda one: -one[1])
        shown = ", ".join(f"{label.replace('_', ' ')} {count}" for label, count in most)
        share = round(100 * triage.unsure / every)
        yield TAKEN_FOR.format(shown=shown, share=share, usual=round(100 * UNSURE_IN_TRAINING))
        if triage.drifts:
            yield f":warning: {DRIFT}"


def _said(said: Mapping[str, int]) -> str:
    """What people said of answers, in numbers."""
    reasons = {text: said[name] for name, text in REASONS.items() if said.get(name)}
    bad = sum(count for name, count in said.items() if name != HELPFUL)
    told = SAID.format(helpful=said.get(HELPFUL, 0), not_helpful=bad)
    why = "; ".join(f"{text.lower()}: {count}" for text, count in reasons.items())
    return f"{told} ({why})." if why else f"{told}."
