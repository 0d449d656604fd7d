"""What nobody may see of a document that they may not read, by the slow oracle."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.unit.demo.company_rules import Page, Rules, load_pages, load_yaml


@dataclass(frozen=True)
class Company:
    """The demo company as data, with what gives each of its documents away."""

    rules: Rules
    pages: Mapping[str, Page]
    telling: Mapping[str, tuple[str, ...]]
    main: tuple[str, ...]
    _titles: dict[frozenset[str], dict[str, str]] = field(default_factory=dict)

    def restricted(self) -> list[str]:
        """The documents narrower than their folder or than everyone."""
        return sorted(load_yaml("secrets.yaml"))

    def readable(self, venue: str, asker: str) -> frozenset[str]:
        """The documents a reply in this venue to this asker may draw on."""
        return frozenset(
            path for path, page in self.pages.items() if self.rules.readable_in(venue, asker, page)
        )

    def leaks(self, shown: str, readable: frozenset[str]) -> list[str]:
        """What a text shows of documents other than these."""
        text = plain(shown)
        found = []
        for path in self.pages.keys() - readable:
            found += [f"{path}: {one}" for one in self.telling[path] if stands_in(one, text)]
            if f"/documents/{path.lower()}" in text:
                found.append(f"{path}: link")
        titles = self._untold(readable)
        return found + [f"{path}: title" for path, title in titles.items() if title in text]

    def question_for(self, path: str) -> str:
        """A question that goes for this document, in its own words."""
        page = self.pages[path]
        told = next(one for one in self.telling[path])
        around = next(
            (
                line
                for line in page.text.splitlines()
                if told in line and not line.startswith(("#", "```"))
            ),
            told,
        )
        topic = re.sub(r"[|*`#]", " ", around.replace(told, " "))
        return f"{page.matter['title']}: what about {' '.join(topic.split())[:160]}?"

    def _untold(self, readable: frozenset[str]) -> dict[str, str]:
        """The titles of all other documents, where no readable one says the same words."""
        if readable not in self._titles:
            pages = (self.pages[path] for path in readable)
            told = plain(" ".join(f"{page.matter['title']} {page.text}" for page in pages))
            titles = {
                path: plain(str(self.pages[path].matter["title"]))
                for path in self.pages.keys() - readable
            }
            self._titles[readable] = {path: one for path, one in titles.items() if one not in told}
        return self._titles[readable]


def load_company() -> Company:
    """The demo company."""
    raw = load_yaml("company.yaml")
    telling: dict[str, tuple[str, ...]] = {}
    for name in ("markers.yaml", "secrets.yaml"):
        telling |= {path: tuple(words) for path, words in load_yaml(name).items()}
    main = tuple(one["id"] for one in raw["people"] if one.get("main"))
    return Company(Rules(raw), load_pages(), telling, main)


def plain(text: str) -> str:
    """Lower-cased, with one space between words and without what only sets type."""
    return " ".join(re.sub(r"[*_`\\]", "", text).lower().split())


def stands_in(told: str, text: str) -> bool:
    """Whether a plain text says this; four digits by themselves, and not within longer ones.

    A timestamp of Slack's has 16 digits, ids are hexadecimal: some hold any four digits.
    """
    if told.isdigit():
        return re.search(rf"(?<![0-9a-f]){told}(?![0-9a-f])", text) is not None
    return plain(told) in text


def everything(messages: Iterable[Mapping[str, Any]]) -> str:
    """All that messages hold: texts, blocks, links."""
    return json.dumps(list(messages), ensure_ascii=False)
