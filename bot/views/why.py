"""Why an answer came about, why somebody may read a document, and why replies do not use it."""

from datetime import datetime

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import ROOM, Block, block_id, bullets, context, pack, section
from bot.views.grounds import ground_lines
from bot.views.mrkdwn import cut, link, one_line, prose
from bot.views.outcomes import Message
from bot.views.wording import MORE_SOURCES, REQUEST
from chains.access.audience import VenueKind
from chains.answering.explaining.explained import (
    CitedSource,
    Figures,
    Hindrance,
    MadeFor,
    Permitted,
    Why,
    WhyNot,
)

MOST_SOURCES = 20
TITLE = phrase("Why this answer")
NOTHING = phrase(
    "I find no answer to explain: there is none, or none that you may look into, or no such source"
    " that you may read. Ask a question first, or press *Why* below an answer that you see."
)
NO_DOCUMENT = phrase("No document that you may read has this address.")
NO_DOCUMENT_NEXT = phrase("Copy the address from the document itself, or look for it with `/find`.")
NO_LINK = phrase(
    "This tells what keeps a document out of replies. Write the document's address after it:"
    " `/footnote why-not https://…`."
)
FAILED = phrase("This did not work. Please try again in a minute.")
ONLY_YOURS = phrase("Only documents that you may read at this moment are named.")
ASKED = {
    "answer": phrase("An answer was asked for on {day}, {where}."),
    "documents": phrase("A list of documents was asked for on {day}, {where}."),
    "place": phrase("A list of documents was asked for on {day}, {where}."),
}
WHERE = {
    VenueKind.PRIVATE: phrase("in private"),
    VenueKind.GROUP_DM: phrase("in a group message"),
    VenueKind.PRIVATE_CHANNEL: phrase("in a private channel"),
    VenueKind.PUBLIC_CHANNEL: phrase("in a public channel"),
    VenueKind.UNKNOWN: phrase("in a conversation that could not be inspected"),
}
OUTCOMES = {
    "Answer": phrase("It ended in an answer with its sources."),
    "Documents": phrase("It ended in a list of documents that match."),
    "Unsure": phrase("No passage answered for certain: the closest documents were shown."),
    "NotFound": phrase("Nothing was found."),
    "Canned": phrase("It got a standard reply: nothing was searched."),
    "Roster": phrase("It told who is in a user group of Slack's: nothing was searched."),
    "Notice": phrase("Nothing was said, as guests or people of another organisation read along."),
}
MADE_FOR = {
    MadeFor.ASKER: phrase("It was made for you alone."),
    MadeFor.EACH_MEMBER: phrase("It was made for what every member of this conversation may read."),
    MadeFor.EVERYONE: phrase(
        "It was made for everyone in the workspace, and for what was opened to this channel."
    ),
    MadeFor.GUESTS: phrase("It was made for guests, as there are some in this conversation."),
    MadeFor.PARTNERS: phrase(
        "It was made for the people of other organisations in this conversation."
    ),
    MadeFor.GUESTS_AND_PARTNERS: phrase(
        "It was made for the guests and the people of other organisations in this conversation."
    ),
    MadeFor.NOBODY: phrase("It was made for nobody: somebody unknown could read it."),
}
UNTITLED = phrase("Untitled")
MAY_READ = phrase("Why you may read it:")
CONFIRMED = phrase("who may read it was confirmed on {day}")
SEALED = phrase("The record of why it could be shown is unchanged.")
ALTERED = phrase(
    ":warning: The record of why it could be shown was altered later, so it cannot be trusted:"
    " please tell an administrator."
)
NEAR = phrase("How near it is in meaning to the question: {cosine} (1 is the same).")
PASSAGES = phrase("passages found: {count}")
SURE = phrase("how surely they answer: {confidence} of 1")
TOOK = phrase("took {milliseconds} ms")
DRAFTED = {
    True: phrase("a language model was asked to write it"),
    False: phrase("quoted, without a language model"),
}
TAKEN_FOR = phrase("the message was taken for: {label} ({probability} of 1)")
SEARCHED = phrase("searched: {scopes}")
EVERYWHERE = phrase("everything that its readers may read")
FREE = phrase(
    "Nothing stands in the way: it is indexed and current, and replies here may use it. If one left"
    " it out, ask again in words of the document."
)
HINDERED = phrase("What keeps it out of replies here:")
HINDRANCES = {
    Hindrance.NOT_INDEXED: phrase("It is not indexed yet: the next sync does it."),
    Hindrance.MOVING: phrase(
        "Who may read it has changed, and the search does not know all of it yet: ask again in a"
        " few minutes."
    ),
    Hindrance.NOT_FOUND: phrase(
        "Even a search for its title does not bring it: ask in its own words."
    ),
    Hindrance.SUPERSEDED: phrase("A newer document takes its place: {newer}."),
    Hindrance.OUTSIDE_SCOPES: phrase("Questions here search other scopes than its own."),
    Hindrance.NOT_FOR_ALL_HERE: phrase("Not everyone who reads replies here may read it."),
}


def why_message(say: Say, why: Why, mark: str | None = None) -> Message:
    """How an answer came about; ``mark`` is the request id of a command that asked for it."""
    lines = [f"*{say(TITLE)}*", *_about(say, why)]
    blocks = [_first("\n".join(lines), mark)]
    shown = why.sources[:MOST_SOURCES]
    parts = [("\n\n", _source(say, one)) for one in shown]
    blocks += [section(text) for text in pack(parts, ROOM)]
    if hidden := len(why.sources) - len(shown):
        blocks.append(context(say(MORE_SOURCES, count=hidden)))
    if why.figures is not None:
        blocks.append(context(_figures(say, why.figures)))
    blocks.append(context(f"{say(ONLY_YOURS)} {say(REQUEST, request=_short(why.request))}"))
    return Message(f"{say(TITLE)}. {' '.join(_about(say, why))}", blocks, private=True)


def source_message(say: Say, why: Why, number: int) -> Message | None:
    """Why somebody may read one source of an answer; ``None`` where it has none they may read."""
    for one in why.sources:
        if one.number == number:
            text = f"*{say(MAY_READ)}*\n{_source(say, one)}"
            title = _title(say, one.document)
            return Message(
                f"{say(MAY_READ)} {title}", [section(text), context(say(ONLY_YOURS))], private=True
            )
    return None


def why_not_message(say: Say, found: WhyNot, mark: str) -> Message:
    """Why somebody may read a document, and what keeps it out of replies where they ask."""
    lines = [
        _named(say, found.document),
        say(MAY_READ),
        bullets(ground_lines(say, found.document.grounds)),
    ]
    hindrances = [_hindrance(say, one, found) for one in found.hindrances]
    said = "\n".join([say(HINDERED), bullets(hindrances)]) if hindrances else say(FREE)
    blocks = [_first("\n".join(lines), mark), section(said)]
    return Message(f"{_title(say, found.document)}. {said}", blocks, private=True)


def nothing_message(say: Say, mark: str | None = None) -> Message:
    """The one reply where there is no answer, or none for this person."""
    return sentence(say(NOTHING), mark)


def no_document_message(say: Say, mark: str) -> Message:
    """The one reply where there is no document, or none for this person."""
    return sentence(f"{say(NO_DOCUMENT)} {say(NO_DOCUMENT_NEXT)}", mark)


def sentence(said: str, mark: str | None = None) -> Message:
    """One sentence, for one person."""
    return Message(said, [_first(said, mark)], private=True)


def _first(text: str, mark: str | None) -> Block:
    return section(text, name=block_id("why", mark) if mark is not None else None)


def _about(say: Say, why: Why) -> list[str]:
    asked = ASKED.get(why.wants, ASKED["answer"])
    said = [say(asked, day=_day(say, why.asked_at), where=say(WHERE[why.venue]))]
    if why.outcome in OUTCOMES:
        said.append(say(OUTCOMES[why.outcome]))
    return [*said, say(MADE_FOR[why.made_for])]


def _source(say: Say, one: CitedSource) -> str:
    told = [
        *ground_lines(say, one.document.grounds),
        say(SEALED if one.sealed else ALTERED),
    ]
    if one.cosine is not None:
        told.append(say(NEAR, cosine=say.decimal(one.cosine)))
    return f"{one.number} {_named(say, one.document)}\n{bullets(told)}"


def _named(say: Say, document: Permitted) -> str:
    parts = [
        link(document.url, _title(say, document)),
        cut(one_line(document.scope), 60, prose),
        say(CONFIRMED, day=_day(say, document.confirmed_at)),
    ]
    return " · ".join(part for part in parts if part)


def _title(say: Say, document: Permitted) -> str:
    return cut(one_line(document.title), 150, prose) or say(UNTITLED)


def _hindrance(say: Say, one: Hindrance, found: WhyNot) -> str:
    title, url = found.newer or ("", "")
    newer = link(url, cut(one_line(title), 150, prose) or say(UNTITLED))
    return say(HINDRANCES[one], newer=newer)


def _figures(say: Say, figures: Figures) -> str:
    scopes = ", ".join(one_line(scope) for scope in figures.scopes[:20])
    label, probability = figures.intent, figures.intent_probability
    told = [
        say(PASSAGES, count=say.number(figures.passages)),
        say(SURE, confidence=say.decimal(figures.confidence)),
        say(TOOK, milliseconds=say.number(figures.milliseconds)),
        say(DRAFTED[figures.drafted]),
        say(SEARCHED, scopes=cut(scopes, 500, prose) if scopes else say(EVERYWHERE)),
    ]
    if label is not None and probability is not None:
        sure = say.decimal(probability)
        taken_for = say(TAKEN_FOR, label=label.replace("_", " "), probability=sure)
        told.insert(0, taken_for)
    return " · ".join(told)


def _day(say: Say, when: datetime) -> str:
    return say.day(when.date())


def _short(request: str) -> str:
    return cut(one_line(request), 100, prose)
