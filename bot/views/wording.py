"""The sentences people read, each in one place, in one neutral voice, marked for translation."""

from bot.language.phrases import phrase, phrases
from chains.answering.outcome import Note

SOURCES = phrase("Sources")
REST_IN_SOURCES = phrase("Cut here: the rest is in the sources below.")
OLD = phrase("over two years old")
OWNER = phrase("kept by {owner}")
OLDER = phrase("Older, and saying otherwise:")
NEAREST = phrase("Nearest to it is {source}. Its owner may know.")
REST_CUT = phrase("Cut here.")
MORE_SOURCES = phrase("and {count} more")
MORE_DOCUMENTS = phrases(
    "One more document matches. Narrow the search with `in:` and a scope.",
    "{count} more documents match. Narrow the search with `in:` and a scope.",
)

NOT_WRITTEN = {
    Note.MODEL_UNAVAILABLE: phrase("Quoted word for word: the language model was not available."),
    Note.NOT_TRANSLATED: phrase(
        "Quoted in the documents' own language: nothing here translates them."
    ),
    Note.PARTLY_TRANSLATED: phrase(
        "What could not be translated to the letter stands in the documents' own language."
    ),
    Note.SHORTEST: phrase("One sentence: it does not get any shorter."),
    Note.OVER_BUDGET: phrase(
        "Quoted word for word: today's budget for the language model is used up."
    ),
}

SEARCHED = phrases("Searched one source", "Searched {count} sources")
TOOK = phrase("took {seconds} s")
NO_MODEL = phrase("no language model")
NO_PRICE = phrase("cost not known")

DOCUMENTS = phrases("One document matches:", "{count} documents match, best first:")
UNSURE = phrase("No passage answers this for certain. These documents come closest:")

LANGUAGES = phrase(
    "What is searched here is written in {languages}. A question mostly finds pages in its own"
    " language."
)
MISSING = phrase("No answer was found to: {questions}")
LEFT = phrases(
    "One more question of this message was not looked up. Ask it again by itself.",
    "{count} more questions of this message were not looked up. Ask them again in another one.",
)
NOTHING_FOR_YOU = phrase("Nothing that you may read answers this.")
NOTHING_HERE = phrase("Nothing that everyone in this conversation may read answers this.")
NO_WORDS = phrase("There are no words to search for in this question.")
NOTHING_KEPT = phrase("The reply before this one shows no document whose owner may be named.")
KEPT = phrase("What the reply before this one rests on, each with its date and its owner:")
UNKNOWN_SCOPE = phrase("There is no scope of this name.")
SEARCHED_IN = phrase("Searched in: {scopes}.")
WHAT_TO_TRY = phrase("What to try next:")
TRY_REPHRASE = phrase("Ask in other words, or name the thing you look for.")
TRY_FIND = phrase("`/find` and a few words lists the documents that mention them.")
TRY_NARROW = phrase("`in:` and a scope, such as `in:handbook`, narrows the search.")
TRY_WIDEN = phrase("Leave out `in:` to search everywhere.")
TRY_PRIVATE = phrase("Ask in a direct message: there you may read more than a channel may.")

NOTICE = phrase(
    "Guests or people of another organisation read this conversation, so nothing internal is "
    "said here."
)
NOTICE_PRIVATE = phrase("Ask in a direct message, where only you read the reply.")
MORE = phrase("There is more that you may read, and that not everyone in this conversation may.")
SHOW_PRIVATELY = phrase("Show it to me")

SHARE = phrase("Share to the channel")
SHARED = phrase("Shared with this conversation, as far as everyone in it may read.")
SHARED_ALREADY = phrase("This was shared already.")
NOT_SHARED = phrase(
    "Nothing was shared: nothing that everyone in this conversation may read answers this."
)
SHARE_REFUSED = phrase(
    "This cannot be shared. You and Footnote both have to be in the conversation, and the answer"
    " has to be yours and less than a day old."
)
LEFT_OUT = phrase("These sources of your private answer were left out: {titles}.")

WHY = phrase("Why")
WHY_SOURCE = phrase("Why may I see this?")
SHOW_PASSAGE = phrase("Show the passage")
PASSAGE = phrase("The passage")
NO_PASSAGE = phrase("There is no such passage that you may read.")
PASSAGE_GONE = phrase(
    "No passage to show here: the document has changed since, or is cited as a whole. The link"
    " leads to it."
)
PASSAGE_TERMS = phrase(
    "As the document says it now, without its own links and pictures. Only you see it."
)
PASSAGE_CUT = phrase("Cut here: the link leads to the rest. Only you see it.")

HELPFUL = phrase("Helpful")
NOT_HELPFUL = phrase("Not helpful")
AGAIN = phrase("Ask again")
HELP = phrase("Ask a person")
VOUCH = phrase("Verify or correct")
THANKS = phrase("Thank you. What you say of an answer is counted; pressing again changes it.")
NOT_YOURS = phrase("This answer is not here for you any more, or it is not yours.")
FEEDBACK_TITLE = phrase("What was wrong?")
FEEDBACK_REASON = phrase("Reason")
FEEDBACK_WORDS = phrase("In your words")
SEND = phrase("Send")
KEEP = phrase("Keep")
SAVE = phrase("Save")
FEEDBACK_INTRO = phrase("That it did not help is noted. If you like, say why:")
FEEDBACK_WORDS_HINT = phrase("Kept for 7 days, for whoever runs Footnote. At most 300 characters.")
REASONS = {
    "wrong": phrase("It is wrong"),
    "out_of_date": phrase("It is out of date"),
    "incomplete": phrase("Something is missing"),
    "not_for_me": phrase("It is not about my question"),
    "other": phrase("Something else"),
}
HELP_MESSAGE = phrase("Message")
HELP_NOBODY = phrase("There is nobody to ask at the moment.")
HELP_GONE = phrase("Only who asked can hand a question to a person, within a day.")
HELP_TO = phrase(
    "This goes to {names} when you press Send, as a message from Footnote with your name:"
)
HELP_SENT_ALONE = phrase("Nothing else is sent: neither the answer nor its sources.")
HELP_OTHERS = phrase("It would go to others now. Please look again before you send it.")
HELP_SENT = phrase("Sent to {names}. They answer you themselves.")
HELP_NOT_SENT = phrase("It could not be delivered to {names}. Please ask them yourself.")
HELP_ASKS = phrase("<@{asker}> has a question, and asked Footnote to pass it on:")
HELP_REPLY = phrase("Please answer them directly: Footnote passes nothing back.")
VOUCH_OWNERS = phrase(
    "Only the owner of every source of an answer can verify or correct it: who is named in them,"
    " by the confirmed address of their Slack profile."
)
VOUCH_GONE = phrase(
    "The question is no longer kept. Have it asked again, in a conversation you can read."
)
VOUCH_ANSWER = phrase("Answer")
VOUCH_INTRO = phrase("Whoever asks this and may read all of the sources gets these words first:")
VOUCH_TERMS = phrase(
    "Your name and the date stand below. It holds until one of the sources changes. Links and"
    " mentions are shown as plain words. Empty: what you said before is taken back."
)
VOUCHED = phrase(
    "This is now the first answer to this question, for those who may read its sources."
)
UNVOUCHED = phrase("Nothing of yours stands for this question now.")
VERIFIED = phrase("Verified by its owner, <@{person}>, on {day}")

SEARCH_ANYWAY = phrase("Search anyway")
MEANT_AS_A_QUESTION = phrase(
    "If you meant it as a question: *Search anyway* treats it like any other, and shows the answer"
    " to you alone."
)
IN_A_GROUP = phrase("In the user group “{group}”, as Slack says: {people}")
NOT_WHOSE_TURN = phrase("Slack does not say whose turn it is: this is everybody in the group.")
ANSWER_INSTEAD = phrase("Answer it instead")
CONFIDE_TO = phrase(
    "If you want, this goes to {names}, as a message from Footnote with your name, and to nobody"
    " else. Unless you press the button, nothing is sent:"
)
CONFIDE = phrases("Send to this person", "Send to {count} people")
DO_NOT_SEND = phrase("Do not send")
CONFIDE_SURE = phrase("Send it?")
CONFIDE_ASKED = phrase("They read your name and the words shown above. It cannot be taken back.")
CONFIDED_BY = phrase("<@{asker}> asked Footnote to pass this on to you, in confidence:")
CONFIDE_OTHERS = phrase(
    "It would go to others now, so nothing was sent. Please write it once more."
)

FAILED_TRY_AGAIN = phrase("This did not work. Please ask again in a minute.")
FAILED = phrase("This did not work, and asking again will not help. Please tell an administrator.")
REQUEST = phrase("Request {request}")

STOPPED = phrase("Stopped.")
WITHDRAWN = phrase("This was taken back while it was being written.")

REDACTED = phrase("This answer was removed, because its sources are no longer available.")

TOPICS = phrase("What several people asked in the last 30 days, and nothing answered")
NO_TOPICS = phrase("Nothing was asked in vain by {fewest} people or more in the last 30 days.")
TOPIC = phrase("*{words}* · {people} people · last on {day}")
TOPICS_TERMS = phrase(
    "Only what at least {fewest} people asked about, in words that at least {fewest} of them used,"
    " so that nobody is known by a question. Sentences only of public channels, where {fewest}"
    " people asked the same."
)

ADMINISTRATORS_ONLY = phrase(
    "Only administrators of this workspace may see and change its settings: please ask one of them."
)
NO_SOURCES = phrase("No source is connected yet. Connect a folder of Markdown documents to begin.")
SOURCES_INTRO = phrase(
    "What is saved here holds for the next question. Every change is recorded with who made it."
)
SYNC_ASKED = phrase("The sync has been asked for. Reopen the settings to see how it went.")
REMOVE_CONFIRM = phrase(
    "Nobody can read its documents from that moment on. The files themselves stay where they are."
)
READERS_NOBODY = phrase("Nobody is chosen yet: choose at least one.")
READERS_PREVIEW = phrase("Able to read it: {readers}.")
READERS_NARROW = phrase("A document can narrow this further, never widen it.")
SIGN_IN_REQUIRED = phrase("Readers must be signed in")
SIGN_IN_REQUIRED_HINT = phrase("With the company's provider; never in channels.")
SIGN_IN_NEEDED = phrase("signed in with the company's identity provider")
SENDS = phrase("What a language model may be sent")
SENDS_SAID = {
    "all": phrase("; a language model may be sent all of it"),
    "nothing": phrase("; a language model is sent nothing of it"),
}
SENDS_HINT = phrase("Only where one is configured. The rest is quoted word for word.")
SENDS_OPEN = phrase("What all full members may read")
SENDS_ALL = phrase("Everything in it")
SENDS_NOTHING = phrase("Nothing")
EVERYONE = phrase("all full members of this workspace")
GUESTS = phrase("guests")
PARTNERS = phrase("people of other organisations")
LINK_HINT = phrase(
    "The address under which people open these documents, for the footnotes. A document's path is"
    " added to it."
)
PATH_HINT = phrase(
    "A folder on the machine Footnote runs on. Its .md files are read, sub-folders too."
)
SCOPE_HINT = phrase(
    "The name for `in:`, such as people-team: 2 to 40 lower-case letters, digits, hyphens."
)
NO_SCOPES = phrase("There is no scope to choose from: connect a source first.")
SCOPES_CHANNEL = phrase(
    "Questions asked in this channel search only these scopes. None means everywhere."
)
MEMBERS_READ = phrase("Use everything that each current member may read")
MEMBERS_READ_HINT = phrase(
    "Private channels without guests or partners only. Whoever joins later can read older replies."
)
FOLLOW_UPS = phrase("Answer follow-ups in threads without a mention")
FOLLOW_UPS_HINT = phrase(
    "Questions of somebody it has answered in that thread. The app has to be subscribed to the"
    " channel's messages."
)
PASSIVE_HELP = phrase("Offer to answer what people ask this channel")
PASSIVE_HELP_HINT = phrase(
    "To whoever asks, alone, once a day. The app has to be subscribed to the channel's messages."
)
HELP_OFFERED = phrase("I may know this. Nothing was looked up, and nobody else sees this message.")
HELP_ACCEPT, HELP_DECLINE = phrase("Show me"), phrase("Not for me")
HELP_DECLINED = phrase("All right. I offer no more help here today.")
SCOPES_DEFAULT = phrase(
    "Questions asked in channels without a choice of their own search only these scopes. None"
    " means everywhere."
)
SPENDING_INTRO = phrase(
    "Budgets are of a day (UTC) and hold before each call of a language model; over them, answers"
    " are quoted. Empty is no limit. What is saved here takes the place of `footnote.toml`."
)
EFFORT_OPTION = phrase("Sources searched, time and cost")
EFFORT_HINT = phrase(
    "Counts only sources that everyone who reads the answer may read something of."
)
BUDGET_LABELS = {
    "workspace": phrase("of everybody together"),
    "channel": phrase("of each channel"),
    "person": phrase("of each person"),
}
TOKENS_WRONG = phrase("Give a whole number of tokens, up to 1000000000000, or nothing.")
USD_WRONG = phrase("Give an amount such as 20 or 0.50, up to 1000000, or nothing.")
PRICES_HINT = phrase("A line each: provider:model, input, output. US dollars for a million tokens.")
PRICES_EXAMPLE = "openai:our-own-model 0.10 0.40"
PRICE_WRONG = phrase(
    "Line {line}: give a model and two prices, such as openai:our-own-model 0.10 0.40."
)
PRICE_TWICE = phrase("Line {line}: this model has a price above already.")
PRICES_TOO_MANY = phrase("Give the prices of at most 50 models.")
RECORDS_INTRO = phrase(
    "Of each answer it is kept who was shown which documents, where and when; never its words."
)
DAYS_HINT = phrase("For so many days, 1 to 3650. What is older is deleted within a day.")
AUDITORS_HINT = phrase("They may export it by /footnote audit. Administrators only if chosen here.")
AUDITORS_SEE = phrase(
    "An export names every document that was shown, with its title and link, also those that the"
    " auditor may not read. Nothing else in Footnote does. Every export is recorded."
)
CONFIDANTS_HINT = phrase("A person who writes about distress may pass their words on to them.")
CONFIDANTS_WRONG = phrase("Only full members of this workspace can be chosen here.")
TOO_MANY_CONFIDANTS = phrase("Choose at most 5 people.")
DELETED_OPTION = phrase("When a source of it was deleted")
REVOKED_OPTION = phrase("When those who read it may no longer read a source of it")
REDACTION_HINT = phrase(
    "One sentence then stands in place of a posted answer. This cannot be undone."
)
DAYS_WRONG = phrase("Give a whole number of days from 1 to 3650.")
TOO_MANY_AUDITORS = phrase("Choose at most 100 people.")
AUDITORS_WRONG = phrase(
    "Only full members of this workspace can be auditors: take out guests, apps and people who"
    " have left."
)
