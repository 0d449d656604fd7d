"""Records: paragraphs of `field: value` lines, as exports of databases and forms write them."""

import re
from collections.abc import Sequence

_FIELD = re.compile(r"^(`?[^\W\d_](?:[^\n:.!?;,]|\.(?=\S)){0,39}):\s+(\S.*)$")
_FEWEST = 3
_SHARE = 0.6
"""Share of the lines that name a field; the others go on with the value above them."""


def fields_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Name and value of each field of a record; none where the lines are prose.

    >>> fields_of(["Name: Ana", "Team: Quay", "Notes: long,", "long."])
    [('Name', 'Ana'), ('Team', 'Quay'), ('Notes', 'long, long.')]
    """
    found = [_FIELD.match(line) for line in lines]
    if sum(map(bool, found)) < max(_FEWEST, _SHARE * len(lines)) or not found[0]:
        return []
    fields: list[tuple[str, str]] = []
    for line, match in zip(lines, found, strict=True):
        if match:
            fields.append((match[1], match[2]))
        else:
            name, value = fields[-1]
            fields[-1] = name, f"{value} {line}".strip()
    return fields
