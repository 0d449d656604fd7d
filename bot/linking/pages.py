"""Pure: the pages of a sign-in, and the headers that hold them in."""

from collections.abc import Mapping
from html import escape

from bot.views import browser

DONE = "You are signed in"
NOT_DONE = "Not signed in"


def confirm_page(person: str, workspace: str) -> str:
    """Who will be linked, and the button that continues to the provider."""
    return browser.page(
        "Sign in to read more",
        f"<p>This signs in <strong>{escape(person)}</strong> of the Slack workspace"
        f" <strong>{escape(workspace)}</strong>. You continue to your company's sign-in.</p>"
        "<p>If that is not you, close this page.</p>"
        '<form method="post"><button type="submit">Continue</button></form>',
    )


def done_page(*, answering: bool) -> str:
    """It worked: back to Slack."""
    what = "Your question is being answered again there." if answering else "Ask again there."
    return browser.page(DONE, f"<p>You can close this page and go back to Slack. {what}</p>")


def refusal_page(reason: str, *, again: str | None = None) -> str:
    """It did not work, why, and where it can be tried again."""
    link = f'<p><a href="{escape(again)}">Try again</a></p>' if again else ""
    return browser.page(NOT_DONE, f"<p>{escape(reason)}</p>{link}")


def headers(issuer: str) -> Mapping[str, str]:
    """Those of every page, for a form that ends at the company's provider.

    Browsers hold redirects after the form to `form-action`, too: those of a sign-in go wherever
    the company's providers are, and never in the clear but to the configured one.
    """
    return browser.headers("https:", issuer)
