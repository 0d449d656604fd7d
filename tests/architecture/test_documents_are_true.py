"""Prose that names code is compared with the code."""

import ast
import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic_settings import BaseSettings

from bot.config import BotConfig
from chains.config import ChainsConfig
from chains.settings import FILE_NAME, FootnoteSettings
from chains.sources.catalog import KINDS
from tests.architecture.conftest import ROOT
from tests.architecture.documents import Document, documents, exists

CONFIGURE = Path("docs/configure.md")
INDEX = Path("docs/index.md")
TWO_SCREENS = 120
PAGES = documents()
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=[str(page.path) for page in PAGES])


def prose() -> str:
    """Every page as one text."""
    return "\n".join(page.text for page in PAGES)


@EVERY_PAGE
def test_a_page_names_and_links_only_what_exists(page: Document) -> None:
    missing = [str(target) for target in page.links if not target.exists()]
    missing += [path for path in page.paths if not list(ROOT.glob(path))]
    missing += [name for name in page.modules if not exists(name)]
    assert not missing


@EVERY_PAGE
def test_a_page_is_under_two_screens(page: Document) -> None:
    assert len(page.text.splitlines()) <= TWO_SCREENS


def test_every_page_is_listed_in_the_index() -> None:
    index = Document(INDEX)
    listed = {target.resolve() for target in index.links}
    pages = {(ROOT / page.path).resolve() for page in PAGES if page.path.parts[0] == "docs"}
    assert not pages - listed - {(ROOT / INDEX).resolve()}


def test_decisions_are_numbered_without_a_gap_and_say_when_to_reconsider() -> None:
    decisions = [page for page in PAGES if page.path.parent.name == "decisions"]
    numbers = [int(page.path.name[:4]) for page in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    for page in decisions:
        for part in ("Context", "Decision", "Rejected", "Consequences", "reconsider"):
            assert re.search(part, page.text, re.IGNORECASE), f"{page.path}: {part}"


@pytest.mark.parametrize("config", [BotConfig, ChainsConfig])
def test_every_environment_variable_is_documented(config: type[BaseSettings]) -> None:
    known = Document(CONFIGURE).text
    prefix = config.model_config["env_prefix"]
    fields = config.model_fields.items()
    variables = {field.alias or f"{prefix}{name}".upper() for name, field in fields}
    assert not {name for name in variables if f"`{name}`" not in known}


def test_every_setting_is_documented() -> None:
    known = Document(CONFIGURE).text
    keys = {
        f"{section}.{key}"
        for section, field in FootnoteSettings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields
    }
    assert keys
    assert FILE_NAME in known
    assert not {key for key in keys if f"`{key}`" not in known}


def test_every_kind_of_source_is_documented() -> None:
    known = Document(Path("docs/add-a-source.md")).text
    assert not {kind.name for kind in KINDS if f"`{kind.name}`" not in known}


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert len(targets) > 5
    assert not {name for name in targets if f"make {name}" not in prose()}


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", prose(), re.MULTILINE))
    assert not {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)}


def test_every_slash_command_is_documented() -> None:
    manifest = json.loads((ROOT / "infra/slack/manifest.json").read_text(encoding="utf-8"))
    commands = [one["command"] for one in manifest["features"]["slash_commands"]]
    assert commands
    assert not {command for command in commands if f"`{command}" not in prose()}


def test_every_command_line_is_documented() -> None:
    known = prose()
    entries = [
        path for package in ("bot", "chains") for path in (ROOT / package).rglob("__main__.py")
    ]
    missing = {
        f"python -m {package} … {word}"
        for entry in entries
        for package in [".".join(entry.parent.relative_to(ROOT).parts)]
        for word in command_words(entry)
        if not re.search(rf"python -m {re.escape(package)}\b[^\n`]*{re.escape(word)}\b", known)
    }
    # The web process is what runs without a word.
    assert "python -m bot`" in known
    assert missing <= {"python -m bot … web"}


def command_words(entry: Path) -> list[str]:
    """The commands and options that an entry point's parser knows."""
    words: list[str] = []
    for node in ast.walk(ast.parse(entry.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="add_parser"), args=[ast.Constant(str(word)), *_]
            ):
                words.append(word)
            case ast.keyword(arg="choices", value=ast.List(elts=elements)):
                words += [str(one.value) for one in elements if isinstance(one, ast.Constant)]
            case ast.Call(args=[ast.Constant(str(word)), *_]) if word.startswith("--"):
                words.append(word)
            case _:
                pass
    return words
