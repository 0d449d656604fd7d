"""Headings inside a passage of several sections: written so that each tells its anchor."""

import re

_MARK = "\u00a7"
"""Begins the target of a heading's link, which no document writes."""
_LINKED = re.compile(r"[^\[\]\\`<>]+")


def written_heading(name: str, anchor: str) -> str:
    """The heading as a paragraph in bold, which says no more to a search than its name.

    >>> written_heading("Late boats", "late-boats")
    '**[Late boats](\xa7late-boats)**'
    """
    linked = anchor and _LINKED.fullmatch(name)
    return f"**[{name}]({_MARK}{anchor})**" if linked else f"**{name}**"


def anchor_in(target: str) -> str:
    """The anchor in the target of such a link; empty where it is another link."""
    return target[len(_MARK) :] if target.startswith(_MARK) else ""
