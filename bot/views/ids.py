"""The names by which Slack sends back what was done in a settings modal, and what asks why."""

SETTINGS_ROOT = "settings_root"
SETTINGS_FOLDER = "settings_folder"
SETTINGS_READERS = "settings_readers"
SETTINGS_SCOPES = "settings_scopes"

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
CHANNEL, SCOPES, MEMBERS = "channel", "scopes", "members"

WHY = "why"
"""The button under an answer; its value is the answer's request id."""
WHY_SOURCE = "why_source"
"""The menu beside a source; its value is the source's number, a full stop, and the request id."""
