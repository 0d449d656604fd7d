"""A reply: sentences with their footnotes, then the sources, as blocks."""

from collections.abc import Collection, Iterable, Sequence

from bot.language.say import Say
from bot.views.blocks import ROOM, SECTION, Block, context, menu, pack, section
from bot.views.cases import cases_told
from bot.views.ids import PASSAGE, WHY_SOURCE
from bot.views.mrkdwn import (
    CELL,
    LONGEST_LINK,
    LONGEST_TEXT,
    code,
    cut,
    link,
    one_line,
    pieces,
    prose,
    visible,
)
from bot.views.numbering import step_numbers
from bot.views.quoted import marked
from bot.views.wording import (
    MORE_SOURCES,
    OLD,
    OLDER,
    OWNER,
    REST_IN_SOURCES,
    SHOW_PASSAGE,
    SOURCES,
)
from bot.views.wording import WHY_SOURCE as WHY_LABEL
from chains.answering.outcome import Form, Reply, Sentence, Source

BODY = 9_000
"""Characters of a reply: far more than one reads in a chat, less than Slack takes in one post."""
MOST_SOURCES = 20
MOST_WITH_MENU = 10
"""Sources that take a line each; more are small print, and the button below explains them all."""
_MOST_OLDER = 3
_TITLE, _HEADING, _SCOPE, _OWNER = 150, 80, 60, 60
_MARKS = 2 * LONGEST_LINK

Part = tuple[str, str]


def reply_blocks(say: Say, reply: Reply, name: str, request: str) -> list[Block]:
    """The reply as sections, its sources below; the first block's id is ``name``."""
    texts, whole = text_of(say, reply.sentences, reply.sources)
    blocks = [section(text) for text in texts]
    blocks[0]["block_id"] = name
    if not whole:
        blocks.append(context(say(REST_IN_SOURCES)))
    return blocks + source_blocks(say, reply.sources, request)


def text_of(
    say: Say,
    sentences: Sequence[Sentence],
    sources: Sequence[Source] = (),
    under: Sequence[str] = (),
    loud: Collection[int] = (),
) -> tuple[list[str], bool]:
    """Sentences as texts of sections, up to the length of a body; whether that is all of them.

    ``under`` has the heading over each, which is shown where it begins; without them, the question
    that a sentence answers is one. ``loud`` has the places of those that are marked.
    """
    parts, whole = _parts(say, sentences, sources, under, loud)
    return pack(parts), whole


def spoken(say: Say, reply: Reply) -> str:
    """The reply as one line for notifications and screen readers, within 3,000 characters."""
    first = reply.sentences[:100]
    said = " ".join(
        f"{case}: {one_line(sentence.text[:2_000])}" if case else one_line(sentence.text[:2_000])
        for sentence, (case, _) in zip(first, cases_told(first, str), strict=True)
    )
    titles = "; ".join(
        dict.fromkeys(one_line(source.title[:_TITLE]) for source in reply.sources[:MOST_SOURCES])
    )
    return f"{cut(said, 2_000, prose)} {say(SOURCES)}: {cut(titles, 800, prose)}"


def source_blocks(say: Say, sources: Sequence[Source], request: str) -> list[Block]:
    """The numbered list of sources: with a menu beside each, or as small print where they are many.

    ``request`` names the answer to who asks why they may see a source.
    """
    if len(sources) <= MOST_WITH_MENU:
        lines = [f"{source.number} {source_line(say, source)}" for source in sources]
        menus = [why_menu(say, source, request) for source in sources]
        each = [section(line, beside=menu) for line, menu in zip(lines, menus, strict=True)]
        return [context(f"*{say(SOURCES)}*"), *each]
    lines = [f"{source.number} {source_line(say, source)}" for source in sources[:MOST_SOURCES]]
    if len(sources) > MOST_SOURCES:
        lines.append(say(MORE_SOURCES, count=len(sources) - MOST_SOURCES))
    return [context(text) for text in pack([("\n", one) for one in (f"*{say(SOURCES)}*", *lines)])]


def older_blocks(say: Say, sources: Sequence[Source]) -> list[Block]:
    """The documents that say otherwise and are older, as small print."""
    if not sources:
        return []
    lines = [source_line(say, source) for source in sources[:_MOST_OLDER]]
    return [context(text) for text in pack([("\n", line) for line in (say(OLDER), *lines)])]


def why_menu(say: Say, source: Source, request: str) -> Block:
    """The menu beside a source: why whoever presses may see it, and its passage."""
    value = f"{source.number}.{request}"
    return menu(WHY_SOURCE, {value: say(WHY_LABEL), f"{PASSAGE}.{value}": say(SHOW_PASSAGE)})


def source_line(say: Say, source: Source) -> str:
    """Title as a link, heading, scope, date and owner of one source."""
    title = cut(one_line(source.title) or one_line(source.scope) or say(SOURCES), _TITLE, prose)
    parts = [
        link(source.address, title),
        cut(one_line(source.heading), _HEADING, prose),
        cut(one_line(source.scope), _SCOPE, prose),
        _dated(say, source),
        _owned(say, source),
    ]
    return " · ".join(part for part in parts if part)


def _owned(say: Say, source: Source) -> str:
    owner = cut(one_line(source.owner or ""), _OWNER, prose)
    return say(OWNER, owner=owner) if source.owner else ""


def _dated(say: Say, source: Source) -> str:
    if source.updated is None:
        return ""
    dated = say.day(source.updated)
    return f"{dated} :warning: {say(OLD)}" if source.is_old else dated


def _parts(
    say: Say,
    sentences: Sequence[Sentence],
    sources: Sequence[Source],
    under: Sequence[str],
    loud: Collection[int],
) -> tuple[list[Part], bool]:
    """The parts up to the length of a body, and whether that is all of them."""
    addresses = {source.number: source.address for source in sources}
    parts: list[Part] = []
    length = 0
    before: Form | None = None
    above = ""
    headings = [*under, *[""] * len(sentences)] if under else [one.asked for one in sentences]
    each = zip(
        sentences,
        step_numbers(sentences),
        headings,
        cases_told(sentences, _bold),
        strict=False,
    )
    for place, (sentence, step, heading, (case, apart)) in enumerate(each):
        if heading != above and (title := _headline(heading)):
            parts.append(("\n\n", title))
            length, before = length + len(title), None
        above = heading
        texts = _cited(say, sentence, step, addresses)
        texts = marked(texts, sentence.form) if place in loud else texts
        length += sum(len(text) for text in texts)
        if parts and length > BODY:
            return parts, False
        separator = "\n\n" if apart else _separator(before, sentence.form)
        if case:
            parts.append((separator, f"*{case}:*"))
            separator = " " if sentence.form is Form.PROSE else "\n"
        parts.append((separator, texts[0]))
        parts += [("\n", text) for text in texts[1:]]
        before = sentence.form
    return parts, True


def _headline(heading: str) -> str:
    title = cut(one_line(heading), _HEADING, _bold)
    return f"*{title}*" if title else ""


def _cited(say: Say, sentence: Sentence, step: int, addresses: dict[int, str]) -> list[str]:
    texts = _with_marks(sentence, step, _marks(sentence.citations, addresses))
    if sentence.more:
        address = addresses.get(next(iter(sentence.citations), 0), "")
        texts.append(link(address, say(MORE_SOURCES, count=sentence.more)))
    return texts


def _with_marks(sentence: Sentence, step: int, marks: str) -> list[str]:
    texts = _shown(sentence, step) or ["…"]
    if not marks:
        return texts
    glue = "\n" if sentence.form is Form.CODE else " "
    if len(texts[-1]) + len(glue) + len(marks) <= SECTION:
        texts[-1] += glue + marks
    else:
        texts.append(marks)
    return texts


def _separator(before: Form | None, form: Form) -> str:
    if before is not form:
        return "\n\n"
    return " " if form is Form.PROSE else "\n"


def _shown(sentence: Sentence, step: int) -> list[str]:
    match sentence.form:
        case Form.CODE:
            return pieces(visible(sentence.text), ROOM, code)
        case Form.STEP:
            texts = pieces(one_line(sentence.text), ROOM, prose)
            return [f"{step}. {texts[0]}", *texts[1:]] if texts else []
        case Form.ROW:
            return _row(sentence.text)
        case Form.PROSE:
            return pieces(one_line(sentence.text), ROOM, prose)


def _row(text: str) -> list[str]:
    lines = [line for line in visible(text)[:LONGEST_TEXT].split("\n") if line.strip()]
    return pack([("\n", piece) for line in lines for piece in _pair(line)], ROOM)


def _pair(line: str) -> list[str]:
    pair = CELL.match(line)
    if pair is None:
        return pieces(one_line(line), ROOM, prose)
    column, value = (one_line(part) for part in pair.groups())
    shown = pieces(value, ROOM - 500, prose) or [""]
    return [f"*{_bold(column)}:* {shown[0]}".rstrip(), *shown[1:]]


def _bold(column: str) -> str:
    return prose(column.replace("`", "'").replace("*", "∗").strip())


def _marks(citations: Iterable[int], addresses: dict[int, str]) -> str:
    marks: list[str] = []
    length = 0
    for number in dict.fromkeys(citations):
        mark = link(addresses.get(number, ""), f"[{number}]")
        if length + len(mark) >= _MARKS:
            mark = f"[{number}]"
        if length + len(mark) >= _MARKS:
            break
        marks.append(mark)
        length += len(mark) + 1
    return " ".join(marks)
