"""A workspace's versions of the model: used, dropped, and gone back from."""

from pathlib import Path

from chains.triage.adapted import Adapted


def test_without_a_version_the_released_model_is_used(tmp_path: Path) -> None:
    adapted = Adapted(tmp_path / "none", tmp_path / "released")
    assert adapted.current() == tmp_path / "released"
    assert not adapted.roll_back()


def test_a_version_is_used_and_rolled_back_one_at_a_time(tmp_path: Path) -> None:
    adapted = Adapted(tmp_path, tmp_path / "released")
    first = adapted.candidate()
    adapted.use(first)
    second = adapted.candidate()
    adapted.use(second)
    assert adapted.current() == second
    assert adapted.roll_back()
    assert adapted.current() == first
    assert adapted.roll_back()
    assert adapted.current() == tmp_path / "released"


def test_what_is_used_after_a_roll_back_leads_back_to_what_was_in_use(tmp_path: Path) -> None:
    adapted = Adapted(tmp_path, tmp_path / "released")
    adapted.use(adapted.candidate())
    adapted.roll_back()
    third = adapted.candidate()
    adapted.use(third)
    adapted.roll_back()
    assert adapted.current() == tmp_path / "released"


def test_a_version_that_is_dropped_leaves_nothing(tmp_path: Path) -> None:
    adapted = Adapted(tmp_path, tmp_path / "released")
    candidate = adapted.candidate()
    adapted.drop(candidate)
    assert not candidate.exists()
    assert adapted.current() == tmp_path / "released"


def test_a_choice_that_cannot_be_read_is_the_released_model(tmp_path: Path) -> None:
    adapted = Adapted(tmp_path, tmp_path / "released")
    (tmp_path / "current").write_text("seven")
    assert adapted.current() == tmp_path / "released"
    (tmp_path / "current").write_text("7")
    assert adapted.current() == tmp_path / "released"
