"""Every view once, with data that brings out each of its sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.language.say import Say
from bot.views import (
    feedback,
    guide,
    outcomes,
    privacy,
    sharing,
    sign_in,
    status,
    streamed,
    usage,
    wording,
)
from bot.views import why as whys
from bot.views.audit import export_message
from bot.views.confiding import Confided, confided, with_confidants
from bot.views.more_note import more_note
from bot.views.outcomes import Message
from bot.views.passage import failed_message, passage_message, passage_view
from bot.views.redacted import redacted
from bot.views.settings import refusal_view, settings_view
from bot.views.settings_forms import FolderFields, folder_view, readers_view, scopes_view
from bot.views.settings_language import language_view
from bot.views.settings_records import records_view
from bot.views.settings_spending import spending_view
from bot.views.topics import topics_message
from chains.access.audience import Venue, VenueKind
from chains.access.principals import EVERYONE, GUESTS, LINKED, Principal
from chains.administration import SourceStatus, WorkspaceStatus
from chains.administration.export_lines import Form as ExportForm
from chains.administration.exports import PastExport
from chains.administration.read_audit import ReadFilter
from chains.administration.spending import Spending
from chains.administration.topics import Topic
from chains.administration.usage import Sum, UsageReport
from chains.answering.explaining.explained import (
    CitedSource,
    Figures,
    Hindrance,
    MadeFor,
    Permitted,
    Why,
    WhyNot,
)
from chains.answering.explaining.quotations import Quotation
from chains.answering.outcome import (
    Answer,
    Canned,
    Documents,
    Effort,
    Emptiness,
    Failed,
    HelpText,
    Listing,
    Note,
    NotFound,
    Notice,
    Outcome,
    Reply,
    Roster,
    Sentence,
    Source,
    Unsure,
    UserGroup,
    VerifiedBy,
)
from chains.answering.passages.evidence import DocumentFacts
from chains.holdings import Held
from chains.holdings import Kind as Holding
from chains.settings import (
    AnswerSettings,
    AuditPolicy,
    Budget,
    BudgetSettings,
    Language,
    OwnChannelSettings,
    Price,
    RedactionSettings,
    Sends,
)
from chains.triage.labels import POLICIES

REQUEST = "abcd-efgh"
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAY = date(2026, 5, 3)
LINK = "https://wiki.example/a"
CONTROL = re.compile(r"<[^<>]*>")
SOURCE = Source(1, "d1", "Pay days", LINK, "hr", DAY, "When", "ana@x.example", is_old=True)
ANSWER = Answer(Reply((Sentence("On the 25th.", (1,)),), (SOURCE,)))
LISTED = tuple(Listing(SOURCE, "the title matches") for _ in range(25))
_FACTS = DocumentFacts(
    UUID(int=1), UUID(int=2), "", "Pay days", LINK, "hr", updated=DAY, is_old=True
)
QUOTED = (
    None,
    Quotation(_FACTS, LINK, ("Pay",), ()),
    Quotation(_FACTS, LINK, ("Pay",), (Sentence("On the 25th.", ()),)),
    Quotation(_FACTS, LINK, ("Pay",), (Sentence("Paydays" * 300, ()),) * 9),
)
SPENDING = Spending(
    AnswerSettings(effort=True), BudgetSettings(), {"openai:own": Price(input=1, output=2)}
)
PRIVATE, PUBLIC = Venue(VenueKind.PRIVATE), Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")


def every_outcome() -> Iterator[Outcome]:
    yield ANSWER
    for note in Note:
        verified = VerifiedBy("U0ANA", DAY)
        yield Answer(ANSWER.reply, note=note, older=(SOURCE,), verified=verified, missing=("x",))
    yield from (Answer(ANSWER.reply, left=left) for left in (1, 30))
    yield from (Documents(LISTED[:count]) for count in (0, 1, 2, 25))
    yield Documents(LISTED[:2], instead=True)
    yield from (Roster((UserGroup("on-call", ("U0ANA",) * count),) * 3) for count in (1, 20, 900))
    yield Roster((UserGroup("on-call", ("U0ANA",)),), at_a_time=True)
    yield from (Unsure(LISTED[:count]) for count in (0, 3))
    for why in Emptiness:
        yield from (NotFound(why), NotFound(why, ("hr",), nearest=SOURCE))
    yield from (NotFound(languages=("en", "de", "fr")), Unsure(LISTED[:3], languages=("ja",)))
    for policy in POLICIES.values():
        if policy.canned:
            yield from (Canned(policy.canned), HelpText(policy.canned, "I am lost."))
    yield from (Notice(), Notice(more=True), Failed(), Failed(try_again=False))
    for usd in (None, Decimal("0.0123")):
        for count, by_model in ((1, True), (3, True), (3, False)):
            effort = Effort(count, 1.26, by_model=by_model, usd=usd)
            yield replace(ANSWER, effort=effort)


def of_outcomes(say: Say) -> Iterator[Message]:
    for outcome in every_outcome():
        for venue in (PRIVATE, PUBLIC):
            message = outcomes.render(say, outcome, request=REQUEST, venue=venue)
            assert message is not None
            yield message
            button = sharing.with_share(say, message, REQUEST)
            shared = sharing.shared_by(say, button, "U0ANA", "When is payday?")
            every = feedback.Choices(help_=True, vouch=True)
            yield feedback.with_choices(say, shared, outcome, REQUEST, every)
    yield streamed.progress(say, ANSWER.reply, REQUEST)
    yield from (streamed.stopped(say, shown, REQUEST) for shown in (None, ANSWER.reply))
    yield streamed.withdrawn(say, REQUEST)
    yield redacted(say, "answer", REQUEST)
    yield more_note(say, REQUEST)
    yield sign_in.offer_note(say, REQUEST)
    yield sign_in.link_message(say, REQUEST, LINK)
    for quoted in QUOTED:
        yield passage_message(say, quoted)
    yield failed_message(say)
    for to in (("U0ANA",), ("U0ANA", "U0BEN")):
        words = Confided(asker="U0CHLOE", to=to, words="Words.")
        yield with_confidants(say, failed_message(say), (words, "token"))
        yield confided(say, words)


DOCUMENT = Permitted("Pay days", LINK, "hr", (), NOON)
PATHS = (
    ["person:U0ANA"],
    [EVERYONE],
    [GUESTS],
    [LINKED],
    ["person:U0ANA", "person:email:ana@x.example"],
    ["person:U0ANA", "channel:C0PAY"],
    ["person:U0ANA", "group:slack:S0ENG", "group:handle:eng", "group:handle:tech"],
)


def permitted(path: list[str]) -> Permitted:
    return replace(DOCUMENT, grounds=(tuple(Principal(name) for name in path),))


def of_explanations(say: Say) -> Iterator[Message]:
    figures = Figures(12, 0.93, 41.7, True, ("hr",))
    for made_for in MadeFor:
        for venue in VenueKind:
            cited = tuple(
                CitedSource(n, permitted(path), n % 2 == 0, 0.8) for n, path in enumerate(PATHS)
            )
            for ended in whys.OUTCOMES:
                why = Why(REQUEST, NOON, "documents", ended, venue, made_for, cited * 4, figures)
                yield whys.why_message(say, why, REQUEST)
    yield whys.source_message(say, why, 1) or whys.nothing_message(say)
    for given in (tuple(Hindrance), ()):
        found = WhyNot(permitted(list(PATHS[0])), given, ("Newer", LINK))
        yield whys.why_not_message(say, found, REQUEST)
    yield whys.nothing_message(say, REQUEST)
    yield whys.no_document_message(say, REQUEST)


def of_reports(say: Say) -> Iterator[Message]:
    limit = timedelta(minutes=15)
    ages = [
        status.Age(kind, at, limit, "hr", "s1", paused)
        for kind in status.Kind
        for at in (None, NOON)
        for paused in (True, False)
    ]
    said = {"helpful": 3, "not_helpful": 1, **dict.fromkeys(wording.REASONS, 2)}
    for now in (NOON + timedelta(minutes=3), NOON + timedelta(days=3)):
        report = status.Report(now, tuple(ages), (("hr", 3),), 2, 3, said)
        numbers = WorkspaceStatus(12, 1, 4_321, 99_999, 7, NOON)
        yield status.status_message(
            say, REQUEST, waiting=2, ready=True, sources=numbers, report=report
        )
    yield status.status_message(
        say, REQUEST, waiting=0, ready=False, report=status.Report(NOON, ())
    )


def of_figures(say: Say) -> Iterator[Message]:
    sums = tuple(Sum(f"channel:C0{n}", 3, 1_500, Decimal("1.23"), 7) for n in range(12))
    budget = Budget(tokens=1_000_000, usd=Decimal(20))
    used = UsageReport(
        since=DAY,
        today=DAY + timedelta(days=29),
        days=(Sum("2026-05-04", 3, 9, Decimal(1)),),
        channels=sums,
        models=sums,
        people=sums,
        budget=budget,
        spent=sums[0],
        priced_on=DAY,
    )
    yield usage.usage_message(say, REQUEST, used)
    yield usage.administrators_only(say, REQUEST)
    for topics in ((), (Topic(4, DAY, ("visa", "japan"), "A visa?"),)):
        yield topics_message(say, REQUEST, topics)
    wide = ReadFilter(since=NOON, until=NOON, person="U0ANA", channel="C0PAY", document=LINK)
    past = [
        PastExport("U0AUDIT", NOON, ExportForm.CSV, wide, rows, rows == 3) for rows in (None, 3, 4)
    ]
    yield from (
        export_message(say, REQUEST, one, wide, form, past)
        for one in (LINK, None)
        for form in ExportForm
    )
    yield export_message(say, REQUEST, None, ReadFilter(), ExportForm.CSV, [])
    held = [Held(kind, 1_234, NOON if kind is Holding.QUESTIONS else None) for kind in Holding]
    for done in (True, False):
        yield privacy.privacy_message(say, REQUEST, held, days=90, deletable=Holding, done=done)


OWN = OwnChannelSettings(members_read=True, passive_help=True)


def of_forms(say: Say) -> Iterator[Mapping[str, Any]]:
    readers = ("everyone", "guests", "partners", "person:U0ANA", "channel:C0PAY")
    synced = SourceStatus(
        id=UUID(int=1),
        scope="hr",
        kind="folder",
        path="/srv/hr",
        link="",
        readers=readers,
        requires_sign_in=True,
        paused=True,
        documents=3,
        passages=9,
        synced_at=NOON,
        problems=("one problem",) * 7,
        sends=Sends.ALL,
    )
    new = replace(synced, paused=False, synced_at=None, sends=Sends.NOTHING)
    sources = [synced, new, replace(synced, paused=False), replace(new, paused=True)]
    yield guide.home_view(say, frozenset(guide.Whose))
    yield refusal_view(say)
    yield settings_view(say, sources * 15, {}, page=1, note=say(wording.SYNC_ASKED))
    yield settings_view(say, [], {})
    yield folder_view(say, FolderFields(readers=readers, requires_sign_in=True), {"S0ENG": "eng"})
    yield readers_view(say, synced, readers, {}, sign_in=True)
    for scopes in ((), ("hr",)):
        yield scopes_view(say, scopes, scopes, channel=None, everywhere=True)
        yield scopes_view(say, scopes, (), channel="C0PAY", everywhere=False, own=OWN)
    for quoted in QUOTED:
        yield passage_view(say, quoted)
    yield passage_view(say, QUOTED[2], [{"text": "On the 25th."}])
    yield spending_view(say, SPENDING)
    yield records_view(say, AuditPolicy(), RedactionSettings(revoked=True), ("U0ANA",))
    yield language_view(say, Language.JAPANESE)
    yield feedback.reasons_view(say, REQUEST)
    yield from (feedback.noted_view(say, one) for one in ("", *wording.REASONS))
    yield feedback.help_view(say, REQUEST, ["U0ANA", "C0HELP"], "When?", say(wording.HELP_OTHERS))
    yield feedback.vouch_view(say, REQUEST, "When?", "On the 25th.")
    yield feedback.said_view(say, say(wording.VOUCH), say(wording.VOUCHED))
