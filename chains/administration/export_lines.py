"""Pure: lines of the read audit as CSV, or as JSON lines."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from enum import StrEnum

from chains.administration.read_audit import Reading

COLUMNS = tuple(field.name for field in fields(Reading))
# With one of these first, a spreadsheet takes a cell for a formula; the wide ones in some locales.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Form(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSON_LINES = "jsonl"


def heading(form: Form) -> str:
    """What stands above the lines: the names of the columns in CSV, nothing in JSON lines."""
    return _csv(COLUMNS) if form is Form.CSV else ""


def line(reading: Reading, form: Form) -> str:
    """One line with its end. Times are ISO 8601 in UTC; in CSV what is unknown is empty.

    In CSV a text that a spreadsheet would take for a formula has an apostrophe before it. JSON is
    ASCII, so that no separator of Unicode can end a line early.
    """
    values = {name: _plain(value) for name, value in asdict(reading).items()}
    if form is Form.JSON_LINES:
        return json.dumps(values) + "\n"
    return _csv(_cell(value) for value in values.values())


def _plain(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(cells: Iterable[str]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(cells)
    return written.getvalue()
