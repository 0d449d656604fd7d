"""Pure: the pages of a sign-in, and the headers that hold them in."""

from collections.abc import Mapping
from html import escape

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views import browser

TITLE = phrase("Sign in to read more")
WHO = phrase(
    "This signs in {person} of the Slack workspace {workspace}. You continue to your company's"
    " sign-in."
)
NOT_YOU = phrase("If that is not you, close this page.")
CONTINUE = phrase("Continue")
DONE = phrase("You are signed in")
BACK = phrase("You can close this page and go back to Slack.")
ANSWERING = phrase("Your question is being answered again there.")
ASK_AGAIN = phrase("Ask again there.")
NOT_DONE = phrase("Not signed in")
TRY_AGAIN = phrase("Try again")
PASSING = phrase("This did not work just now. Please try again in a minute.")


def confirm_page(say: Say, person: str, workspace: str) -> str:
    """Who will be linked, and the button that continues to the provider."""
    names = {"person": _strong(person), "workspace": _strong(workspace)}
    return browser.page(
        say,
        escape(say(TITLE)),
        f"<p>{say(WHO, **names)}</p><p>{escape(say(NOT_YOU))}</p>"
        f'<form method="post"><button type="submit">{escape(say(CONTINUE))}</button></form>',
    )


def done_page(say: Say, *, answering: bool) -> str:
    """It worked: back to Slack."""
    what = say(ANSWERING if answering else ASK_AGAIN)
    return browser.page(say, escape(say(DONE)), f"<p>{escape(say(BACK))} {escape(what)}</p>")


def refusal_page(say: Say, reason: str, *, again: str | None = None) -> str:
    """It did not work, why, and where it can be tried again."""
    link = f'<p><a href="{escape(again)}">{escape(say(TRY_AGAIN))}</a></p>' if again else ""
    return browser.page(say, escape(say(NOT_DONE)), f"<p>{escape(reason)}</p>{link}")


def headers(issuer: str) -> Mapping[str, str]:
    """Those of every page, for a form that ends at the company's provider.

    Browsers hold redirects after the form to `form-action`, too: those of a sign-in go wherever
    the company's providers are, and never in the clear but to the configured one.
    """
    return browser.headers("https:", issuer)


def _strong(name: str) -> str:
    return f"<strong>{escape(name)}</strong>"
