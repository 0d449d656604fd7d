"""Why somebody may read a document, in plain words: from a path of memberships to a sentence."""

import re
from collections.abc import Sequence

from bot.views.mrkdwn import cut, one_line, prose
from chains.access.principals import EVERYONE, GUESTS, LINKED

MOST_CLAUSES = 4
_MOST_NAMES = 4
_LONGEST_NAME = 60
_SLACK_ID = re.compile(r"[A-Z0-9]{2,30}")
_SOURCE = "group:source:"
_SLACK_GROUP, _HANDLE = "group:slack:", "group:handle:"

SIGNED_IN = "It demands a second sign-in: you have signed in."
YOURSELF = "{what} is open to you by name."
BY_ADDRESS = "{what} is open to your address."
ALL: dict[str, str] = {
    EVERYONE: "{what} is open to full members of this workspace: you are one.",
    GUESTS: "{what} is open to guests of this workspace: you are one.",
}
MEMBERS = "{what} is open to the members of {target}: you are one{way}."
THROUGH = ", through {names}"


def ground_lines(grounds: Sequence[Sequence[str]]) -> list[str]:
    """One sentence a clause, as mrkdwn; each path leads from the reader to the clause."""
    lines = [_sentence([str(name) for name in path]) for path in grounds[:MOST_CLAUSES] if path]
    return list(dict.fromkeys(lines))


def _sentence(path: list[str]) -> str:
    if path[-1] == LINKED:
        return SIGNED_IN
    of_source = path[-1].startswith(_SOURCE)
    what = "Its source" if of_source else "The document"
    names = path[:-1] if of_source else path
    target = names[-1] if names else ""
    if target in ALL:
        return ALL[target].format(what=what)
    if target.startswith("person:email:"):
        return BY_ADDRESS.format(what=what)
    if len(names) < 2:
        return YOURSELF.format(what=what)
    between = [_name(name) for name in _without_aliases(names[1:-1], target)]
    shown = [*between[:_MOST_NAMES], *(["…"] if len(between) > _MOST_NAMES else [])]
    way = THROUGH.format(names=", then ".join(shown)) if shown else ""
    return MEMBERS.format(what=what, target=_name(target), way=way)


def _without_aliases(between: Sequence[str], target: str) -> list[str]:
    """The groups on the way; a user group that its own handle follows is the same group."""
    following = [*between[1:], target]
    return [
        name
        for name, after in zip(between, following, strict=False)
        if not (name.startswith(_SLACK_GROUP) and after.startswith(_HANDLE))
    ]


def _name(name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind == "channel" and _SLACK_ID.fullmatch(rest):
        return f"<#{rest}>"
    slack = name.removeprefix(_SLACK_GROUP)
    if slack != name and _SLACK_ID.fullmatch(slack):
        return f"<!subteam^{slack}>"
    shown = f"@{name.removeprefix(_HANDLE)}" if name.startswith(_HANDLE) else rest or name
    return cut(one_line(shown), _LONGEST_NAME, prose) or "a group"
