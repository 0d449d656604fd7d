"""Why somebody may read a document, in plain words: from a path of memberships to a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.phrases import Phrase, phrase
from bot.language.say import Say
from bot.views.mrkdwn import SLACK_ID, cut, one_line, prose
from chains.access.principals import EVERYONE, GUESTS, LINKED

MOST_CLAUSES = 4
_MOST_NAMES = 4
_LONGEST_NAME = 60
_SOURCE = "group:source:"
_SLACK_GROUP, _HANDLE = "group:slack:", "group:handle:"

SIGNED_IN = phrase("It demands a second sign-in: you have signed in.")
A_GROUP = phrase("a group")
THEN = phrase(", then ")


@dataclass(frozen=True)
class _Open:
    """To whom something is open; a document and a source have words of their own."""

    yourself: Phrase
    address: Phrase
    everyone: Phrase
    guests: Phrase
    members: Phrase
    members_through: Phrase


SOURCE = _Open(
    phrase("Its source is open to you by name."),
    phrase("Its source is open to your address."),
    phrase("Its source is open to full members of this workspace: you are one."),
    phrase("Its source is open to guests of this workspace: you are one."),
    phrase("Its source is open to the members of {target}: you are one."),
    phrase("Its source is open to the members of {target}: you are one, through {names}."),
)
DOCUMENT = _Open(
    phrase("The document is open to you by name."),
    phrase("The document is open to your address."),
    phrase("The document is open to full members of this workspace: you are one."),
    phrase("The document is open to guests of this workspace: you are one."),
    phrase("The document is open to the members of {target}: you are one."),
    phrase("The document is open to the members of {target}: you are one, through {names}."),
)


def ground_lines(say: Say, grounds: Sequence[Sequence[str]]) -> list[str]:
    """One sentence a clause, as mrkdwn; each path leads from the reader to the clause."""
    lines = [
        _sentence(say, [str(name) for name in path]) for path in grounds[:MOST_CLAUSES] if path
    ]
    return list(dict.fromkeys(lines))


def _sentence(say: Say, path: list[str]) -> str:
    if path[-1] == LINKED:
        return say(SIGNED_IN)
    of_source = path[-1].startswith(_SOURCE)
    what = SOURCE if of_source else DOCUMENT
    names = path[:-1] if of_source else path
    target = names[-1] if names else ""
    if target in (EVERYONE, GUESTS):
        return say(what.everyone if target == EVERYONE else what.guests)
    if target.startswith("person:email:"):
        return say(what.address)
    if len(names) < 2:
        return say(what.yourself)
    between = [_name(say, name) for name in _without_aliases(names[1:-1], target)]
    shown = [*between[:_MOST_NAMES], *(["…"] if len(between) > _MOST_NAMES else [])]
    if not shown:
        return say(what.members, target=_name(say, target))
    return say(what.members_through, target=_name(say, target), names=say(THEN).join(shown))


def _without_aliases(between: Sequence[str], target: str) -> list[str]:
    """The groups on the way; a user group that its own handle follows is the same group."""
    following = [*between[1:], target]
    return [
        name
        for name, after in zip(between, following, strict=False)
        if not (name.startswith(_SLACK_GROUP) and after.startswith(_HANDLE))
    ]


def _name(say: Say, name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind == "channel" and SLACK_ID.fullmatch(rest):
        return f"<#{rest}>"
    slack = name.removeprefix(_SLACK_GROUP)
    if slack != name and SLACK_ID.fullmatch(slack):
        return f"<!subteam^{slack}>"
    shown = f"@{name.removeprefix(_HANDLE)}" if name.startswith(_HANDLE) else rest or name
    return cut(one_line(shown), _LONGEST_NAME, prose) or say(A_GROUP)
