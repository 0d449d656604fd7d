"""Every table is either in the inventory of what is kept of people, or says why it is not."""

import importlib
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Column, MetaData, Table

from bot.jobs import KEEP_ROWS, KEEP_WORDS
from bot.language.say import ENGLISH
from bot.privacy import holdings, may_be_deleted
from bot.views.privacy import WORDS, Words
from chains.database.tables import Base
from chains.holdings import Holding, Kind
from tests.architecture.conftest import ROOT, Module

PERSON = re.compile(
    "asker|user|actor|identity|person|subject|member|principal|_by$|owner|audience|grounds"
    "|payload|alias|address|readers|email|author|args"
)
"""Names of columns that may hold somebody."""
NOBODY = {
    "access_list": set[str](),
    "access_epoch": set[str](),
    "conversation": set[str](),
    "oddity": set[str](),
    # The names of lists.
    "confirmed": {"subject"},
    # Whom the company lets read, or not: told to nobody, see docs/privacy.md.
    "access_clause": {"principal_id"},
    "access_denial": {"principal_id"},
    "source": {"readers"},
    "document": {"owner"},
}
"""Tables that are outside the inventory, with those of their columns that sound like somebody."""
OF_THE_QUEUE = {"procrastinate_jobs"}
"""Tables that are not ours."""


def untold(metadata: MetaData, told: set[str]) -> Iterator[str]:
    """Tables and columns of which nothing says whether they are about people."""
    for table in metadata.sorted_tables:
        if table.name in told:
            continue
        if table.name not in NOBODY:
            yield table.name
        for column in table.columns:
            if PERSON.search(column.name) and column.name not in NOBODY.get(table.name, set()):
                yield f"{table.name}.{column.name}"


@pytest.fixture
def tables(product: list[Module]) -> set[str]:
    """Every table of both packages."""
    for module in product:
        if "__tablename__" in module.text:
            importlib.import_module(".".join(module.path.with_suffix("").parts))
    return set(Base.metadata.tables)


def of_people() -> set[str]:
    return {table for one in holdings() for table in one.tables}


def test_every_table_is_told_of_or_is_about_nobody(tables: set[str]) -> None:
    assert list(untold(Base.metadata, of_people())) == []
    assert of_people() - tables == OF_THE_QUEUE
    assert NOBODY.keys() <= tables - of_people()


@pytest.mark.parametrize("name", ["note", "document"])
def test_a_table_or_column_that_was_forgotten_is_seen(name: str) -> None:
    metadata = MetaData()
    Table(name, metadata, Column("id"), Column("author"))
    assert f"{name}.author" in list(untold(metadata, of_people()))


def test_a_kind_is_one_holding() -> None:
    assert sorted(one.kind for one in holdings()) == sorted(Kind)
    assert WORDS.keys() == set(Kind)


def row(holding: Holding) -> str:
    words = WORDS[holding.kind]
    named = ", ".join(f"`{table}`" for table in sorted(holding.tables))
    title, what, seen = ENGLISH(words.title), ENGLISH(words.what), ENGLISH(words.seen)
    kept = ENGLISH(words.kept, days="`audit.days`")
    deleting = f"yes. {ENGLISH(words.deleting)}" if words.deleting else f"no. {_stays(words)}"
    return f"| {title} | {what} | {named} | {seen} | {kept} | {deleting} |"


def _stays(words: Words) -> str:
    return ENGLISH(words.stays) if words.stays else ""


def test_the_page_has_the_sentences_that_people_are_shown() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    table = "\n".join(map(row, holdings()))
    assert table in page, table


@pytest.mark.parametrize("kind", Kind)
def test_what_may_be_deleted_is_what_is_said(kind: Kind) -> None:
    assert may_be_deleted(kind) is bool(WORDS[kind].deleting)
    assert bool(WORDS[kind].deleting) is not bool(WORDS[kind].stays)


def test_the_words_say_how_long_questions_are_kept() -> None:
    assert (KEEP_WORDS.days, KEEP_ROWS.days) == (1, 30)
    assert WORDS[Kind.QUESTIONS].kept.english.startswith("A day after")
    assert "30 days" in WORDS[Kind.QUESTIONS].kept.english
    assert "30 days" in WORDS[Kind.ERRANDS].kept.english
