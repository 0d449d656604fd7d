"""The sentences people read, each in one place, in one neutral voice."""

from chains.answering.outcome import Note

SOURCES = "Sources"
REST_IN_SOURCES = "Cut here: the rest is in the sources below."
OLD = "over two years old"
OWNER = "kept by {owner}"
OLDER = "Older, and saying otherwise:"
NEAREST = "Nearest to it is {source}. Its owner may know."
REST_CUT = "Cut here."
MORE_SOURCES = "and {count} more"
MORE_DOCUMENTS = "{count} more documents match. Narrow the search with `in:` and a scope."

NOT_WRITTEN = {
    Note.MODEL_UNAVAILABLE: "Quoted word for word: the language model was not available.",
    Note.NOT_TRANSLATED: "Quoted in the documents' own language: nothing here translates them.",
    Note.PARTLY_TRANSLATED: (
        "What could not be translated to the letter stands in the documents' own language."
    ),
    Note.OVER_BUDGET: ("Quoted word for word: today's budget for the language model is used up."),
}

SEARCHED = "Searched {count} sources"
SEARCHED_ONE = "Searched one source"
TOOK = "took {seconds:.1f} s"
NO_MODEL = "no language model"
NO_PRICE = "cost not known"

DOCUMENTS_ONE = "One document matches:"
DOCUMENTS = "{count} documents match, best first:"
UNSURE = "No passage answers this for certain. These documents come closest:"

NOTHING_FOR_YOU = "Nothing that you may read answers this."
NOTHING_HERE = "Nothing that everyone in this conversation may read answers this."
NO_WORDS = "There are no words to search for in this question."
UNKNOWN_SCOPE = "There is no scope of this name."
SEARCHED_IN = "Searched in: {scopes}."
WHAT_TO_TRY = "What to try next:"
TRY_REPHRASE = "Ask in other words, or name the thing you look for."
TRY_FIND = "`/find` and a few words lists the documents that mention them."
TRY_NARROW = "`in:` and a scope, such as `in:handbook`, narrows the search."
TRY_WIDEN = "Leave out `in:` to search everywhere."
TRY_PRIVATE = "Ask in a direct message: there you may read more than a channel may."

NOTICE = (
    "Guests or people of another organisation read this conversation, so nothing internal is "
    "said here."
)
NOTICE_PRIVATE = "Ask in a direct message, where only you read the reply."
MORE = "There is more that you may read, and that not everyone in this conversation may."
SHOW_PRIVATELY = "Show it to me"

SHARE = "Share to the channel"
SHARED = "Shared with this conversation, as far as everyone in it may read."
SHARED_ALREADY = "This was shared already."
NOT_SHARED = "Nothing was shared: nothing that everyone in this conversation may read answers this."
SHARE_REFUSED = (
    "This cannot be shared. You and Footnote both have to be in the conversation, and the answer"
    " has to be yours and less than a day old."
)
LEFT_OUT = "These sources of your private answer were left out: {titles}."

WHY = "Why"
WHY_SOURCE = "Why may I see this?"
SHOW_PASSAGE = "Show the passage"
PASSAGE = "The passage"
NO_PASSAGE = "There is no such passage that you may read."
PASSAGE_GONE = (
    "No passage to show here: the document has changed since, or is cited as a whole. The link"
    " leads to it."
)
PASSAGE_TERMS = "As the document says it now, without its own links and pictures. Only you see it."
PASSAGE_CUT = "Cut here: the link leads to the rest. Only you see it."

HELPFUL = "Helpful"
NOT_HELPFUL = "Not helpful"
AGAIN = "Ask again"
HELP = "Ask a person"
VOUCH = "Verify or correct"
THANKS = "Thank you. What you say of an answer is counted; pressing again changes it."
NOT_YOURS = "This answer is not here for you any more, or it is not yours."
FEEDBACK_TITLE = "What was wrong?"
FEEDBACK_INTRO = "That it did not help is noted. If you like, say why:"
FEEDBACK_WORDS_HINT = "Kept for 7 days, for whoever runs Footnote. At most 300 characters."
REASONS = {
    "wrong": "It is wrong",
    "out_of_date": "It is out of date",
    "incomplete": "Something is missing",
    "not_for_me": "It is not about my question",
    "other": "Something else",
}
HELP_NOBODY = "There is nobody to ask at the moment."
HELP_GONE = "Only who asked can hand a question to a person, within a day."
HELP_TO = "This goes to {names} when you press Send, as a message from Footnote with your name:"
HELP_SENT_ALONE = "Nothing else is sent: neither the answer nor its sources."
HELP_OTHERS = "It would go to others now. Please look again before you send it."
HELP_SENT = "Sent to {names}. They answer you themselves."
HELP_NOT_SENT = "It could not be delivered to {names}. Please ask them yourself."
HELP_ASKS = "<@{asker}> has a question, and asked Footnote to pass it on:"
HELP_REPLY = "Please answer them directly: Footnote passes nothing back."
VOUCH_OWNERS = (
    "Only the owner of every source of an answer can verify or correct it: who is named in them,"
    " by the confirmed address of their Slack profile."
)
VOUCH_GONE = "The question is no longer kept. Have it asked again, in a conversation you can read."
VOUCH_INTRO = "Whoever asks this and may read all of the sources gets these words first:"
VOUCH_TERMS = (
    "Your name and the date stand below. It holds until one of the sources changes. Links and"
    " mentions are shown as plain words. Empty: what you said before is taken back."
)
VOUCHED = "This is now the first answer to this question, for those who may read its sources."
UNVOUCHED = "Nothing of yours stands for this question now."
VERIFIED = "Verified by its owner, <@{person}>, on {day}"

SEARCH_ANYWAY = "Search anyway"
CONFIDE_TO = (
    "If you want, this goes to {names}, as a message from Footnote with your name, and to nobody"
    " else. Unless you press the button, nothing is sent:"
)
CONFIDE = "Send to {count} people"
CONFIDE_ONE = "Send to this person"
CONFIDE_SURE = "Send it?"
CONFIDE_ASKED = "They read your name and the words shown above. It cannot be taken back."
CONFIDED_BY = "<@{asker}> asked Footnote to pass this on to you, in confidence:"
CONFIDE_OTHERS = "It would go to others now, so nothing was sent. Please write it once more."

FAILED_TRY_AGAIN = "This did not work. Please ask again in a minute."
FAILED = "This did not work, and asking again will not help. Please tell an administrator."
REQUEST = "Request {request}"

STOPPED = "Stopped."
WITHDRAWN = "This was taken back while it was being written."

REDACTED = "This answer was removed, because its sources are no longer available."

TOPICS = "What several people asked in the last 30 days, and nothing answered"
NO_TOPICS = "Nothing was asked in vain by {fewest} people or more in the last 30 days."
TOPIC = "*{words}* · {people} people · last on {day}"
TOPICS_TERMS = (
    "Only what at least {fewest} people asked about, in words that at least {fewest} of them used,"
    " so that nobody is known by a question. Sentences only of public channels, where {fewest}"
    " people asked the same."
)

ADMINISTRATORS_ONLY = "Only administrators of this workspace may see and change its settings."
NO_SOURCES = "No source is connected yet. Connect a folder of Markdown documents to begin."
SOURCES_INTRO = (
    "What is saved here holds for the next question. Every change is recorded with who made it."
)
SYNC_ASKED = "The sync has been asked for. Reopen the settings to see how it went."
REMOVE_CONFIRM = (
    "Nobody can read its documents from that moment on. The files themselves stay where they are."
)
READERS_NOBODY = "Nobody is chosen yet: choose at least one."
READERS_PREVIEW = "Able to read it: {readers}."
READERS_NARROW = "A document can narrow this further, never widen it."
SIGN_IN_REQUIRED = "Readers must be signed in"
SIGN_IN_REQUIRED_HINT = "With the company's provider; never in channels."
SIGN_IN_NEEDED = "signed in with the company's identity provider"
SENDS = "What a language model may be sent"
SENDS_SAID = {
    "all": "; a language model may be sent all of it",
    "nothing": "; a language model is sent nothing of it",
}
SENDS_HINT = "Only where one is configured. The rest is quoted word for word."
SENDS_OPEN = "What all full members may read"
SENDS_ALL = "Everything in it"
SENDS_NOTHING = "Nothing"
EVERYONE = "all full members of this workspace"
GUESTS = "guests"
PARTNERS = "people of other organisations"
LINK_HINT = (
    "The address under which people open these documents, for the footnotes. A document's path is"
    " added to it."
)
PATH_HINT = "A folder on the machine Footnote runs on. Its .md files are read, sub-folders too."
SCOPE_HINT = "The name for `in:`, such as people-team: 2 to 40 lower-case letters, digits, hyphens."
NO_SCOPES = "There is no scope to choose from: connect a source first."
SCOPES_CHANNEL = "Questions asked in this channel search only these scopes. None means everywhere."
MEMBERS_READ = "Use everything that each current member may read"
MEMBERS_READ_HINT = (
    "Private channels without guests or partners only. Whoever joins later can read older replies."
)
FOLLOW_UPS = "Answer follow-ups in threads without a mention"
FOLLOW_UPS_HINT = (
    "Questions of somebody it has answered in that thread. The app has to be subscribed to the"
    " channel's messages."
)
SCOPES_DEFAULT = (
    "Questions asked in channels without a choice of their own search only these scopes. None"
    " means everywhere."
)
SPENDING_INTRO = (
    "Budgets are of a day (UTC) and hold before each call of a language model; over them, answers"
    " are quoted. Empty is no limit. What is saved here takes the place of `footnote.toml`."
)
EFFORT_OPTION = "Sources searched, time and cost"
EFFORT_HINT = "Counts only sources that everyone who reads the answer may read something of."
BUDGET_LABELS = {
    "workspace": "of everybody together",
    "channel": "of each channel",
    "person": "of each person",
}
TOKENS_WRONG = "Give a whole number of tokens, up to 1000000000000, or nothing."
USD_WRONG = "Give an amount such as 20 or 0.50, up to 1000000, or nothing."
PRICES_HINT = "A line each: provider:model, input, output. US dollars for a million tokens."
PRICES_EXAMPLE = "openai:our-own-model 0.10 0.40"
PRICE_WRONG = "Line {line}: give a model and two prices, such as openai:our-own-model 0.10 0.40."
PRICE_TWICE = "Line {line}: this model has a price above already."
PRICES_TOO_MANY = "Give the prices of at most 50 models."
RECORDS_INTRO = (
    "Of each answer it is kept who was shown which documents, where and when; never its words."
)
DAYS_HINT = "For so many days, 1 to 3650. What is older is deleted within a day."
AUDITORS_HINT = "They may export it by /footnote audit. Administrators only if chosen here."
AUDITORS_SEE = (
    "An export names every document that was shown, with its title and link, also those that the"
    " auditor may not read. Nothing else in Footnote does. Every export is recorded."
)
CONFIDANTS_HINT = "A person who writes about distress may pass their words on to them."
CONFIDANTS_WRONG = "Only full members of this workspace can be chosen here."
TOO_MANY_CONFIDANTS = "Choose at most 5 people."
DELETED_OPTION = "When a source of it was deleted"
REVOKED_OPTION = "When those who read it may no longer read a source of it"
REDACTION_HINT = "One sentence then stands in place of a posted answer. This cannot be undone."
DAYS_WRONG = "Give a whole number of days from 1 to 3650."
TOO_MANY_AUDITORS = "Choose at most 100 people."
AUDITORS_WRONG = (
    "Only full members of this workspace can be auditors: take out guests, apps and people who"
    " have left."
)
