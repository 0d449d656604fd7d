"""views.*: modals and App Home."""

from bot.playground.modals import STACK
from bot.playground.rules import Json
from bot.playground.tickets import Trigger
from bot.playground.web_api.call import ApiError, Call, check, refused
from bot.views.limits import view_verdict


async def open_(call: Call) -> Json:
    """Open a modal for the person whose trigger this is."""
    trigger, view = _trigger(call), _view(call, "modal")
    workspace = call.workspace
    if workspace.modals.stack(trigger.person):
        _close_all(call, trigger.person)
    return _shown(call, trigger, workspace.modals.open(trigger.person, view))


async def push(call: Call) -> Json:
    """Open a modal on top of another."""
    trigger, view = _trigger(call), _view(call, "modal")
    stack = call.workspace.modals.stack(trigger.person)
    if not stack:
        raise ApiError("view_not_found")
    if len(stack) >= STACK:
        raise ApiError("push_limit_reached")
    return _shown(call, trigger, call.workspace.modals.open(trigger.person, view))


async def update(call: Call) -> Json:
    """Change a view that is open."""
    modals = call.workspace.modals
    found = modals.find(call.text("view_id") or None, call.text("external_id") or None)
    if found is None:
        raise ApiError("not_found")
    person, old = found
    view = _view(call, old["type"])
    if call.text("hash") and call.text("hash") != old["hash"]:
        raise ApiError("hash_conflict")
    changed = modals.replace(old, view)
    call.workspace.feed.publish("view_updated", {"view": changed}, frozenset({person}))
    call.workspace.stir()
    return {"view": changed}


async def publish(call: Call) -> Json:
    """Set a person's App Home."""
    person = call.required("user_id")
    if person not in call.workspace.directory.people:
        raise ApiError("user_not_found")
    view = _view(call, "home")
    before = call.workspace.modals.home(person)
    if call.text("hash") and before is not None and call.text("hash") != before["hash"]:
        raise ApiError("hash_conflict")
    made = call.workspace.modals.publish(person, view)
    call.workspace.feed.publish("home", {"view": made}, frozenset({person}))
    call.workspace.stir()
    return {"view": made}


def _trigger(call: Call) -> Trigger:
    trigger = call.workspace.tickets.find_trigger(call.required("trigger_id"))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    expired = call.workspace.tickets.expired(trigger)
    if expired or "expired_trigger" in call.workspace.faults:
        raise ApiError("expired_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    return trigger


def _view(call: Call, kind: str) -> Json:
    view = call.json("view")
    if not isinstance(view, dict):
        raise refused("invalid_arguments", "[ERROR] missing required field: view")
    if view.get("type") != kind:
        raise refused("invalid_arguments", f"[ERROR] view must be of type {kind}")
    check(view_verdict(view), "invalid_arguments")
    return view


def _shown(call: Call, trigger: Trigger, view: Json) -> Json:
    trigger.used, trigger.view_id = True, view["id"]
    call.workspace.feed.publish("view_opened", {"view": view}, frozenset({trigger.person}))
    if trigger.answers is not None and trigger.channel is not None:
        call.workspace.questions.notice_view(trigger.channel, trigger.answers)
    return {"view": view}


def _close_all(call: Call, person: str) -> None:
    for view in reversed(call.workspace.modals.close_all(person)):
        call.workspace.feed.publish("view_closed", {"view": view}, frozenset({person}))
