"""Every outcome of a question as the message that is posted for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.say import Say
from bot.views import wording
from bot.views.answer import (
    MOST_WITH_MENU,
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
    Roster,
    Silence,
    Unsure,
    UserGroup,
)

SHOW_PRIVATELY = "show_privately"
"""The action of the button that shows the asker alone what more there is to read."""
MOST_LISTINGS = 20
MOST_MEMBERS = 20
"""Of a user group."""
_MISSING = 1_200
"""Characters of the questions without an answer."""


@dataclass(frozen=True)
class Message:
    """What is posted; ``private`` means for the asker's eyes only, wherever it was asked."""

    text: str
    blocks: list[Block]
    private: bool = False


def render(  # noqa: C901, PLR0911 - one case an outcome
    say: Say, outcome: Outcome, *, request: str, venue: Venue
) -> Message | None:
    """The message for an outcome, ``None`` where nothing is posted.

    A notice with more to read carries its own button; for every other outcome with ``more`` the
    note of `bot.views.more_note` goes to the asker beside the message.
    """
    match outcome:
        case Answer():
            return _answer(say, outcome, request)
        case Documents():
            return _documents(say, outcome, request, venue)
        case NotFound():
            return _not_found(say, outcome, request, venue)
        case Unsure():
            return _unsure(say, outcome, request, venue)
        case Notice():
            return _notice(say, outcome, request)
        case HandOff():
            return _hand_off(outcome, request)
        case Canned():
            return _canned(say, outcome, request, venue)
        case Roster():
            return _roster(say, outcome, request, venue)
        case HelpText():
            # Marked like the other: a row or a log line tells nobody that somebody is in distress.
            said = say.told(outcome.text)
            first = section(said, name=block_id("canned", request))
            return Message(said, [first], private=_is_read_by_others(venue))
        case Failed():
            return _failed(say, outcome, request)
        case Silence():
            return None


def _answer(say: Say, outcome: Answer, request: str) -> Message:
    blocks = reply_blocks(say, outcome.reply, block_id("answer", request), request)
    blocks += older_blocks(say, outcome.older)
    if outcome.missing:
        questions = cut(one_line("; ".join(outcome.missing)), _MISSING, prose)
        blocks.append(context(say(wording.MISSING, questions=questions)))
    if outcome.left:
        blocks.append(context(say.count(wording.LEFT, outcome.left)))
    if outcome.note is not None:
        blocks.append(context(say(wording.NOT_WRITTEN[outcome.note])))
    if outcome.verified is not None:
        by, on = outcome.verified.person, say.day(outcome.verified.on)
        blocks.append(context(say(wording.VERIFIED, person=by, day=on)))
    if outcome.effort is not None:
        blocks.append(context(effort_line(say, outcome.effort)))
    return Message(spoken(say, outcome.reply), _judged(say, blocks, request))


def _documents(say: Say, outcome: Documents, request: str, venue: Venue) -> Message:
    count = len(outcome.listings)
    if not count:
        return _not_found(say, NotFound(), request, venue)
    said = say(wording.KEPT) if outcome.kept else say.count(wording.DOCUMENTS, count)
    instead = button(say(wording.ANSWER_INSTEAD), SEARCH_ANYWAY, request)
    pressed = (instead,) if outcome.instead else ()
    return _listed(say, "documents", said, outcome.listings, request, *pressed)


def _unsure(say: Say, outcome: Unsure, request: str, venue: Venue) -> Message:
    if not outcome.candidates:
        return _not_found(say, NotFound(), request, venue)
    below = " ".join(_languages(say, outcome.languages))
    return _listed(say, "unsure", say(wording.UNSURE), outcome.candidates, request, below=below)


def _languages(say: Say, codes: Sequence[str]) -> list[str]:
    """One sentence, none where no language is known."""
    named = say.languages(codes)
    return [say(wording.LANGUAGES, languages=named)] if named else []


def _listed(
    say: Say,
    kind: str,
    said: str,
    listings: Sequence[Listing],
    request: str,
    *pressed: Block,
    below: str = "",
) -> Message:
    shown = listings[:MOST_LISTINGS]
    each = [_listing(say, one, request if len(shown) <= MOST_WITH_MENU else None) for one in shown]
    blocks = [section(said, name=block_id(kind, request)), *each]
    if hidden := len(listings) - len(shown):
        blocks.append(context(say.count(wording.MORE_DOCUMENTS, hidden)))
    titles = "; ".join(one_line(one.source.title[:200]) for one in shown)
    if below:
        blocks.append(context(below))
    blocks = [*blocks, actions(*pressed)] if pressed else blocks
    text = f"{said} {cut(titles, 2_000, prose)}"
    heard = f"{text}. {below}" if below else text
    return Message(heard, _explained(say, blocks, request))


def _listing(say: Say, listing: Listing, request: str | None) -> Block:
    reason = cut(one_line(listing.reason), 300, prose)
    lines = "\n".join(line for line in (source_line(say, listing.source), reason) if line)
    return section(lines, beside=why_menu(say, listing.source, request) if request else None)


def _explained(say: Say, blocks: list[Block], request: str) -> list[Block]:
    """What shows documents, and the button below that asks why."""
    return with_button(blocks, button(say(wording.WHY), WHY, request))


def _judged(say: Say, blocks: list[Block], request: str) -> list[Block]:
    """An answer, and what its readers say of it."""
    helpful = button(say(wording.HELPFUL), HELPFUL, request)
    not_helpful = button(say(wording.NOT_HELPFUL), NOT_HELPFUL, request)
    return [*blocks, actions(helpful, not_helpful, button(say(wording.WHY), WHY, request))]


def _not_found(say: Say, outcome: NotFound, request: str, venue: Venue) -> Message:
    private = venue.kind is VenueKind.PRIVATE
    said = _why_nothing(say, outcome.why, private=private)
    tries = [say(wording.TRY_REPHRASE), say(wording.TRY_FIND)]
    tries.append(say(wording.TRY_WIDEN if outcome.scopes else wording.TRY_NARROW))
    if not private:
        tries.append(say(wording.TRY_PRIVATE))
    lines = [said]
    if outcome.scopes:
        scopes = cut(", ".join(one_line(scope) for scope in outcome.scopes), 500, prose)
        lines.append(say(wording.SEARCHED_IN, scopes=scopes))
    lines += _languages(say, outcome.languages)
    if outcome.nearest is not None:
        lines.append(say(wording.NEAREST, source=source_line(say, outcome.nearest)))
    blocks = [
        section("\n".join(lines), name=block_id("not_found", request)),
        section(f"{say(wording.WHAT_TO_TRY)}\n{bullets(tries)}"),
    ]
    return Message(" ".join([*lines, *tries]), blocks)


def _why_nothing(say: Say, why: Emptiness, *, private: bool) -> str:
    match why:
        case Emptiness.NO_MATCH:
            return say(wording.NOTHING_FOR_YOU if private else wording.NOTHING_HERE)
        case Emptiness.NO_WORDS:
            return say(wording.NO_WORDS)
        case Emptiness.UNKNOWN_SCOPE:
            return say(wording.UNKNOWN_SCOPE)
        case Emptiness.NO_SOURCES:
            return say(wording.NOTHING_KEPT)


def _notice(say: Say, outcome: Notice, request: str) -> Message:
    said = f"{say(wording.NOTICE)} {say(wording.NOTICE_PRIVATE)}"
    blocks = [section(said, name=block_id("notice", request))]
    if outcome.more:
        blocks.append(actions(button(say(wording.SHOW_PRIVATELY), SHOW_PRIVATELY, request)))
    return Message(said, blocks, private=True)


def _hand_off(outcome: HandOff, request: str) -> Message:
    lines = [line for line in visible(outcome.text).split("\n") if line.strip()]
    parts = [("\n", piece) for line in lines for piece in pieces(one_line(line), ROOM, prose)]
    texts = (pack(parts) or ["…"])[:3]
    blocks = [section(text) for text in texts]
    blocks[0]["block_id"] = block_id("hand_off", request)
    return Message(texts[0], blocks)


def _canned(say: Say, outcome: Canned, request: str, venue: Venue) -> Message:
    said = say.told(outcome.text)
    first = section(said, name=block_id("canned", request))
    search = button(say(wording.SEARCH_ANYWAY), SEARCH_ANYWAY, request)
    blocks = [first, actions(search)]
    return Message(said, blocks, private=_is_read_by_others(venue))


def _roster(say: Say, outcome: Roster, request: str, venue: Venue) -> Message:
    """For the asker alone, so that nobody is called by being named."""
    lines = [_group(say, one) for one in outcome.groups]
    if outcome.at_a_time:
        lines.append(say(wording.NOT_WHOSE_TURN))
    said = "\n".join(lines)
    first = section(said, name=block_id("roster", request))
    search = button(say(wording.SEARCH_ANYWAY), SEARCH_ANYWAY, request)
    return Message(said, [first, actions(search)], private=_is_read_by_others(venue))


def _group(say: Say, group: UserGroup) -> str:
    shown = group.people[:MOST_MEMBERS]
    people = ", ".join(f"<@{one}>" for one in shown)
    handle = cut(one_line(group.handle), 100, prose)
    if hidden := len(group.people) - len(shown):
        people = f"{people} {say(wording.MORE_SOURCES, count=hidden)}"
    return say(wording.IN_A_GROUP, group=handle, people=people)


def _is_read_by_others(venue: Venue) -> bool:
    return venue.kind is not VenueKind.PRIVATE


def _failed(say: Say, outcome: Failed, request: str) -> Message:
    said = say(wording.FAILED_TRY_AGAIN if outcome.try_again else wording.FAILED)
    named = say(wording.REQUEST, request=cut(one_line(request), 100, prose))
    blocks = [section(said, name=block_id("failed", request)), context(named)]
    return Message(f"{said} {named}", blocks)
