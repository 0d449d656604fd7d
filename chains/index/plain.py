"""What a passage says to a search: its Markdown without addresses and markup."""

import re

_IMAGE_OR_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>)\]]+>?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.*?-->", re.DOTALL)
_TABLE_RULE = re.compile(r"^[\s|:-]*-{2,}[\s|:-]*$", re.MULTILINE)
_MARKUP = re.compile(
    r"^\s{0,3}(?:#{1,6}|>+|(?:`{3,}|~{3,})\S*)(?=\s|$)|\*{1,3}|`+|\|", re.MULTILINE
)
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\n\s*\n+")


def plain(markdown: str) -> str:
    """The text without link targets, bare addresses, HTML tags and markup signs.

    An address is many word pieces long and says little: a list of links would fill a passage and
    pull its vector away from what its words mean.
    """
    text = _TAG.sub(" ", _IMAGE_OR_LINK.sub(r"\1", markdown))
    text = _MARKUP.sub(" ", _TABLE_RULE.sub("", _ADDRESS.sub(" ", text)))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
