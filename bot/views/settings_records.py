"""The form of the settings for what is kept of answers, who may export it, and redaction."""

from bot.language.say import Say
from bot.views import ids, wording
from bot.views import settings_labels as labels
from bot.views.blocks import Block, context, plain, section
from bot.views.settings import modal
from chains.settings import AuditPolicy, RedactionSettings

MOST_AUDITORS = 100
MOST_CONFIDANTS = 5


def records_view(
    say: Say,
    audit: AuditPolicy,
    redaction: RedactionSettings,
    confidants: tuple[str, ...] = (),
) -> Block:
    """The form, with what holds now."""
    people, ticked = _people(say, audit.auditors, MOST_AUDITORS), _ticked(say, redaction)
    blocks = [
        section(say(wording.RECORDS_INTRO)),
        _field(ids.DAYS, say(labels.KEEP_FOR), _days(audit.days), say(wording.DAYS_HINT)),
        {
            **_field(ids.AUDITORS, say(labels.AUDITORS), people, say(wording.AUDITORS_HINT)),
            "optional": True,
        },
        context(say(wording.AUDITORS_SEE)),
        {
            **_field(
                ids.REDACTION, say(labels.REMOVE_ANSWERS), ticked, say(wording.REDACTION_HINT)
            ),
            "optional": True,
        },
        {
            **_field(
                ids.CONFIDANTS,
                say(labels.CONFIDANTS),
                _people(say, confidants, MOST_CONFIDANTS),
                say(wording.CONFIDANTS_HINT),
            ),
            "optional": True,
        },
    ]
    title, save = say(labels.RECORDS), say(wording.SAVE)
    return modal(say, ids.SETTINGS_RECORDS, title, blocks, submit=save)


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


def _people(say: Say, chosen: tuple[str, ...], most: int) -> Block:
    element: Block = {
        "type": "multi_users_select",
        "placeholder": plain(say(labels.NOBODY)),
        "max_selected_items": most,
    }
    return {**element, "initial_users": list(chosen)} if chosen else element


def _ticked(say: Say, redaction: RedactionSettings) -> Block:
    options = {
        ids.DELETED: {"text": plain(say(wording.DELETED_OPTION)), "value": ids.DELETED},
        ids.REVOKED: {"text": plain(say(wording.REVOKED_OPTION)), "value": ids.REVOKED},
    }
    chosen = {ids.DELETED: redaction.deleted, ids.REVOKED: redaction.revoked}
    element: Block = {"type": "checkboxes", "options": list(options.values())}
    if ticked := [options[name] for name, on in chosen.items() if on]:
        element["initial_options"] = ticked
    return element
