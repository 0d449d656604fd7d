"""The settings modal: sources with their state, and what may be done with each."""

from collections.abc import Sequence

from bot.views import ids, wording
from bot.views.blocks import Block, actions, bullets, button, context, plain, section
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.readers import Groups, named
from chains.administration import SourceStatus

PAGE = 25
"""Sources on one page: three blocks each stay within the hundred of a modal."""


def modal(
    name: str, title: str, blocks: list[Block], *, submit: str | None = None, data: str = ""
) -> Block:
    """A modal; ``data`` is an opaque value that comes back with it."""
    view: Block = {
        "type": "modal",
        "callback_id": name,
        "title": plain(title, 24),
        "close": plain("Close" if submit is None else "Cancel", 24),
        "private_metadata": data[:3_000],
        "blocks": blocks,
    }
    return view if submit is None else {**view, "submit": plain(submit, 24)}


def refusal_view() -> Block:
    """What whoever is no administrator sees: one sentence."""
    return modal(ids.SETTINGS_ROOT, "Settings", [section(wording.ADMINISTRATORS_ONLY)])


def settings_view(
    sources: Sequence[SourceStatus], groups: Groups, *, page: int = 0, note: str = ""
) -> Block:
    """The list of sources with their buttons, a page at a time; ``note`` stands on top."""
    last = max(0, (len(sources) - 1) // PAGE)
    page = min(max(page, 0), last)
    said = cut(note, 500, prose)
    blocks = [section(said)] if said else []
    blocks += [
        section(wording.SOURCES_INTRO if sources else wording.NO_SOURCES),
        actions(
            {**button("Connect a folder", ids.SETTINGS_CONNECT, "folder"), "style": "primary"},
            button("Settings of a channel", ids.SETTINGS_CHANNEL, "channel"),
            button("Scopes everywhere else", ids.SETTINGS_DEFAULT, "workspace"),
            button("Records and redaction", ids.SETTINGS_RECORDS, "records"),
            button("Answers and budgets", ids.SETTINGS_SPENDING, "spending"),
        ),
    ]
    for source in sources[page * PAGE : (page + 1) * PAGE]:
        blocks += _source(source, groups)
    if last:
        blocks += [context(f"Page {page + 1} of {last + 1}"), _pages(page, last)]
    return modal(ids.SETTINGS_ROOT, "Settings", blocks, data=str(page))


def _pages(page: int, last: int) -> Block:
    turns = [("Earlier", page - 1), ("Later", page + 1)]
    shown = [(label, to) for label, to in turns if 0 <= to <= last]
    # An action id may stand once in a block, so each direction has its own.
    return actions(
        *(button(label, f"{ids.SETTINGS_PAGE}_{label.lower()}", str(to)) for label, to in shown)
    )


def _source(source: SourceStatus, groups: Groups) -> list[Block]:
    sends = wording.SENDS_SAID.get(source.sends, "")
    lines = [
        f"*{prose(source.scope)}* · {cut(one_line(source.path), 300, prose)}",
        f"Readers: {named(source.readers, groups)}{_demand(source)}{sends}",
        f"{_state(source)} · documents: {source.documents} · passages: {source.passages}",
    ]
    blocks = [section("\n".join(lines))]
    if source.problems:
        shown = [cut(one_line(problem), 200, prose) for problem in source.problems[:5]]
        if hidden := len(source.problems) - len(shown):
            shown.append(f"and {hidden} more")
        blocks.append(context(f"Problems:\n{bullets(shown)}"))
    return [*blocks, _buttons(source)]


def _demand(source: SourceStatus) -> str:
    return f"; {wording.SIGN_IN_NEEDED}" if source.requires_sign_in else ""


def _state(source: SourceStatus) -> str:
    when = (
        f"last sync {source.synced_at.day} {source.synced_at:%B %Y, %H:%M} UTC"
        if source.synced_at
        else "not synced yet"
    )
    return f"Paused, {when}" if source.paused else when[:1].upper() + when[1:]


def _buttons(source: SourceStatus) -> Block:
    value = str(source.id)
    running = [button("Sync now", ids.SOURCE_SYNC, value), button("Pause", ids.SOURCE_PAUSE, value)]
    paused = [button("Resume", ids.SOURCE_RESUME, value)]
    remove = {
        **button("Remove", ids.SOURCE_REMOVE, value),
        "style": "danger",
        "confirm": {
            "title": plain(f"Remove {source.scope}?", 100),
            "text": plain(wording.REMOVE_CONFIRM, 300),
            "confirm": plain("Remove", 30),
            "deny": plain("Keep", 30),
            "style": "danger",
        },
    }
    change = button("Readers", ids.SOURCE_READERS, value)
    return actions(*(paused if source.paused else running), change, remove)
