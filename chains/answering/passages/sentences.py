"""Splits prose into sentences, aware of the abbreviations and dates of several languages."""

import re
from itertools import pairwise

_END = re.compile(r"[.!?…؟]+[\"'»”’)\]]*\s+|[。！？]+")
_DAY = re.compile(r"^\(?\d{1,2}\.$")
_INITIAL = re.compile(r"^\(?[A-ZÀ-ÖØ-Þ]\.$")
_DOTTED = re.compile(r"^\(?(?:[^\W\d_]{1,3}\.){2,}$")
_CAPTION = re.compile(r"^[\"'«„“(\[]*[A-ZÀ-ÖØ-Þ\d]|^`|^[^\W\d_a-z]")
_KNOWN = """
    abs. abt. art. al. approx. apt. aufl. bd. bspw. bzgl. bzw. ca. cf. co. corp. dept. dgl. dr.
    durchw. e.g. eg. ed. etc. ev. evtl. ex. fig. ggf. gmbh. hr. hrsg. i.e. ie. inc. incl. inkl. jr.
    kap. lt. ltd. m. max. mio. min. mind. mlle. mme. mr. mrs. ms. mt. nb. no. nr. p. pp. par. prof.
    resp. rev. s. sec. sen. sog. sr. st. str. tel. u. usw. v. vgl. vs. z. zzgl. zit. env. chap.
    éd. adr. av. bd. hab. jusq. janv. févr. juil. sept. oct. nov. déc. jan. feb. mar. apr. aug.
    dec."""
_ABBREVIATIONS = frozenset(_KNOWN.split())
_ENDS_ANYWAY = frozenset({"etc.", "usw.", "inc.", "ltd.", "co.", "corp.", "dgl."})
"""Abbreviations that often close a sentence: the next capital letter decides."""


def split_sentences(text: str, language: str = "en") -> tuple[str, ...]:
    """The sentences of a paragraph, white space normalised, none empty.

    >>> split_sentences("Am 1. April, z. B. um 9 Uhr. Danach frei.", "de")
    ('Am 1. April, z. B. um 9 Uhr.', 'Danach frei.')
    """
    flat = " ".join(text.split())
    cuts = [0]
    for end in _END.finditer(flat):
        if _is_boundary(flat[: end.end()].rstrip(), flat[end.end() :], language):
            cuts.append(end.end())
    cuts.append(len(flat))
    pieces = (flat[start:stop].strip() for start, stop in pairwise(cuts))
    return tuple(piece for piece in pieces if piece)


def _is_boundary(before: str, after: str, language: str) -> bool:
    last = before[-60:].rpartition(" ")[2]
    if not last.endswith("."):
        return bool(after)
    if not _CAPTION.match(after):
        return False
    lowered = last.lower().lstrip("(\"'«„“")
    if lowered in _ENDS_ANYWAY:
        return True
    ordinal = _DAY.match(last) is not None and language in {"de", "da", "nb", "fi", "cs"}
    abbreviated = lowered in _ABBREVIATIONS or _DOTTED.match(last) or _INITIAL.match(last)
    return not (ordinal or abbreviated)
