"""Why an answer came about, why somebody may read a document, and why replies do not use it."""

from datetime import datetime

from bot.views.answer import day
from bot.views.blocks import ROOM, Block, block_id, bullets, context, pack, section
from bot.views.grounds import ground_lines
from bot.views.mrkdwn import cut, link, one_line, prose
from bot.views.outcomes import Message
from chains.access.audience import VenueKind
from chains.answering.explained import (
    CitedSource,
    Figures,
    Hindrance,
    MadeFor,
    Permitted,
    Why,
    WhyNot,
)

MOST_SOURCES = 20
TITLE = "Why this answer"
NOTHING = (
    "Nothing to explain: there is no such answer that you may look into, or no such source that you"
    " may read."
)
NO_DOCUMENT = "No document that you may read has this address."
NO_DOCUMENT_NEXT = "Copy the address from the document itself, or look for it with `/find`."
NO_LINK = "Write the document's address after it: `/footnote why-not https://…`."
FAILED = "This did not work. Please try again in a minute."
ONLY_YOURS = "Only documents that you may read at this moment are named."
ASKED = {
    "answer": "An answer was asked for on {day}, {where}.",
    "documents": "A list of documents was asked for on {day}, {where}.",
}
WHERE = {
    VenueKind.PRIVATE: "in private",
    VenueKind.GROUP_DM: "in a group message",
    VenueKind.PRIVATE_CHANNEL: "in a private channel",
    VenueKind.PUBLIC_CHANNEL: "in a public channel",
    VenueKind.UNKNOWN: "in a conversation that could not be inspected",
}
OUTCOMES = {
    "Answer": "It ended in an answer with its sources.",
    "Documents": "It ended in a list of documents that match.",
    "Unsure": "No passage answered for certain: the closest documents were shown.",
    "NotFound": "Nothing was found.",
    "Canned": "It got a standard reply: nothing was searched.",
    "Notice": "Nothing was said, as guests or people of another organisation read along.",
}
MADE_FOR = {
    MadeFor.ASKER: "It was made for you alone.",
    MadeFor.EACH_MEMBER: "It was made for what every member of this conversation may read.",
    MadeFor.EVERYONE: (
        "It was made for everyone in the workspace, and for what was opened to this channel."
    ),
    MadeFor.GUESTS: "It was made for guests, as there are some in this conversation.",
    MadeFor.PARTNERS: "It was made for the people of other organisations in this conversation.",
    MadeFor.GUESTS_AND_PARTNERS: (
        "It was made for the guests and the people of other organisations in this conversation."
    ),
    MadeFor.NOBODY: "It was made for nobody: somebody unknown could read it.",
}
MAY_READ = "Why you may read it:"
CONFIRMED = "who may read it was confirmed on {day}"
SEALED = "The record of it is as it was written."
ALTERED = (
    ":warning: The record of it was altered after it was written, so it cannot be trusted: tell an"
    " administrator."
)
NEAR = "Similarity to the question: {cosine:.2f} of 1."
PASSAGES = "passages found: {count}"
SURE = "confidence: {confidence:.2f} of 1"
TOOK = "took {milliseconds:.0f} ms"
DRAFTED = {True: "a model was asked to draft", False: "quoted, without a model"}
TAKEN_FOR = "taken for: {label} ({probability:.2f} of 1)"
SEARCHED = "searched: {scopes}"
EVERYWHERE = "everything that its readers may read"
FREE = "Nothing stands in the way: it is indexed and current, and replies here may use it."
HINDERED = "What keeps it out of replies here:"
HINDRANCES = {
    Hindrance.NOT_INDEXED: "It is not indexed yet: the next sync does it.",
    Hindrance.MOVING: "Its passages are being moved to its readers of today.",
    Hindrance.NOT_FOUND: "Even a search for its title does not bring it: ask in its own words.",
    Hindrance.SUPERSEDED: "A newer document takes its place: {newer}.",
    Hindrance.OUTSIDE_SCOPES: "Questions here search other scopes than its own.",
    Hindrance.NOT_FOR_ALL_HERE: "Not everyone who reads replies here may read it.",
}


def why_message(why: Why, mark: str | None = None) -> Message:
    """How an answer came about; ``mark`` is the request id of a command that asked for it."""
    lines = [f"*{TITLE}*", *_about(why)]
    blocks = [_first("\n".join(lines), mark)]
    shown = why.sources[:MOST_SOURCES]
    parts = [("\n\n", _source(one)) for one in shown]
    blocks += [section(text) for text in pack(parts, ROOM)]
    if hidden := len(why.sources) - len(shown):
        blocks.append(context(f"and {hidden} more"))
    if why.figures is not None:
        blocks.append(context(_figures(why.figures)))
    blocks.append(context(f"{ONLY_YOURS} Request {_short(why.request)}"))
    return Message(f"{TITLE}. {' '.join(_about(why))}", blocks, private=True)


def source_message(why: Why, number: int) -> Message | None:
    """Why somebody may read one source of an answer; ``None`` where it has none they may read."""
    for one in why.sources:
        if one.number == number:
            text = f"*{MAY_READ}*\n{_source(one)}"
            title = _title(one.document)
            return Message(
                f"{MAY_READ} {title}", [section(text), context(ONLY_YOURS)], private=True
            )
    return None


def why_not_message(found: WhyNot, mark: str) -> Message:
    """Why somebody may read a document, and what keeps it out of replies where they ask."""
    lines = [_named(found.document), MAY_READ, bullets(ground_lines(found.document.grounds))]
    hindrances = [_hindrance(one, found) for one in found.hindrances]
    said = "\n".join([HINDERED, bullets(hindrances)]) if hindrances else FREE
    blocks = [_first("\n".join(lines), mark), section(said)]
    return Message(f"{_title(found.document)}. {said}", blocks, private=True)


def nothing_message(mark: str | None = None) -> Message:
    """The one reply where there is no answer, or none for this person."""
    return Message(NOTHING, [_first(NOTHING, mark)], private=True)


def no_document_message(mark: str) -> Message:
    """The one reply where there is no document, or none for this person."""
    said = f"{NO_DOCUMENT} {NO_DOCUMENT_NEXT}"
    return Message(said, [_first(said, mark)], private=True)


def sentence(said: str, mark: str | None = None) -> Message:
    """One sentence, for one person."""
    return Message(said, [_first(said, mark)], private=True)


def _first(text: str, mark: str | None) -> Block:
    return section(text, name=block_id("why", mark) if mark is not None else None)


def _about(why: Why) -> list[str]:
    asked = ASKED.get(why.wants, ASKED["answer"])
    said = [asked.format(day=_day(why.asked_at), where=WHERE[why.venue])]
    if why.outcome in OUTCOMES:
        said.append(OUTCOMES[why.outcome])
    return [*said, MADE_FOR[why.made_for]]


def _source(one: CitedSource) -> str:
    told = [*ground_lines(one.document.grounds), SEALED if one.sealed else ALTERED]
    if one.cosine is not None:
        told.append(NEAR.format(cosine=one.cosine))
    return f"{one.number} {_named(one.document)}\n{bullets(told)}"


def _named(document: Permitted) -> str:
    parts = [
        link(document.url, _title(document)),
        cut(one_line(document.scope), 60, prose),
        CONFIRMED.format(day=_day(document.confirmed_at)),
    ]
    return " · ".join(part for part in parts if part)


def _title(document: Permitted) -> str:
    return cut(one_line(document.title), 150, prose) or "Untitled"


def _hindrance(one: Hindrance, found: WhyNot) -> str:
    title, url = found.newer or ("", "")
    newer = link(url, cut(one_line(title), 150, prose) or "Untitled")
    return HINDRANCES[one].format(newer=newer)


def _figures(figures: Figures) -> str:
    scopes = ", ".join(one_line(scope) for scope in figures.scopes[:20])
    label, probability = figures.intent, figures.intent_probability
    told = [
        PASSAGES.format(count=figures.passages),
        SURE.format(confidence=figures.confidence),
        TOOK.format(milliseconds=figures.milliseconds),
        DRAFTED[figures.drafted],
        SEARCHED.format(scopes=cut(scopes, 500, prose) if scopes else EVERYWHERE),
    ]
    if label is not None and probability is not None:
        told.insert(0, TAKEN_FOR.format(label=label.replace("_", " "), probability=probability))
    return " · ".join(told)


def _day(when: datetime) -> str:
    return day(when.date())


def _short(request: str) -> str:
    return cut(one_line(request), 100, prose)
