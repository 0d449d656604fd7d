"""Reads files of one JSON object a line, and says which line is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chains.errors import ConfigurationError

Line = TypeVar("Line", bound=BaseModel)


def json_lines(path: Path, kind: type[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with its number, from 1; the line's ``_id`` is the field ``id``.

    Raises:
        ConfigurationError: the file cannot be read, or a line is malformed; the message names it.
    """
    for place, line in raw_lines(path):
        try:
            yield place, kind.model_validate(_renamed(parsed(line)))
        except ValidationError as error:
            raise malformed(path, place, reason_of(error)) from error
        except ValueError as error:
            raise malformed(path, place, str(error)) from error


def parsed(text: str) -> dict[str, Any]:
    """The JSON object that a text is.

    Raises:
        ValueError: it is something else; the message says what.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from error
    except (RecursionError, ValueError) as error:  # too many brackets, too many digits
        raise ValueError("not JSON that can be read") from error
    match found:
        case dict():
            return found
        case _:
            raise ValueError("not a JSON object")


def _renamed(line: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name not in {"id", "_id"}}
    return kept | ({"id": line["_id"]} if "_id" in line else {})


def raw_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with its number, from 1.

    Raises:
        ConfigurationError: the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for place, line in enumerate(file, start=1):
                if line.strip():
                    yield place, line.rstrip("\n")
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}.", "Check the name of the folder or file."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8: {error.reason}.", "Convert it.") from error


def malformed(path: Path, place: int, reason: str) -> ConfigurationError:
    """What is wrong with a line, by file and number."""
    return ConfigurationError(f"{path.name}, line {place}: {reason}.", f"Correct {path}.")


def reason_of(error: ValidationError) -> str:
    """What is wrong first, with the name of the field."""
    first = error.errors()[0]
    names = ["_id" if part == "id" else str(part) for part in first["loc"]]
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{'.'.join(names)}: {reason}" if names else reason
