"""The settings modal: sources with their state, and what may be done with each."""

from collections.abc import Sequence

from bot.language.phrases import Phrase
from bot.language.say import Say
from bot.views import ids, wording
from bot.views import settings_labels as labels
from bot.views.blocks import Block, actions, bullets, button, context, plain, section
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.readers import Groups, named
from chains.administration import SourceStatus

PAGE = 25
"""Sources on one page: three blocks each stay within the hundred of a modal."""


def modal(
    say: Say,
    name: str,
    title: str,
    blocks: list[Block],
    *,
    submit: str | None = None,
    data: str = "",
) -> Block:
    """A modal; ``data`` is an opaque value that comes back with it."""
    view: Block = {
        "type": "modal",
        "callback_id": name,
        "title": plain(title, 24),
        "close": plain(say(labels.CLOSE if submit is None else labels.CANCEL), 24),
        "private_metadata": data[:3_000],
        "blocks": blocks,
    }
    return view if submit is None else {**view, "submit": plain(submit, 24)}


def refusal_view(say: Say) -> Block:
    """What whoever is no administrator sees: one sentence."""
    return said_view(say, wording.ADMINISTRATORS_ONLY)


def said_view(say: Say, said: Phrase) -> Block:
    """One sentence in place of the settings."""
    return modal(say, ids.SETTINGS_ROOT, say(labels.SETTINGS), [section(say(said))])


def settings_view(
    say: Say, sources: Sequence[SourceStatus], groups: Groups, *, page: int = 0, note: str = ""
) -> Block:
    """The list of sources with their buttons, a page at a time; ``note`` stands on top."""
    last = max(0, (len(sources) - 1) // PAGE)
    page = min(max(page, 0), last)
    said = cut(note, 500, prose)
    blocks = [section(said)] if said else []
    blocks += [
        section(say(wording.SOURCES_INTRO if sources else wording.NO_SOURCES)),
        _forms(say),
    ]
    for source in sources[page * PAGE : (page + 1) * PAGE]:
        blocks += _source(say, source, groups)
    if last:
        blocks += [
            context(say(labels.PAGE, page=page + 1, last=last + 1)),
            _pages(say, page, last),
        ]
    return modal(say, ids.SETTINGS_ROOT, say(labels.SETTINGS), blocks, data=str(page))


def _forms(say: Say) -> Block:
    connect = button(say(labels.CONNECT_FOLDER), ids.SETTINGS_CONNECT, "folder")
    return actions(
        {**connect, "style": "primary"},
        button(say(labels.CHANNEL_SETTINGS), ids.SETTINGS_CHANNEL, "channel"),
        button(say(labels.SCOPES_ELSEWHERE), ids.SETTINGS_DEFAULT, "workspace"),
        button(say(labels.RECORDS), ids.SETTINGS_RECORDS, "records"),
        button(say(labels.SPENDING), ids.SETTINGS_SPENDING, "spending"),
        button(say(labels.LANGUAGE), ids.SETTINGS_LANGUAGE, "language"),
    )


def _pages(say: Say, page: int, last: int) -> Block:
    turns = [("earlier", labels.EARLIER, page - 1), ("later", labels.LATER, page + 1)]
    shown = [(name, say(label), to) for name, label, to in turns if 0 <= to <= last]
    # An action id may stand once in a block, so each direction has its own.
    return actions(
        *(button(label, f"{ids.SETTINGS_PAGE}_{name}", str(to)) for name, label, to in shown)
    )


def _source(say: Say, source: SourceStatus, groups: Groups) -> list[Block]:
    sends = say(wording.SENDS_SAID[source.sends]) if source.sends in wording.SENDS_SAID else ""
    readers = f"{named(say, source.readers, groups)}{_demand(say, source)}{sends}"
    documents, passages = say.number(source.documents), say.number(source.passages)
    lines = [
        f"*{prose(source.scope)}* · {cut(one_line(source.path), 300, prose)}",
        say(labels.READERS_ARE, readers=readers),
        f"{_state(say, source)} · {say(labels.HOLDS, documents=documents, passages=passages)}",
    ]
    blocks = [section("\n".join(lines))]
    if source.problems:
        shown = [cut(one_line(problem), 200, prose) for problem in source.problems[:5]]
        if hidden := len(source.problems) - len(shown):
            shown.append(say(wording.MORE_SOURCES, count=hidden))
        blocks.append(context(f"{say(labels.PROBLEMS)}\n{bullets(shown)}"))
    return [*blocks, _buttons(say, source)]


def _demand(say: Say, source: SourceStatus) -> str:
    return f"; {say(wording.SIGN_IN_NEEDED)}" if source.requires_sign_in else ""


def _state(say: Say, source: SourceStatus) -> str:
    if source.synced_at is None:
        return say(labels.PAUSED_UNSYNCED if source.paused else labels.UNSYNCED)
    synced = labels.PAUSED_SYNCED if source.paused else labels.SYNCED
    return say(synced, when=say.moment(source.synced_at))


def _buttons(say: Say, source: SourceStatus) -> Block:
    value, scope = str(source.id), source.scope
    running = [
        button(say(labels.SYNC_NOW), ids.SOURCE_SYNC, value, scope),
        button(say(labels.PAUSE), ids.SOURCE_PAUSE, value, scope),
    ]
    paused = [button(say(labels.RESUME), ids.SOURCE_RESUME, value, scope)]
    remove = {
        **button(say(labels.REMOVE), ids.SOURCE_REMOVE, value, scope),
        "style": "danger",
        "confirm": {
            "title": plain(say(labels.REMOVE_SCOPE, scope=source.scope), 100),
            "text": plain(say(wording.REMOVE_CONFIRM), 300),
            "confirm": plain(say(labels.REMOVE), 30),
            "deny": plain(say(wording.KEEP), 30),
            "style": "danger",
        },
    }
    change = button(say(labels.READERS), ids.SOURCE_READERS, value, scope)
    return actions(*(paused if source.paused else running), change, remove)
