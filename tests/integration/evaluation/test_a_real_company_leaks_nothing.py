"""A company that others wrote: nobody gets what is not theirs, and everybody what is."""

import importlib.util
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from chains.evaluation.access import AccessParts, measure_access
from chains.evaluation.companies import (
    Acl,
    AclChanged,
    After,
    ChangeEvent,
    Company,
    DocumentDeleted,
    MembershipChanged,
    Probe,
    read_company,
    read_probes,
)

DATA = Path(__file__).parents[3].parent / "shared" / "data"
INAZUMA = DATA / "acl" / "inazuma"
OTHERS = 200
"""Documents beside those the probes name, every one of them another's."""

pytestmark = pytest.mark.skipif(
    not INAZUMA.is_dir(),
    reason="the company's data is not there: put acl/inazuma and score_acl.py into shared/data"
    " beside this checkout, then run this file again",
)


@pytest.fixture(scope="module")
def whole() -> Company:
    return read_company(INAZUMA)


@pytest.fixture(scope="module")
def probes(whole: Company) -> list[Probe]:
    """A third of them, the three of a question together."""
    found = read_probes(INAZUMA / "probes.dev.jsonl", whole)
    return [probe for number, probe in enumerate(found) if number // 3 % 3 == 0]


@pytest.fixture(scope="module")
def company(whole: Company, probes: list[Probe]) -> Company:
    """The documents that the probes name, and some others spread over the whole."""
    named = {name for probe in probes for name in probe.expect_docs | probe.forbidden_docs}
    others = [name for name in whole.documents if name not in named]
    kept = named.union(others[:: max(1, len(others) // OTHERS)])
    documents = {name: one for name, one in whole.documents.items() if name in kept}
    return Company(documents, whole.people, whole.groups)


async def test_the_floors_hold_and_changes_hold_at_once(
    company: Company, probes: list[Probe], parts: AccessParts, tmp_path: Path
) -> None:
    lines: list[str] = []
    changes = _changes(probes, company)
    report = await measure_access(company, probes, changes, parts, lines.append, lambda *_: None)
    measured = report.as_json()
    assert measured["leaks"] == 0
    assert measured["found_retrieved"] >= 0.95
    assert measured["found_cited"] >= 0.85
    assert (measured["leaks_after_change"], measured["lost_after_change"]) == (0, 0)
    assert measured["changes"] == len(changes)

    told = [json.loads(line) for line in lines]
    _agrees_with_the_published_score(measured, probes, told)
    by_id = {probe.id: probe for probe in probes}
    for line in told:
        readable = _readable(company, by_id[line["probe_id"]].user)
        assert set(line["retrieved"]) <= readable


def _changes(probes: Sequence[Probe], company: Company) -> list[ChangeEvent]:
    """Rights given and taken back, in all four ways, of a record that one group may read."""
    probe, group = next(
        (probe, group)
        for probe in probes
        for name in probe.expect_docs
        for group in company.documents[name].acl.groups
        if probe.allowed and len(company.groups[group]) < len(company.people) / 2
    )
    (doc,) = probe.expect_docs
    readers = set(company.documents[doc].acl.users) | company.groups[group]
    stranger = min(company.people - readers - {probe.user})

    def asked(user: str, may_see: bool) -> After:
        return After(user=user, question=probe.question, may_see=may_see)

    member = {"user": stranger, "group": group, "doc": doc}
    return [
        MembershipChanged(id="1", event="joined-group", after=(asked(stranger, True),), **member),
        MembershipChanged(id="2", event="left-group", after=(asked(stranger, False),), **member),
        AclChanged(
            id="3",
            event="acl-changed",
            doc=doc,
            acl=Acl(users=(stranger,)),
            after=(asked(probe.user, False), asked(stranger, True)),
        ),
        AclChanged(
            id="4",
            event="acl-changed",
            doc=doc,
            acl=Acl(users=(probe.user,)),
            after=(asked(probe.user, True), asked(stranger, False)),
        ),
        DocumentDeleted(id="5", event="deleted", doc=doc, after=(asked(probe.user, False),)),
    ]


def _readable(company: Company, user: str) -> set[str]:
    """What a person may read, the slow and obvious way."""
    mine = {group for group, members in company.groups.items() if user in members}
    return {
        name
        for name, document in company.documents.items()
        if user in document.acl.users or mine.intersection(document.acl.groups)
    }


def _agrees_with_the_published_score(
    measured: dict[str, Any], probes: Sequence[Probe], told: Collection[dict[str, Any]]
) -> None:
    spec = importlib.util.spec_from_file_location("score_acl", DATA / "score_acl.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    given = [probe.model_dump() | {"_id": probe.id} for probe in probes]
    score = script.score(given, {line["probe_id"]: line for line in told})
    assert (score["denied"], score["allowed"]) == (measured["denied"], measured["allowed"])
    assert score["leak_any"] == measured["leaks"]
    assert score["utility_retrieved"] == measured["found_retrieved"]
    assert score["utility_cited"] == measured["found_cited"]
