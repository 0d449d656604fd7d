"""What is asked of one value of a table's column is not answered by what names another one.

A document with a table of offices tells which words are offices: "meeting rooms in Lisbon" is not
answered by its sentence on the largest room in Hamburg, nor by the rows of Lyon.
"""

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.answering.quoting.scoring import Candidate
from chains.index.stop_words import IN_ANY_LANGUAGE

_CELL = re.compile(
    r"^(?P<column>[^:\n]{1,60}): (?P<value>[A-ZÀ-Þ][\w-]{2,}(?: [A-ZÀ-Þ][\w-]+)?)$", re.M
)
"""A cell that holds a name alone; others hold what is said of what the row is of."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def of_the_value_asked(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, unfit where they name others of a column of which the question names one."""
    documents = [evidence[one.passage].document.id for one in candidates]
    held: dict[tuple[UUID, str], set[str]] = {}
    for one, document in zip(candidates, documents, strict=True):
        for column, value in _cells(one):
            held.setdefault((document, column), set()).add(value)
    said = _words(question)
    told: dict[UUID, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for (document, _), values in held.items():
        asked = frozenset(value for value in values if _is_in(value, said))
        if asked and asked != values:
            told.setdefault(document, []).append((asked, frozenset(values - asked)))
    return tuple(
        one._replace(fits=False) if _is_of_another(one, told.get(document, ())) else one
        for one, document in zip(candidates, documents, strict=True)
    )


def _cells(one: Candidate) -> Iterator[tuple[str, str]]:
    if one.segment.form is not Form.ROW or one.segment.value is not None:
        return
    for cell in _CELL.finditer(one.segment.text):
        value = cell["value"].casefold()
        if value not in IN_ANY_LANGUAGE:
            yield cell["column"], value


def _is_of_another(one: Candidate, told: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    if not told:
        return False
    words = _words(one.segment.text)
    return any(
        any(_is_in(value, words) for value in others)
        and not any(_is_in(value, words) for value in asked)
        for asked, others in told
    )


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _is_in(value: str, words: str) -> bool:
    return f" {value} " in words
