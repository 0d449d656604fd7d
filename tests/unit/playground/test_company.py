"""The company's file is read strictly."""

from pathlib import Path

import pytest

from bot.playground.company import dm_of, load_company
from chains.errors import ConfigurationError

GOOD = """
workspace: {id: T0TIDE, name: Tidewater, domain: tidewater}
people:
  - {id: U0ANA, name: Ana Ruiz, role: engineer, email: ana@tidewater.example}
groups:
  - {id: S0ENG, handle: engineering, name: Engineering, members: [U0ANA]}
conversations:
  - {id: C0GENERAL, name: general, kind: public, members: [U0ANA]}
opening:
  - {as: U0ANA, channel: D0ANA, text: hello}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "company.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_company_is_read(tmp_path: Path) -> None:
    company = load_company(written(tmp_path, GOOD))
    assert company.people[0].full_member
    assert company.opening[0].author == "U0ANA"
    assert dm_of("U0ANA") == "D0ANA"


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("role: engineer", "role: engineer, mood: good", "people.0.mood"),
        ("members: [U0ANA]}\nconv", "members: [U0BEN]}\nconv", "U0BEN, which nothing defines"),
        ("kind: public", "kind: secret", "conversations.0.kind"),
        ("channel: D0ANA", "channel: D0BEN", "opening names D0BEN"),
        ("id: C0GENERAL", "id: general", "conversations.0.id"),
        ("groups:", "groups: [", "not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, wrong: str, right: str, complaint: str
) -> None:
    assert wrong in GOOD
    with pytest.raises(ConfigurationError, match=complaint):
        load_company(written(tmp_path, GOOD.replace(wrong, right)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_company(tmp_path / "none.yaml")
