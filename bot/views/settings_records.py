"""The form of the settings for what is kept of answers, who may export it, and redaction."""

from bot.views import ids, wording
from bot.views.blocks import Block, context, plain, section
from bot.views.settings import modal
from chains.settings import AuditPolicy, RedactionSettings

MOST_AUDITORS = 100
MOST_CONFIDANTS = 5


def records_view(
    audit: AuditPolicy, redaction: RedactionSettings, confidants: tuple[str, ...] = ()
) -> Block:
    """The form, with what holds now."""
    blocks = [
        section(wording.RECORDS_INTRO),
        _field(ids.DAYS, "Keep it for", _days(audit.days), wording.DAYS_HINT),
        {
            **_field(
                ids.AUDITORS,
                "Auditors",
                _people(audit.auditors, MOST_AUDITORS),
                wording.AUDITORS_HINT,
            ),
            "optional": True,
        },
        context(wording.AUDITORS_SEE),
        {
            **_field(ids.REDACTION, "Remove answers", _ticked(redaction), wording.REDACTION_HINT),
            "optional": True,
        },
        {
            **_field(
                ids.CONFIDANTS,
                "In confidence to",
                _people(confidants, MOST_CONFIDANTS),
                wording.CONFIDANTS_HINT,
            ),
            "optional": True,
        },
    ]
    return modal(ids.SETTINGS_RECORDS, "Records and redaction", blocks, submit="Save")


def _field(name: str, label: str, element: Block, hint: str) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "hint": plain(hint, 150),
    }


def _days(days: int) -> Block:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": str(days),
        "min_value": "1",
        "max_value": "3650",
    }


def _people(chosen: tuple[str, ...], most: int) -> Block:
    element: Block = {
        "type": "multi_users_select",
        "placeholder": plain("Nobody"),
        "max_selected_items": most,
    }
    return {**element, "initial_users": list(chosen)} if chosen else element


def _ticked(redaction: RedactionSettings) -> Block:
    options = {
        ids.DELETED: {"text": plain(wording.DELETED_OPTION), "value": ids.DELETED},
        ids.REVOKED: {"text": plain(wording.REVOKED_OPTION), "value": ids.REVOKED},
    }
    chosen = {ids.DELETED: redaction.deleted, ids.REVOKED: redaction.revoked}
    element: Block = {"type": "checkboxes", "options": list(options.values())}
    if ticked := [options[name] for name, on in chosen.items() if on]:
        element["initial_options"] = ticked
    return element
