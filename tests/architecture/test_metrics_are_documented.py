"""Every metric is in the documents, every alert stands on a metric, and none names anybody."""

import re
from typing import Any

import yaml

from chains.metrics import Metrics
from tests.architecture.conftest import ROOT

ALERTS = ROOT / "infra/observability/alerts.yaml"
_NAME = re.compile(r"\bfootnote_[a-z_]+")
_PARTS_OF_A_HISTOGRAM = ("_bucket", "_sum", "_count")
LABELS = {"outcome", "kind", "origin", "label", "by", "decision", "step"}
"""What metrics are told apart by: closed sets, and the ids of sources."""


def metrics() -> set[str]:
    """The names as a monitor sees them, a histogram by its own."""
    return {
        f"{one.name}_total" if one.type == "counter" else one.name
        for one in Metrics().registry.collect()
    }


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_the_operator_reads_of_every_metric_and_of_no_other() -> None:
    known = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert set(_NAME.findall(known)) == metrics()


def test_an_alert_stands_on_metrics_there_are_and_says_what_is_wrong() -> None:
    assert rules()
    for rule in rules():
        used = _NAME.findall(rule["expr"])
        named = {_base(name) for name in used}
        assert named
        assert named <= metrics(), rule["alert"]
        assert rule["annotations"]["summary"]


def test_what_should_never_happen_and_what_grows_too_old_raise_an_alert() -> None:
    expressions = " ".join(rule["expr"] for rule in rules())
    for name in ("recheck_drops_total", "unproved_documents_total", "permission_age_seconds"):
        assert f"footnote_{name}" in expressions


def test_no_metric_is_told_apart_by_who_or_what() -> None:
    instruments = [
        one for one in vars(Metrics()).values() if hasattr(one, "describe") and one is not None
    ]
    assert {label for one in instruments for label in getattr(one, "_labelnames", ())} == LABELS


def _base(name: str) -> str:
    for part in _PARTS_OF_A_HISTOGRAM:
        name = name.removesuffix(part)
    return name
