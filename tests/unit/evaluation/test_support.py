"""Judged pairs are read in the form of each set, and what tells them apart is counted."""

import json
from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.evaluation.support import MEASURED_ON, measure_support, read_pairs

KNOWN = "Contractors get a badge on their first day."
FALSE = "I love sailing with my friends."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Each set with one pair that is supported and one that is not."""
    for name in ("begin", "wice", "halueval"):
        (tmp_path / name).mkdir()
    header = "model_name\tdata_source\tknowledge\tmessage\tresponse\tbegin_label\n"
    rows = (KNOWN, "Fully attributable"), (FALSE, "Not fully attributable")
    begin = [f"m\twow\t{KNOWN}\thello\t{said}\t{label}\n" for said, label in rows]
    (tmp_path / MEASURED_ON[0]).write_text(header + "".join(begin))
    claims = (KNOWN, "supported"), (FALSE, "partially_supported")
    wice = [json.dumps({"label": of, "claim": said, "evidence": [KNOWN]}) for said, of in claims]
    (tmp_path / MEASURED_ON[1]).write_text("\n".join(wice))
    answer = {"knowledge": KNOWN, "right_answer": KNOWN, "hallucinated_answer": FALSE}
    (tmp_path / MEASURED_ON[2]).write_text(json.dumps(answer))
    return tmp_path


def test_every_form_is_read(folder: Path) -> None:
    for name in MEASURED_ON:
        pairs = read_pairs(folder, name)
        assert [(one.sentence, one.supported) for one in pairs] == [(KNOWN, True), (FALSE, False)]


def test_what_is_dropped_rightly_and_falsely_is_counted(folder: Path) -> None:
    report = measure_support(folder, lambda *_: None, fit=False)
    for name in MEASURED_ON:
        assert report[name]["pairs"] == 2
        assert report[name]["verification"] == {"caught": 1.0, "dropped": 0.0}
        assert report[name]["model"] == {"auroc": 1.0, "caught_at_10pct": 1.0}


def test_a_set_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="begin_dev_wow"):
        read_pairs(tmp_path, MEASURED_ON[0])
