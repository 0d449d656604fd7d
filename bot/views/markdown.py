"""A reply as Markdown, for streams and `markdown` blocks: it can be read, and do nothing else.

A sign that could begin a link, an image, a mention or HTML is broken apart or replaced, not only
escaped, so that it holds whether or not Slack's converter knows an escape. What would merely look
wrong, such as a sentence that begins like a list, is escaped.
"""

import re
from collections.abc import Iterator, Sequence

from bot.language.say import Say
from bot.views.answer import MOST_SOURCES
from bot.views.cases import cases_told
from bot.views.limits import MARKDOWN_CHARACTERS
from bot.views.mrkdwn import CELL, cut, escape, one_line, pieces, visible, web_address
from bot.views.numbering import step_numbers
from bot.views.wording import MORE_SOURCES, REST_IN_SOURCES, SOURCES
from chains.answering.outcome import Form, Reply, Sentence, Source

BODY = 8_000
"""Characters of the sentences, so that the sources have room."""
_LONGEST = 5_500
_MARKS = 2_000
_TITLE, _HEADING, _SCOPE = 150, 80, 60
_APART = "\n\n"

_SCHEME = re.compile(
    r"[a-z][a-z0-9+.\-]{0,30}://|(?<![a-z0-9])(?:mailto|tel|data|javascript):", re.I
)
# Shown as code, an address is what it says and nothing to click on.
_AS_CODE = re.compile(
    r"`[^`]+`|[\w.+-]{0,64}@?\b(?:[\w-]{1,63}\.)+[a-z]{2,24}(?![a-z0-9])|\b\d{1,3}(?:\.\d{1,3}){3}\b",
    re.I,
)
_SLACK_TOKEN = re.compile(r"<(?=[@#!]|[a-z][a-z0-9+.\-]{0,30}:)", re.I)
_MARK = re.compile(r"[*~]|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_LOOKALIKE = {"*": "∗", "_": "ˍ", "~": "∼"}
_JOINED = re.compile(r"\](?=[(\[:])")
_ESCAPING = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
_OPENING = re.compile(r"[#+=|-]|&gt;|\d{1,9}(?=[.)])")
_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in "()[]*_;!'"}


def reply_markdown(say: Say, reply: Reply) -> str:
    """The whole reply, within the 12,000 characters of Markdown that one message may hold."""
    return "".join(markdown_parts(say, reply))


def markdown_parts(say: Say, reply: Reply) -> Iterator[str]:
    """The same piece by piece: a sentence each, then the sources; a stream appends them."""
    addresses = {source.number: source.address for source in reply.sources}
    length = 0
    before: Form | None = None
    asked = ""
    each = zip(
        reply.sentences,
        step_numbers(reply.sentences),
        cases_told(reply.sentences, _label),
        strict=True,
    )
    for sentence, step, (case, apart) in each:
        between = _APART if apart and before else _between(before, sentence.form)
        if sentence.asked != asked:
            asked = sentence.asked
            question = cut(one_line(asked), _HEADING, _label)
            between = f"{'' if before is None else _APART}**{question}**{_APART}"
        if case:
            between += f"**{case}:**{' ' if sentence.form is Form.PROSE else _APART}"
        shown = _shown(sentence, step, opens=not between.endswith(" ")) or "…"
        part = f"{between}{shown}{_marks(sentence, addresses)}{_more(say, sentence, addresses)}"
        if before and length + len(part) > BODY:
            yield f"\n\n{say(REST_IN_SOURCES)}"
            break
        length += len(part)
        before = sentence.form
        yield part
    room = MARKDOWN_CHARACTERS - length - len(say(REST_IN_SOURCES)) - 100
    yield _sources(say, reply.sources, room)


def _label(text: str) -> str:
    """What stands in bold: no code may begin in it."""
    return inline(text.replace("`", "'"))


def inline(text: str) -> str:
    """Text of one line as Markdown that shows its letters, and formats nothing but code spans."""
    line = _SCHEME.sub("", one_line(text))
    parts: list[str] = []
    end = 0
    for found in _AS_CODE.finditer(line):
        parts += [_plain(line[end : found.start()]), f"`{_inert(found.group().strip('`'))}`"]
        end = found.end()
    return "".join([*parts, _plain(line[end:])])


def opening(text: str) -> str:
    """The same where a line begins: it begins no heading, list, quotation or table."""
    shown = inline(text)
    found = _OPENING.match(shown)
    if found is None:
        return shown
    sign = found.group()
    return f"{sign}\\{shown[len(sign) :]}" if sign.isdigit() else f"\\{shown}"


def fenced(text: str) -> str:
    """A fenced block whose text cannot close the fence, nor mention anybody."""
    inner = re.sub("`{3,}", lambda run: "'" * len(run.group()), visible(text).strip("\n"))
    return f"```\n{_inert(inner)}\n```"


def _plain(text: str) -> str:
    broken = _ESCAPING.sub("∖", _JOINED.sub("] ", text.replace("`", "ˋ").replace("|", "¦")))
    return escape(_MARK.sub(lambda mark: _LOOKALIKE[mark.group()], broken))


def _inert(code: str) -> str:
    """Code in which nothing reads as one of Slack's own tokens."""
    return _SLACK_TOKEN.sub("< ", code)


def _between(before: Form | None, form: Form) -> str:
    if before is None:
        return ""
    if before is not form or form is Form.CODE:
        return "\n\n"
    return " " if form is Form.PROSE else "\n"


def _shown(sentence: Sentence, step: int, *, opens: bool) -> str:
    match sentence.form:
        case Form.CODE:
            code = pieces(visible(sentence.text), _LONGEST // 2, fenced)
            return "\n\n".join(code[:2])
        case Form.STEP:
            return f"{step}. {cut(one_line(sentence.text), _LONGEST, opening)}"
        case Form.ROW:
            return cut(visible(sentence.text), _LONGEST, _row)
        case Form.PROSE:
            return cut(one_line(sentence.text), _LONGEST, opening if opens else inline)


def _row(text: str) -> str:
    lines = [_pair(line) for line in text.split("\n") if line.strip()]
    return "- " + "\n  ".join(lines)


def _pair(line: str) -> str:
    pair = CELL.match(line)
    if pair is None:
        return opening(line)
    column, value = pair.groups()
    return f"**{inline(column.replace('`', ''))}:** {inline(value)}".rstrip()


def _marks(sentence: Sentence, addresses: dict[int, str]) -> str:
    shown = ""
    for number in dict.fromkeys(sentence.citations):
        mark = " " + _link(addresses.get(number, ""), f"[{number}]")
        if len(shown) + len(mark) > _MARKS:
            break
        shown += mark
    return f"\n{shown.strip()}" if sentence.form is Form.CODE else shown


def _more(say: Say, sentence: Sentence, addresses: dict[int, str]) -> str:
    if not sentence.more:
        return ""
    address = addresses.get(next(iter(sentence.citations), 0), "")
    return f"\n\n{_link(address, say(MORE_SOURCES, count=sentence.more))}"


def _link(url: str, label: str) -> str:
    address = web_address(url)
    return label if address is None else f"[{label}]({address.translate(_IN_ADDRESS)})"


def _sources(say: Say, sources: Sequence[Source], room: int) -> str:
    text = f"\n\n**{say(SOURCES)}**"
    shown = 0
    for source in sources[:MOST_SOURCES]:
        line = f"\n- {_source(say, source)}"
        if len(text) + len(line) > room:
            break
        text += line
        shown += 1
    hidden = len(sources) - shown
    return f"{text}\n- {say(MORE_SOURCES, count=hidden)}" if hidden else text


def _source(say: Say, source: Source) -> str:
    title = cut(one_line(source.title) or source.scope or say(SOURCES), _TITLE, _named)
    parts = [
        f"{source.number} {_link(source.address, title)}",
        cut(one_line(source.heading), _HEADING, inline),
        cut(one_line(source.scope), _SCOPE, inline),
        say.day(source.updated) if source.updated else "",
    ]
    return " · ".join(part for part in parts if part)


def _named(title: str) -> str:
    """A title inside a link: no bracket may end it."""
    return inline(title.replace("[", "(").replace("]", ")").replace("`", "'"))
