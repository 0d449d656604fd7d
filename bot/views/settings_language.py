"""The form of the settings for the language that is spoken where nothing says which."""

from bot.language.say import Say
from bot.views import ids, wording
from bot.views import settings_labels as labels
from bot.views.blocks import Block, plain, section
from bot.views.settings import modal
from chains.settings import Language

NAMES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.FRENCH: "Français",
    Language.SPANISH: "Español",
    Language.PORTUGUESE: "Português (Brasil)",
    Language.JAPANESE: "日本語",
}
"""Each in its own language, as whoever looks for it knows it."""


def language_view(say: Say, chosen: Language) -> Block:
    """The form, with what holds now."""
    options = {one: {"text": plain(name), "value": one.value} for one, name in NAMES.items()}
    field = {
        "type": "input",
        "block_id": ids.LANGUAGE,
        "label": plain(say(labels.LANGUAGE)),
        "element": {
            "type": "static_select",
            "action_id": ids.LANGUAGE,
            "options": list(options.values()),
            "initial_option": options[chosen],
        },
    }
    blocks = [section(say(labels.LANGUAGE_INTRO)), field]
    title, save = say(labels.LANGUAGE), say(wording.SAVE)
    return modal(say, ids.SETTINGS_LANGUAGE, title, blocks, submit=save)
