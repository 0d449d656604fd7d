"""What `/footnote status` says: to everybody whether questions are answered, to administrators how
old each permission source is and what a guard caught."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import block_id, context, pack, section
from bot.views.ids import HELPFUL
from bot.views.mrkdwn import prose
from bot.views.outcomes import Message
from bot.views.wording import MORE_SOURCES, REASONS
from chains.administration import WorkspaceStatus
from chains.administration.triage_health import UNSURE_IN_TRAINING, TriageReport

MOST_LINES = 40
READY = phrase("Footnote is running. No question is waiting.")
WAITING = phrase("Footnote is running. Questions being answered: {waiting}.")
NOT_READY = phrase(
    "Footnote is running, but has no documents to answer from: none are connected, or all are"
    " paused. An administrator can change that in `/footnote settings`."
)
DROPPED = phrase(
    "The re-check took passages from {count} search results in the last 7 days. A few at the moment"
    " of a revocation are harmless; more mean that the index is behind: tell the operator."
)
UNPROVED = phrase(
    "No proof was found for {count} documents in the last 7 days, so they were not shown: tell the"
    " operator."
)
NOTHING_CAUGHT = phrase("In the last 7 days no guard had to catch anything.")
UNKNOWN = phrase(
    "Nobody can read these documents, as a word of their permissions is unknown: {counts}."
)
SAID = phrase(
    "Answers of the last 7 days: said to be helpful {helpful} times, not helpful {not_helpful}"
)
TRIAGE_RUNS = phrase("Questions are told from greetings and requests as they should be.")
TRIAGE_REFUSED = phrase(
    "Questions are told from greetings and requests by keywords for now: the file of the classifier"
    " is not the released one, and was refused. Please tell whoever runs Footnote."
)
TAKEN_FOR = phrase(
    "Messages of the last 7 days were taken for: {shown}. Unsure: {share} %"
    " ({usual} % where it was measured)."
)
DRIFT = phrase(
    "Many messages are unlike what the classifier was trained on. The operator can review some and"
    " train it further: docs/triage.md."
)
NONE_UNKNOWN = phrase("No document has unknown permissions.")


class Kind(StrEnum):
    """What is confirmed as a whole."""

    PEOPLE = "people"
    GROUPS = "groups"
    CHANNELS = "channels"
    DOCUMENTS = "documents"


PERMISSIONS = phrase("*Permissions*")
NUMBERS = phrase(
    "Sources: {sources}, paused: {paused}, documents: {documents}, problems: {problems}."
    " Oldest sync: {synced}. `/footnote settings` shows more."
)
NOT_COMPLETE = phrase("not yet complete")
CONFIRMED = phrase("{name}: confirmed {ago}")
NOT_CONFIRMED = phrase("{name}: not confirmed yet")
PAUSED = phrase("{said}; paused, so they keep the readers they have")
PAST = phrase("*{said}, past the limit of {limit}*: {passed}.")
LIMITED = phrase("{said} (limit {limit})")
NAMES = {
    Kind.PEOPLE: phrase("People"),
    Kind.GROUPS: phrase("User groups"),
    Kind.CHANNELS: phrase("Members of channels"),
    Kind.DOCUMENTS: phrase("Documents of {scope}"),
}
PASSED = {
    Kind.PEOPLE: phrase(
        "Slack is asked for the members of a conversation one by one; where they are too"
        " many, guests and partners are taken to be among them"
    ),
    Kind.GROUPS: phrase(
        "they are read anew before the next question is answered; while Slack does not"
        " answer, questions fail"
    ),
    Kind.CHANNELS: phrase(
        "as readers of documents they count for nobody until they are read again"
    ),
    Kind.DOCUMENTS: phrase("nobody can read them until a sync goes through"),
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
    say: Say,
    request: str,
    *,
    waiting: int,
    ready: bool,
    sources: WorkspaceStatus | None = None,
    report: Report | None = None,
    triage: TriageReport | None = None,
) -> Message:
    """Whether questions are answered; the rest is for administrators only: counts tell things."""
    running = say(WAITING, waiting=say.number(waiting)) if waiting else say(READY)
    said = running if ready else say(NOT_READY)
    blocks = [section(said, name=block_id("help", request))]
    if sources is not None:
        blocks.append(context(_numbers(say, sources)))
    if report is not None:
        lines = [say(PERMISSIONS), *_ages(say, report), *_caught(say, report)]
        blocks += [section(text) for text in pack([("\n", line) for line in lines])]
        blocks.append(context(_said(say, report.said)))
    if triage is not None:
        blocks.append(context(*_triage(say, triage, counts=report is not None)))
    return Message(said, blocks, private=True)


def _numbers(say: Say, sources: WorkspaceStatus) -> str:
    return say(
        NUMBERS,
        sources=say.number(sources.sources),
        paused=say.number(sources.paused),
        documents=say.number(sources.documents),
        problems=say.number(sources.problems),
        synced=say.moment(sources.synced_at) if sources.synced_at else say(NOT_COMPLETE),
    )


def _ages(say: Say, report: Report) -> Iterator[str]:
    # What needs a look first: a long list never hides it.
    ordered = sorted(report.ages, key=lambda one: not one.passed(report.now))
    for one in ordered[:MOST_LINES]:
        yield f"• {_line(say, one, report.now)}"
    if (hidden := len(ordered) - MOST_LINES) > 0:
        yield f"• {say(MORE_SOURCES, count=hidden)}"


def _line(say: Say, one: Age, now: datetime) -> str:
    name = say(NAMES[one.kind], scope=prose(one.scope))
    limit = say.span(one.limit)
    if one.confirmed_at is None:
        said = say(NOT_CONFIRMED, name=name)
    else:
        said = say(CONFIRMED, name=name, ago=say.ago(now - one.confirmed_at))
    if one.paused:
        return say(PAUSED, said=said)
    if one.passed(now):
        passed = say(PASSED[one.kind])
        return f":warning: {say(PAST, said=said, limit=limit, passed=passed)}"
    return say(LIMITED, said=said, limit=limit)


def _caught(say: Say, report: Report) -> Iterator[str]:
    if report.dropped:
        yield f"• :warning: {say(DROPPED, count=say.number(report.dropped))}"
    if report.unproved:
        yield f"• :warning: {say(UNPROVED, count=say.number(report.unproved))}"
    if not report.dropped and not report.unproved:
        yield f"• {say(NOTHING_CAUGHT)}"
    yield f"• {_unknown(say, report.unknown)}"


def _unknown(say: Say, unknown: Sequence[tuple[str, int]]) -> str:
    if not unknown:
        return say(NONE_UNKNOWN)
    shown = [f"{prose(scope)}: {count}" for scope, count in unknown[:MOST_LINES]]
    more = ["…"] if len(unknown) > MOST_LINES else []
    return f":warning: {say(UNKNOWN, counts=', '.join([*shown, *more]))}"


def _triage(say: Say, triage: TriageReport, *, counts: bool) -> Iterator[str]:
    """What decides what a message is, and for administrators what messages were taken for."""
    yield f":warning: {say(TRIAGE_REFUSED)}" if triage.refused else say(TRIAGE_RUNS)
    every = sum(triage.labels.values())
    if counts and every:
        most = sorted(triage.labels.items(), key=lambda one: -one[1])
        shown = ", ".join(f"{label.replace('_', ' ')} {count}" for label, count in most)
        share = round(100 * triage.unsure / every)
        yield say(TAKEN_FOR, shown=shown, share=share, usual=round(100 * UNSURE_IN_TRAINING))
        if triage.drifts:
            yield f":warning: {say(DRIFT)}"


def _said(say: Say, said: Mapping[str, int]) -> str:
    """What people said of answers, in numbers."""
    reasons = {say(text): said[name] for name, text in REASONS.items() if said.get(name)}
    bad = sum(count for name, count in said.items() if name != HELPFUL)
    told = say(SAID, helpful=said.get(HELPFUL, 0), not_helpful=bad)
    why = "; ".join(f"{text}: {count}" for text, count in reasons.items())
    return f"{told} ({why})." if why else f"{told}."
