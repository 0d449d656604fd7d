"""Reading a company, its probes and changes, and saying which line is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from chains.errors import ConfigurationError
from chains.evaluation.__main__ import main
from chains.evaluation.companies import (
    AclChanged,
    DocumentDeleted,
    MembershipChanged,
    read_changes,
    read_company,
    read_probes,
)

DOCUMENT = {"_id": "pay", "title": "Pay", "text": "x", "acl": {"users": ["ana"], "groups": ["hr"]}}
PROBE = {"_id": "p1", "user": "ana", "question": "?", "allowed": True, "expect_docs": ["pay"]}
AFTER = {"user": "ana", "question": "?", "may_see": False}


def _write(path: Path, *lines: object) -> None:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(tmp_path / "documents.jsonl", DOCUMENT, DOCUMENT | {"_id": "plan", "kind": "memo"})
    _write(tmp_path / "users.jsonl", {"user_id": "ana", "name": "Ana"}, {"user_id": "ben"})
    _write(tmp_path / "groups.json", {"hr": ["ana"], "all": ["ana", "ben"]})
    _write(tmp_path / "probes.jsonl", PROBE)
    _write(tmp_path / "changes.jsonl")
    return tmp_path


def test_a_company_is_read(folder: Path) -> None:
    company = read_company(folder)
    assert list(company.documents) == ["pay", "plan"]
    assert company.documents["pay"].acl.users == ("ana",)
    assert (company.people, company.groups["hr"]) == ({"ana", "ben"}, {"ana"})
    assert [probe.id for probe in read_probes(folder / "probes.jsonl", company)] == ["p1"]


def test_the_four_kinds_of_changes_are_read(folder: Path) -> None:
    _write(
        folder / "changes.jsonl",
        {"_id": "1", "event": "acl-changed", "doc": "pay", "acl": {"users": []}, "after": [AFTER]},
        {"_id": "2", "event": "left-group", "user": "ana", "group": "hr", "doc": None},
        {"_id": "3", "event": "joined-group", "user": "ben", "group": "new",
         "after": [AFTER | {"doc": "plan"}]},
        {"_id": "4", "event": "deleted", "doc": "plan"},
    )  # fmt: skip
    changes = read_changes(folder / "changes.jsonl", read_company(folder))
    kinds = [AclChanged, MembershipChanged, MembershipChanged, DocumentDeleted]
    assert [type(change) for change in changes] == kinds
    asked = [change.about(one) for change in changes for one in change.after]
    assert asked == ["pay", "plan"]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("documents.jsonl", DOCUMENT, "line 3: a second line about pay"),
        ("documents.jsonl", {"_id": "d", "title": "", "text": ""}, "line 3: acl: Field required"),
        (
            "documents.jsonl",
            DOCUMENT | {"_id": "d", "text": "a\0b"},
            "line 3: text: it holds a NUL",
        ),
        (
            "documents.jsonl",
            DOCUMENT | {"_id": "d", "acl": {"users": [], "denied": ["ben"]}},
            r"line 3: acl\.denied: Extra inputs",
        ),
        ("users.jsonl", {"user_id": "ana"}, "line 3: a second line about ana"),
        ("users.jsonl", {"user_id": ""}, "line 3: user_id: String should have"),
        ("probes.jsonl", PROBE | {"_id": "p2", "user": "Ana"}, "line 2: user: there is no Ana"),
        ("probes.jsonl", {**PROBE, "_id": "p2", "allowed": None}, "line 2: allowed: "),
        ("probes.jsonl", PROBE, "line 2: a second line about p1"),
        ("changes.jsonl", {"_id": "c", "event": "moved"}, "line 1: .*acl-changed"),
        (
            "changes.jsonl",
            {"_id": "c", "event": "deleted"},
            r"line 1: deleted\.doc: Field required",
        ),
        (
            "changes.jsonl",
            {"_id": "c", "event": "left-group", "user": "ana", "group": "hr", "after": [AFTER]},
            "line 1: left-group: after names no doc",
        ),
        (
            "changes.jsonl",
            {"_id": "c", "event": "deleted", "doc": "old"},
            "line 1: doc: there is no",
        ),
        (
            "changes.jsonl",
            {"_id": "c", "event": "joined-group", "user": "eve", "group": "hr"},
            "line 1: user: there is no eve",
        ),
        (
            "changes.jsonl",
            {"_id": "c", "event": "deleted", "doc": "pay", "after": [AFTER | {"user": "eve"}]},
            r"line 1: after\.user: there is no eve",
        ),
    ],
)
def test_a_malformed_line_is_named(
    folder: Path, file: str, line: dict[str, Any], said: str
) -> None:
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line) + "\n")
    with pytest.raises(ConfigurationError, match=f"{file}, {said}"):
        _read_all(folder)


def test_a_document_that_was_deleted_cannot_change_again(folder: Path) -> None:
    gone = {"event": "deleted", "doc": "pay"}
    _write(folder / "changes.jsonl", {"_id": "c1", **gone}, {"_id": "c2", **gone})
    with pytest.raises(ConfigurationError, match=r"changes.jsonl, line 2: doc: there is no pay"):
        _read_all(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"hr":\n ["ana"}', "groups.json, line 2: not JSON"),
        ('{"hr": "ana"}', r"groups.json: members\.hr: "),
        ("[]", "groups.json, line 1: not a JSON object"),
        ("[" * 100_000, "groups.json, line 1: not JSON"),
    ],
)
def test_malformed_groups_are_named(folder: Path, text: str, said: str) -> None:
    (folder / "groups.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        _read_all(folder)


def test_without_probes_nothing_is_measured(folder: Path) -> None:
    (folder / "probes.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no probes"):
        _read_all(folder)


def _read_all(folder: Path) -> None:
    company = read_company(folder)
    read_probes(folder / "probes.jsonl", company)
    read_changes(folder / "changes.jsonl", company)


def _command(folder: Path, out: Path) -> list[str]:
    probes, changes = folder / "probes.jsonl", folder / "changes.jsonl"
    given = ["--probes", str(probes), "--out", str(out), "--changes", str(changes)]
    return ["access", str(folder), *given]


def test_the_command_stops_at_a_malformed_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "probes.jsonl").write_text("{broken\n", encoding="utf-8")
    assert main(_command(folder, folder / "out.jsonl")) == 1
    shown = capsys.readouterr()
    assert "probes.jsonl, line 1: not JSON" in shown.err
    assert shown.out == ""


def test_the_command_does_not_write_over_what_it_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_command(folder, folder / "probes.jsonl")) == 1
    assert "is read, not written" in capsys.readouterr().err
    assert json.loads((folder / "probes.jsonl").read_text(encoding="utf-8")) == PROBE


def test_the_command_says_where_it_cannot_write(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_command(folder, folder / "none" / "out.jsonl")) == 1
    assert "cannot be written" in capsys.readouterr().err
