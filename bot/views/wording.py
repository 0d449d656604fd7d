"""The sentences people read, each in one place, in one neutral voice."""

SOURCES = "Sources"
REST_IN_SOURCES = "Cut here: the rest is in the sources below."
REST_CUT = "Cut here."
MORE_SOURCES = "and {count} more"
MORE_DOCUMENTS = "{count} more documents match. Narrow the search with `in:` and a scope."

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

FAILED_TRY_AGAIN = "This did not work. Please ask again in a minute."
FAILED = "This did not work, and asking again will not help. Please tell an administrator."
REQUEST = "Request {request}"
