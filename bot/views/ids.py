"""The names by which Slack sends back what was done in a settings modal, and what asks why."""

SETTINGS_ROOT = "settings_root"
SETTINGS_FOLDER = "settings_folder"
SETTINGS_READERS = "settings_readers"
SETTINGS_SCOPES = "settings_scopes"
SETTINGS_RECORDS = "settings_records"
"""The form of records and redaction, and the button that opens it."""

SETTINGS_SPENDING = "settings_spending"
"""The form of answers and budgets, and the button that opens it."""
SETTINGS_LANGUAGE = "settings_language"
"""The form of the workspace's language, and the button that opens it."""

SETTINGS_CONNECT = "settings_connect"
SETTINGS_PAGE = "settings_page"
SETTINGS_CHANNEL = "settings_channel"
SETTINGS_DEFAULT = "settings_default"
SETTINGS_CHANNEL_CHOSEN = "settings_channel_chosen"

SOURCE_SYNC = "source_sync"
SOURCE_PAUSE = "source_pause"
SOURCE_RESUME = "source_resume"
SOURCE_REMOVE = "source_remove"
SOURCE_READERS = "source_readers"

READER = "settings_reader_"
"""What the actions of the four reader fields begin with; the block's name follows."""

PATH, SCOPE, LINK = "path", "scope", "link"
COLLECTIVES, GROUPS, CHANNELS, PEOPLE = "collectives", "groups", "channels", "people"
SIGN_IN_REQUIRED = "sign_in_required"
"""The field of a source's forms, and the value of its one option."""
SENDS = "sends"
"""The field of a source's forms that says what a chat model's provider may be sent."""
CHANNEL, SCOPES, MEMBERS = "channel", "scopes", "members"
FOLLOW_UPS = "follow_ups"
PASSIVE_HELP = "passive_help"
LANGUAGE = "language"
DAYS, AUDITORS, REDACTION, CONFIDANTS = "days", "auditors", "redaction", "confidants"
EFFORT, PRICES = "effort", "prices"
BUDGETS = ("workspace", "channel", "person")
"""Whose budgets there are; the fields are these, a full stop, and `tokens` or `usd`."""
DELETED, REVOKED = "deleted", "revoked"
"""The values of the two options of redaction."""

WHY = "why"
"""The button under an answer; its value is the answer's request id."""
WHY_SOURCE = "why_source"
"""The menu beside a source; its value is the source's number, a full stop, and the request id.

Of an only source these stand in `ANSWER_MENU`."""
PASSAGE = "passage"
"""What stands before these, and a full stop, where the passage is to be shown."""
PASSAGE_VIEW = "passage_view"

SEARCH_ANYWAY = "search_anyway"
SEARCH_MEANT = "search_meant"
"""The button under a reply without a search; its value is the request id."""
CONFIDE = "confide"
"""The button that passes on what somebody wrote; its value says to whom, and their words."""

HELP_ACCEPTED, HELP_DECLINED = "help_accepted", "help_declined"
"""The buttons of an offer to answer what somebody asked a channel."""

HELPFUL, NOT_HELPFUL = "helpful", "not_helpful"
AGAIN, HELP, VOUCH = "again", "help", "vouch"
"""What may be done with an answer: the actions of buttons, or in the menu below it, where they
stand before a full stop and the request id."""
ANSWER_MENU = "answer_menu"
FEEDBACK_REASON, FEEDBACK_WORDS = "reason", "words"
FEEDBACK_FORM, HELP_FORM, VOUCH_FORM = "feedback_form", "help_form", "vouch_form"
