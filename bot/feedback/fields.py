"""Pure: what stands in the fields of a form."""

from typing import Any


def written(view: dict[str, Any], name: str) -> str:
    """The text of a field, trimmed."""
    return str(_state(view, name).get("value") or "").strip()


def chosen(view: dict[str, Any], name: str) -> str:
    """The value of the option that was chosen; empty where none was."""
    return str((_state(view, name).get("selected_option") or {}).get("value") or "")


def _state(view: dict[str, Any], name: str) -> dict[str, Any]:
    values: dict[str, Any] = view["state"]["values"]
    state: dict[str, Any] = values.get(name, {}).get(name, {})
    return state
