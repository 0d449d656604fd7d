"""Every outcome of a question as the message that is posted for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views import wording
from bot.views.answer import (
    MOST_WITH_MENU,
    day,
    older_blocks,
    reply_blocks,
    source_line,
    spoken,
    why_menu,
)
from bot.views.blocks import (
    ROOM,
    Block,
    actions,
    block_id,
    bullets,
    button,
    context,
    pack,
    section,
    with_button,
)
from bot.views.effort import effort_line
from bot.views.ids import HELPFUL, NOT_HELPFUL, SEARCH_ANYWAY, WHY
from bot.views.mrkdwn import cut, one_line, pieces, prose, visible
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Canned,
    Documents,
    Emptiness,
    Failed,
    HandOff,
    HelpText,
    Listing,
    NotFound,
    Notice,
    Outcome,
    Silence,
    Unsure,
)

SHOW_PRIVATELY = "show_privately"
"""The action of the button that shows the asker alone what more there is to read."""
MOST_LISTINGS = 20


@dataclass(frozen=True)
class Message:
    """What is posted; ``private`` means for the asker's eyes only, wherever it was asked."""

    text: str
    blocks: list[Block]
    private: bool = False


def render(  # noqa: C901, PLR0911 - one case an outcome
    outcome: Outcome, *, request: str, venue: Venue
) -> Message | None:
    """The message for an outcome, ``None`` where nothing is posted.

    A notice with more to read carries its own button; for every other outcome with ``more`` the
    note of `bot.views.more_note` goes to the asker beside the message.
    """
    match outcome:
        case Answer():
            return _answer(outcome, request)
        case Documents():
            return _documents(outcome, request, venue)
        case NotFound():
            return _not_found(outcome, request, venue)
        case Unsure():
            return _unsure(outcome, request, venue)
        case Notice():
            return _notice(outcome, request)
        case HandOff():
            return _hand_off(outcome, request)
        case Canned():
            return _canned(outcome, request, venue)
        case HelpText():
            # Marked like the other: a row or a log line tells nobody that somebody is in distress.
            first = section(outcome.text, name=block_id("canned", request))
            return Message(outcome.text, [first], private=_is_read_by_others(venue))
        case Failed():
            return _failed(outcome, request)
        case Silence():
            return None


def _answer(outcome: Answer, request: str) -> Message:
    blocks = reply_blocks(outcome.reply, block_id("answer", request), request)
    blocks += older_blocks(outcome.older)
    if outcome.note is not None:
        blocks.append(context(wording.NOT_WRITTEN[outcome.note]))
    if outcome.verified is not None:
        by, on = outcome.verified.person, day(outcome.verified.on)
        blocks.append(context(wording.VERIFIED.format(person=by, day=on)))
    if outcome.effort is not None:
        blocks.append(context(effort_line(outcome.effort)))
    return Message(spoken(outcome.reply), _judged(blocks, request))


def _documents(outcome: Documents, request: str, venue: Venue) -> Message:
    count = len(outcome.listings)
    if not count:
        return _not_found(NotFound(), request, venue)
    said = wording.DOCUMENTS_ONE if count == 1 else wording.DOCUMENTS.format(count=count)
    return _listed("documents", said, outcome.listings, request)


def _unsure(outcome: Unsure, request: str, venue: Venue) -> Message:
    if not outcome.candidates:
        return _not_found(NotFound(), request, venue)
    return _listed("unsure", wording.UNSURE, outcome.candidates, request)


def _listed(kind: str, said: str, listings: Sequence[Listing], request: str) -> Message:
    shown = listings[:MOST_LISTINGS]
    each = [_listing(one, request if len(shown) <= MOST_WITH_MENU else None) for one in shown]
    blocks = [section(said, name=block_id(kind, request)), *each]
    if hidden := len(listings) - len(shown):
        blocks.append(context(wording.MORE_DOCUMENTS.format(count=hidden)))
    titles = "; ".join(one_line(one.source.title[:200]) for one in shown)
    return Message(f"{said} {cut(titles, 2_000, prose)}", _explained(blocks, request))


def _listing(listing: Listing, request: str | None) -> Block:
    reason = cut(one_line(listing.reason), 300, prose)
    lines = "\n".join(line for line in (source_line(listing.source), reason) if line)
    return section(lines, beside=why_menu(listing.source, request) if request else None)


def _explained(blocks: list[Block], request: str) -> list[Block]:
    """What shows documents, and the button below that asks why."""
    return with_button(blocks, button(wording.WHY, WHY, request))


def _judged(blocks: list[Block], request: str) -> list[Block]:
    """An answer, and what its readers say of it."""
    helpful = button(wording.HELPFUL, HELPFUL, request)
    not_helpful = button(wording.NOT_HELPFUL, NOT_HELPFUL, request)
    return [*blocks, actions(helpful, not_helpful, button(wording.WHY, WHY, request))]


def _not_found(outcome: NotFound, request: str, venue: Venue) -> Message:
    private = venue.kind is VenueKind.PRIVATE
    said = _why_nothing(outcome.why, private=private)
    tries = [wording.TRY_REPHRASE, wording.TRY_FIND]
    tries.append(wording.TRY_WIDEN if outcome.scopes else wording.TRY_NARROW)
    if not private:
        tries.append(wording.TRY_PRIVATE)
    lines = [said]
    if outcome.scopes:
        scopes = cut(", ".join(one_line(scope) for scope in outcome.scopes), 500, prose)
        lines.append(wording.SEARCHED_IN.format(scopes=scopes))
    if outcome.nearest is not None:
        lines.append(wording.NEAREST.format(source=source_line(outcome.nearest)))
    blocks = [
        section("\n".join(lines), name=block_id("not_found", request)),
        section(f"{wording.WHAT_TO_TRY}\n{bullets(tries)}"),
    ]
    return Message(" ".join([*lines, *tries]), blocks)


def _why_nothing(why: Emptiness, *, private: bool) -> str:
    match why:
        case Emptiness.NO_MATCH:
            return wording.NOTHING_FOR_YOU if private else wording.NOTHING_HERE
        case Emptiness.NO_WORDS:
            return wording.NO_WORDS
        case Emptiness.UNKNOWN_SCOPE:
            return wording.UNKNOWN_SCOPE


def _notice(outcome: Notice, request: str) -> Message:
    said = f"{wording.NOTICE} {wording.NOTICE_PRIVATE}"
    blocks = [section(said, name=block_id("notice", request))]
    if outcome.more:
        blocks.append(actions(button(wording.SHOW_PRIVATELY, SHOW_PRIVATELY, request)))
    return Message(said, blocks, private=True)


def _hand_off(outcome: HandOff, request: str) -> Message:
    lines = [line for line in visible(outcome.text).split("\n") if line.strip()]
    parts = [("\n", piece) for line in lines for piece in pieces(one_line(line), ROOM, prose)]
    texts = (pack(parts) or ["…"])[:3]
    blocks = [section(text) for text in texts]
    blocks[0]["block_id"] = block_id("hand_off", request)
    return Message(texts[0], blocks)


def _canned(outcome: Canned, request: str, venue: Venue) -> Message:
    first = section(outcome.text, name=block_id("canned", request))
    search = button(wording.SEARCH_ANYWAY, SEARCH_ANYWAY, request)
    blocks = [first, actions(search)]
    return Message(outcome.text, blocks, private=_is_read_by_others(venue))


def _is_read_by_others(venue: Venue) -> bool:
    return venue.kind is not VenueKind.PRIVATE


def _failed(outcome: Failed, request: str) -> Message:
    said = wording.FAILED_TRY_AGAIN if outcome.try_again else wording.FAILED
    named = wording.REQUEST.format(request=cut(one_line(request), 100, prose))
    blocks = [section(said, name=block_id("failed", request)), context(named)]
    return Message(f"{said} {named}", blocks)
