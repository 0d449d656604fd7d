"""Slack's limits for blocks, views and stream chunks, in one place.

A block is described by a model that refuses unknown keys, types and sizes; what holds over a
whole message or view is counted afterwards. Figures: docs.slack.dev (Block Kit reference, views)
and slack_sdk's models; the table's 10,000 characters and the cumulative Markdown limit are over
one message.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from bot.views.limits.blocks import AnyBlock
from bot.views.limits.surfaces import AnyChunk, HomeTab, Modal

Surface = Literal["message", "modal", "home"]
Json = Mapping[str, Any]

TEXT_CHARACTERS = 40_000
UPDATE_CHARACTERS = 4_000
MARKDOWN_CHARACTERS = 12_000
TABLE_CHARACTERS = 10_000
BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MESSAGE_ONLY = frozenset(
    {"markdown", "table", "data_table", "data_visualization", "context_actions", "task_card"}
    | {"plan", "card", "carousel", "container", "alert", "file"}
)


@dataclass(frozen=True)
class Violation:
    """A limit that does not hold, and where (a JSON pointer)."""

    pointer: str
    problem: str

    def __str__(self) -> str:
        return f"{self.problem} [json-pointer:{self.pointer}]"


def verdict(blocks: Sequence[Json], surface: Surface, *, submit: bool = True) -> list[Violation]:
    """What Slack would refuse in these blocks on that surface; nothing when all limits hold.

    `submit` says whether the modal has a submit button: an input needs one.
    """
    found = list(_shapes(list[AnyBlock], list(blocks), "/blocks"))
    if len(blocks) > BLOCKS[surface]:
        found.append(Violation("/blocks", f"no more than {BLOCKS[surface]} items allowed"))
    if found:
        return found
    for place, block in enumerate(blocks):
        if surface != "message" and block.get("type") in MESSAGE_ONLY:
            found.append(Violation(f"/blocks/{place}", f"{block['type']} is for messages only"))
        found.extend(_repeated_actions(block, f"/blocks/{place}"))
        if surface == "modal" and block.get("type") == "input" and not submit:
            found.append(Violation("/submit", "submit is required when there is an input block"))
    found.extend(_repeated([block.get("block_id") for block in blocks], "/blocks", "block_id"))
    return found + list(_over_the_message(blocks))


def view_verdict(view: Json) -> list[Violation]:
    """What Slack would refuse in a modal or an App Home."""
    surface: Surface = "home" if view.get("type") == "home" else "modal"
    model = HomeTab if surface == "home" else Modal
    shell = {key: value for key, value in view.items() if key != "blocks"}
    found = list(_shapes(model, shell, ""))
    blocks = view.get("blocks")
    if not isinstance(blocks, Sequence) or isinstance(blocks, str) or not blocks:
        return [*found, Violation("/blocks", "a view needs at least one block")]
    return found + verdict(blocks, surface, submit=bool(view.get("submit")))


def chunk_verdict(chunks: Sequence[Json]) -> list[Violation]:
    """What Slack would refuse in the chunks of a streamed message."""
    found = list(_shapes(list[AnyChunk], list(chunks), "/chunks"))
    for place, chunk in enumerate(chunks):
        if chunk.get("type") == "blocks" and not found:
            found.extend(
                Violation(f"/chunks/{place}{one.pointer}", one.problem)
                for one in verdict(chunk["blocks"], "message")
            )
    return found


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _shapes(shape: Any, value: Any, root: str) -> Iterator[Violation]:
    try:
        _adapter(shape).validate_python(value)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            problem = one["msg"].removeprefix("Value error, ")
            if one["type"] == "union_tag_invalid":
                problem = f"unsupported type: {one['ctx']['tag']}"
            yield Violation(root + _pointer(value, one["loc"]) or "/", problem)


def _pointer(value: Any, path: Sequence[int | str]) -> str:
    """The JSON pointer of an error; pydantic also names the union's member, which is left out."""
    pointer, tagged = "", False
    for part in path:
        if isinstance(value, dict) and part == value.get("type") and not tagged:
            tagged = True
            continue
        pointer += f"/{part}"
        tagged = False
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
    return pointer


def _over_the_message(blocks: Sequence[Json]) -> Iterator[Violation]:
    prose = sum(len(_text(block)) for block in blocks if block.get("type") == "markdown")
    if prose > MARKDOWN_CHARACTERS:
        yield Violation("/blocks", f"markdown blocks have {prose} characters, 12000 allowed")
    tables = [block for block in blocks if block.get("type") == "table"]
    if len(tables) > 1:
        yield Violation("/blocks", "only one table allowed in a message")
    cells = sum(
        _characters(block.get("rows"))
        for block in blocks
        if block.get("type") in ("table", "data_table")
    )
    if cells > TABLE_CHARACTERS:
        yield Violation("/blocks", f"table cells have {cells} characters, 10000 allowed")
    charts = [block for block in blocks if block.get("type") == "data_visualization"]
    if len(charts) > 2:  # not documented, measured
        yield Violation("/blocks", "no more than 2 data_visualization blocks allowed")


def _repeated_actions(block: Json, pointer: str) -> Iterator[Violation]:
    elements = block.get("elements")
    if isinstance(elements, list):
        ids = [one.get("action_id") for one in elements if isinstance(one, dict)]
        yield from _repeated(ids, pointer, "action_id")


def _repeated(ids: Sequence[Any], pointer: str, name: str) -> Iterator[Violation]:
    for one, times in Counter(str(one) for one in ids if one).items():
        if times > 1:
            yield Violation(pointer, f"{name} {one} is used {times} times")


def _text(block: Json) -> str:
    text = block.get("text")
    return text if isinstance(text, str) else ""


def _characters(value: Any) -> int:
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(one) for one in value.values())
    return sum(_characters(one) for one in value) if isinstance(value, list) else 0
