"""The addresses under which a document may be kept that a given link opens."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

LONGEST_LINK = 3_000
"""Characters of a link; what is longer is none."""
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs\w+|yclid", re.IGNORECASE
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_WORDS = 200


def addresses(link: str) -> tuple[str, ...]:
    """The link without fragment, tracking, closing slash and the case of its host, each once.

    As it was typed and encoded anew, without a closing slash and with one. Empty where it is no
    web address.
    """
    try:
        parts = urlsplit(link.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return ()
    if scheme not in _DEFAULT_PORTS or not host or not link.isprintable():
        return ()
    if len(link) > LONGEST_LINK:
        return ()
    typed = parts.netloc.rpartition("@")[2]
    named = f"[{host}]" if ":" in host else host
    lowered = named if port in {None, _DEFAULT_PORTS[scheme]} else f"{named}:{port}"
    path = parts.path.rstrip("/")
    paths = (path, quote(unquote(path), errors="replace"))
    query = _kept(parts.query)
    found = [
        urlunsplit((scheme, netloc, f"{one}{end}", query, ""))
        for netloc in (lowered, typed)
        for one in paths
        for end in ("", "/")
    ]
    return tuple(dict.fromkeys(found))


def words_of(link: str) -> str:
    """The words of a link's last part, to search for in place of a title."""
    path = re.split(r"[?#]", link, maxsplit=1)[0]
    last = unquote(path.rstrip("/").rpartition("/")[2], errors="replace")
    return " ".join(re.findall(r"[^\W_]+", last))[:_LONGEST_WORDS] or "document"


def _kept(query: str) -> str:
    """The query without what only counts visitors; as it was typed where there is nothing such."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
