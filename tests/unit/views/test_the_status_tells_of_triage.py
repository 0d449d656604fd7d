"""`/footnote status` says when the classifier was refused, and when it is out of its field."""

from datetime import UTC, datetime

from bot.language.say import ENGLISH
from bot.views.status import DRIFT, TRIAGE_REFUSED, TRIAGE_RUNS, Report, status_message
from chains.administration.triage_health import TriageReport

REPORT = Report(datetime(2026, 11, 27, tzinfo=UTC), ())


def shown(triage: TriageReport, *, administrator: bool = True) -> str:
    report = REPORT if administrator else None
    return str(
        status_message(ENGLISH, "r", waiting=0, ready=True, report=report, triage=triage).blocks
    )


def test_everybody_is_told_that_rules_decide() -> None:
    for administrator in (True, False):
        assert ENGLISH(TRIAGE_REFUSED) in shown(
            TriageReport(refused=True), administrator=administrator
        )
        assert ENGLISH(TRIAGE_RUNS) in shown(TriageReport(), administrator=administrator)


def test_counts_are_for_administrators() -> None:
    triage = TriageReport({"how_to": 30, "small_talk": 40}, unsure=3)
    assert "small talk 40, how to 30" in shown(triage)
    assert "Unsure: 4 %" in shown(triage)
    assert "how to" not in shown(triage, administrator=False)


def test_drift_is_an_alert_from_enough_messages_on() -> None:
    assert ENGLISH(DRIFT) in shown(TriageReport({"how_to": 100}, unsure=21))
    assert ENGLISH(DRIFT) not in shown(TriageReport({"how_to": 100}, unsure=20))
    assert ENGLISH(DRIFT) not in shown(TriageReport({"how_to": 49}, unsure=40))
    assert ENGLISH(DRIFT) not in shown(
        TriageReport({"how_to": 100}, unsure=90), administrator=False
    )
