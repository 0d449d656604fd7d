"""Keeps training texts apart from test texts: nothing nearly equal to a test text is trained on."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

ALIKE = 0.6
"""Share of character trigrams in common from which two texts count as nearly equal."""


class HeldOut:
    """The texts of test files, to compare with."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index the trigrams of the texts."""
        self._trigrams = [trigrams(text) for text in texts]
        self._where: dict[str, list[int]] = {}
        for place, found in enumerate(self._trigrams):
            for trigram in found:
                self._where.setdefault(trigram, []).append(place)

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> "HeldOut":
        """The texts of files of JSON lines; rows without a text are passed over."""
        rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
        return cls(row["text"] for row in rows if "text" in row)

    def near(self, text: str) -> bool:
        """Whether any held-out text is nearly equal."""
        found = trigrams(text)
        shared: dict[int, int] = {}
        for trigram in found:
            for place in self._where.get(trigram, ()):
                shared[place] = shared.get(place, 0) + 1
        return any(
            common >= ALIKE * (len(found) + len(self._trigrams[place]) - common)
            for place, common in shared.items()
        )


def trigrams(text: str) -> set[str]:
    """The character trigrams of the text's letters and digits, lower case."""
    plain = f"  {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
    return {plain[at : at + 3] for at in range(len(plain) - 2)}
