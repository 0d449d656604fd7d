"""A slow, plain reading of the demo company: who may read which document, and in which venue."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import yaml

DEMO = Path(__file__).resolve().parents[3] / "infra" / "demo"
DOCUMENTS = DEMO / "documents"


@dataclass(frozen=True)
class Page:
    """One document: its path below the documents folder, its front matter and its text."""

    path: str
    matter: dict[str, Any]
    text: str

    @property
    def folder(self) -> str:
        return self.path.split("/", 1)[0]


def load_yaml(name: str) -> dict[str, Any]:
    """Return one YAML file of the demo as plain data."""
    loaded: dict[str, Any] = yaml.safe_load((DEMO / name).read_text(encoding="utf-8"))
    return loaded


def load_pages() -> dict[str, Page]:
    """Return every Markdown document by its path below the documents folder."""
    pages = {}
    for file in sorted(DOCUMENTS.rglob("*.md")):
        path = file.relative_to(DOCUMENTS).as_posix()
        parsed = frontmatter.loads(file.read_text(encoding="utf-8"))
        pages[path] = Page(path, dict(parsed.metadata), parsed.content)
    return pages


def load_questions() -> list[dict[str, Any]]:
    """Return the questions, one for each line."""
    lines = (DEMO / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class Rules:
    """permissions.md by hand, for a company small enough to go through one person at a time."""

    def __init__(self, company: dict[str, Any]) -> None:
        self.people = {person["id"]: person for person in company["people"]}
        self.groups = company["groups"]
        self.venues = {venue["id"]: venue for venue in company["conversations"]}
        self.sources = {source["folder"]: source for source in company["sources"]}

    def words_of(self, person_id: str) -> set[str]:
        """Return every reader word that holds for this person in private."""
        person = self.people[person_id]
        if person.get("team"):
            return {"partners", person["email"]}
        words = {person["email"], "guests" if person.get("guest") else "everyone"}
        words |= {f"group:{g['handle']}" for g in self.groups if person_id in g["members"]}
        return words | {
            f"channel:{id_}" for id_, v in self.venues.items() if person_id in v["members"]
        }

    def may_read(self, page: Page, words: set[str]) -> bool:
        """Say whether the source's clause and the document's clause hold, and no denial does."""
        source = set(self.sources[page.folder]["readers"])
        readers = set(page.matter.get("readers", source))
        return bool(source & words and readers & words) and not set(self._denied(page)) & words

    def readable_in(self, venue_id: str, asker: str, page: Page) -> bool:
        """Say whether a reply to the asker in this venue may draw on the page."""
        if venue_id.startswith("D0"):
            return self.may_read(page, self.words_of(asker))
        venue = self.venues[venue_id]
        if venue["kind"] == "group":
            return all(self.may_read(page, self.words_of(person)) for person in venue["members"])
        if self._denied(page):
            return False
        return self.may_read(page, {self._everybody_in(venue), f"channel:{venue_id}"})

    def _everybody_in(self, venue: dict[str, Any]) -> str:
        if venue["kind"] == "shared":
            return "partners"
        guest = any(self.people[person].get("guest") for person in venue["members"])
        return "guests" if guest else "everyone"

    def _denied(self, page: Page) -> list[str]:
        denied: list[str] = page.matter.get("denied", [])
        return denied
