"""Pure: what an auditor asks for, out of the words after `/footnote audit`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from chains.administration.export_lines import Form
from chains.administration.read_audit import ReadFilter
from chains.errors import Refused, reason

NOT_UNDERSTOOD = reason(
    "Write `/footnote audit`, and after it any of: the first day and the last, as 2026-05-31 and in"
    " UTC; a person; a channel; the link of a document; `csv` or `jsonl`."
)
# As Slack writes people, channels and links in a command, with or without the name they show.
_PERSON = re.compile(r"<@([A-Z0-9]{2,30})(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#([A-Z0-9]{2,30})(?:\|[^>]*)?>")
_LINK = re.compile(r"<?(https?://[^\s<>|]{1,2000})(?:\|[^>]*)?>?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_MOST_DAYS = 2


@dataclass(frozen=True)
class Asked:
    """An export that somebody wants."""

    wanted: ReadFilter
    form: Form


def asked(words: str) -> Asked:
    """What is asked for; without words all that is kept, as CSV.

    Raises:
        Refused: a word is unknown or stands there twice, or a day is none of the calendar.
    """
    days: list[date] = []
    found: dict[str, Any] = {}
    # A link may show a text with spaces in it.
    for word in re.findall(r"<[^>]*>|\S+", words):
        if _DAY.fullmatch(word):
            days.append(_day(word))
            continue
        name, value = _read(word)
        if name in found:
            raise Refused(NOT_UNDERSTOOD)
        found[name] = value
    form = found.pop("form", Form.CSV)
    return Asked(ReadFilter(**_between(days), **found), form)


def _read(word: str) -> tuple[str, str]:
    for name, pattern in (("person", _PERSON), ("channel", _CHANNEL), ("document", _LINK)):
        if match := pattern.fullmatch(word):
            return name, _plain(match[1])
    if word.lower() in set(Form):
        return "form", Form(word.lower())
    try:
        return "document", str(UUID(word))
    except ValueError:
        raise Refused(NOT_UNDERSTOOD) from None


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Refused(NOT_UNDERSTOOD) from None


def _between(days: list[date]) -> dict[str, datetime]:
    """From the beginning of the first day to the end of the last."""
    if len(days) > _MOST_DAYS or days != sorted(days):
        raise Refused(NOT_UNDERSTOOD)
    bounds: dict[str, datetime] = {}
    if days:
        bounds["since"] = datetime.combine(days[0], time(), UTC)
    if len(days) == _MOST_DAYS and days[1] < date.max:
        bounds["until"] = datetime.combine(days[1] + timedelta(days=1), time(), UTC)
    return bounds


def _plain(text: str) -> str:
    for escaped, character in _ENTITIES:
        text = text.replace(escaped, character)
    return text
