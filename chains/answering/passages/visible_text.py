"""The text of HTML that a browser would show."""

from html.parser import HTMLParser

_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_VOID = frozenset(_VOID_TAGS.split())
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object"})


class _Visible(HTMLParser):
    """Collects the text of HTML that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        style = (given.get("style") or "").replace(" ", "").lower()
        unseen = tag in _UNSEEN or "hidden" in given or "display:none" in style
        if tag not in _VOID and (self._hidden or unseen or "visibility:hidden" in style):
            self._hidden += 1
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag not in _VOID))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def visible_text(html: str) -> str:
    """What a browser shows of it, each tag as a space."""
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
