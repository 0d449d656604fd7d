"""The offer to sign in, beside a reply or by itself, and what `/footnote link` says."""

from dataclasses import replace

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import actions, block_id, button, plain, section
from bot.views.outcomes import Message
from chains.answering.outcome import Answer, Documents, NotFound, Outcome, Unsure

SIGN_IN = "sign_in"
"""The action of the button; its value is the request that is answered again."""
OPEN_LINK = "open_sign_in"
OFFER = phrase("Some documents are only for people who have signed in.")
LABEL = phrase("Sign in to read more")
LINK = phrase(
    "Sign in with your company's account to read more. The link is for you alone: it works once,"
    " within ten minutes."
)
CONTINUE = phrase("Continue in the browser")
UNLINKED = phrase("You are signed out. Documents that demand a sign-in are closed to you again.")
NOT_LINKED = phrase("You were not signed in.")
NOT_SET_UP = phrase("Signing in is not set up here.")
REPEAT_FAILED = phrase("This did not work. Please press the button again in a minute.")


def offered_beside(outcome: Outcome | None, *, private: bool) -> bool:
    """Whether an outcome carries the offer: replies to one person do, elsewhere only dead ends."""
    if private:
        return isinstance(outcome, Answer | Documents | NotFound | Unsure)
    return isinstance(outcome, NotFound | Unsure)


def with_offer(say: Say, message: Message, request: str) -> Message:
    """A private reply, and below it the offer: the same whatever was asked."""
    return replace(message, blocks=[*message.blocks, *offer_note(say, request).blocks])


def offer_note(say: Say, request: str) -> Message:
    """The offer by itself, for the asker's eyes."""
    said, pressed = say(OFFER), button(say(LABEL), SIGN_IN, request)
    return Message(said, [section(said), actions(pressed)], private=True)


def link_message(say: Say, request: str, address: str) -> Message:
    """The link, as a button that opens the browser."""
    opens = {
        "type": "button",
        "text": plain(say(CONTINUE)),
        "action_id": OPEN_LINK,
        "url": address,
        "style": "primary",
    }
    said = say(LINK)
    blocks = [section(said, name=block_id("help", request)), actions(opens)]
    return Message(said, blocks, private=True)


def sentence(request: str, said: str) -> Message:
    """One sentence, for one person."""
    return Message(said, [section(said, name=block_id("notice", request))], private=True)
