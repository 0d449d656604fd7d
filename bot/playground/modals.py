"""Views as Slack keeps them: stacks of modals, one a person, and everybody's App Home."""

import copy
import secrets

from bot.playground.company import APP_ID, BOT_ID
from bot.playground.elements import give_ids
from bot.playground.rules import Json

STACK = 3
_GIVEN = ("type", "callback_id", "private_metadata", "external_id", "title", "submit", "close")


class Modals:
    """Open modals by person, topmost last, and published App Homes."""

    def __init__(self, team: str) -> None:
        self._team = team
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}

    def stack(self, person: str) -> list[Json]:
        """The modals a person has open, the topmost last."""
        return self._stacks.setdefault(person, [])

    def home(self, person: str) -> Json | None:
        """The person's App Home, once published."""
        return self._homes.get(person)

    def open(self, person: str, view: Json) -> Json:
        """Open a view on top of the stack."""
        stack = self.stack(person)
        made = self._made(view, stack[-1] if stack else None)
        stack.append(made)
        return made

    def publish(self, person: str, view: Json) -> Json:
        """Set a person's App Home; its id stays the same."""
        before = self._homes.get(person)
        made = self._made(view, None)
        if before is not None:
            made["id"] = made["root_view_id"] = before["id"]
        self._homes[person] = made
        return made

    def find(self, view_id: str | None, external_id: str | None = None) -> tuple[str, Json] | None:
        """The person and the open view or home of that id."""
        for person, stack in self._stacks.items():
            for view in stack:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return person, view
        for person, view in self._homes.items():
            if view["id"] == view_id:
                return person, view
        return None

    def replace(self, old: Json, view: Json) -> Json:
        """Change a view in place: same id, new hash and content."""
        fresh = self._made(view, None)
        keep = {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
        old.clear()
        old.update(fresh | keep)
        return old

    def close(self, person: str, view: Json) -> None:
        """Close one view."""
        stack = self.stack(person)
        if view in stack:
            stack.remove(view)

    def close_all(self, person: str) -> list[Json]:
        """Close a person's whole stack."""
        stack = self.stack(person)
        closed = list(stack)
        stack.clear()
        return closed

    def _made(self, view: Json, below: Json | None) -> Json:
        made: Json = {"id": "V0" + secrets.token_hex(5).upper(), "team_id": self._team}
        made |= {key: copy.deepcopy(view.get(key)) for key in _GIVEN}
        made["callback_id"] = made["callback_id"] or ""
        made["private_metadata"] = made["private_metadata"] or ""
        made["external_id"] = made["external_id"] or ""
        made["blocks"] = copy.deepcopy(view.get("blocks", []))
        give_ids(made["blocks"])
        made["notify_on_close"] = bool(view.get("notify_on_close", False))
        made["clear_on_close"] = bool(view.get("clear_on_close", False))
        made["state"] = {"values": {}}
        made["hash"] = secrets.token_hex(8)
        made["app_id"], made["bot_id"] = APP_ID, BOT_ID
        made["app_installed_team_id"] = self._team
        made["previous_view_id"] = below["id"] if below else None
        made["root_view_id"] = below["root_view_id"] if below else made["id"]
        return made
