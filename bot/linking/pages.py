"""Pure: the few pages a browser is shown, and the headers that hold them in."""

import base64
import hashlib
from collections.abc import Mapping
from html import escape

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:34rem;"
    "margin:10vh auto;padding:0 1rem}button{font:inherit;padding:.5em 1.2em;color:#fff;"
    "background:#1f3a4d;border:2px solid #1f3a4d;border-radius:.3em}"
    "a{color:#1f3a4d}:focus-visible{outline:3px solid #d9822b;outline-offset:2px}"
)
DONE = "You are signed in"
NOT_DONE = "Not signed in"


def confirm_page(person: str, workspace: str) -> str:
    """Who will be linked, and the button that continues to the provider."""
    return _page(
        "Sign in to read more",
        f"<p>This signs in <strong>{escape(person)}</strong> of the Slack workspace"
        f" <strong>{escape(workspace)}</strong>. You continue to your company's sign-in.</p>"
        "<p>If that is not you, close this page.</p>"
        '<form method="post"><button type="submit">Continue</button></form>',
    )


def done_page(*, answering: bool) -> str:
    """It worked: back to Slack."""
    what = "Your question is being answered again there." if answering else "Ask again there."
    return _page(DONE, f"<p>You can close this page and go back to Slack. {what}</p>")


def refusal_page(reason: str, *, again: str | None = None) -> str:
    """It did not work, why, and where it can be tried again."""
    link = f'<p><a href="{escape(again)}">Try again</a></p>' if again else ""
    return _page(NOT_DONE, f"<p>{escape(reason)}</p>{link}")


def headers(issuer: str) -> Mapping[str, str]:
    """Nothing is loaded, framed, stored or told onwards.

    Browsers hold redirects after the form to `form-action`, too: those of a sign-in go wherever
    the company's providers are, and never in the clear but to the configured one.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self' https: {issuer};"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }


def _page(title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} – Footnote'
        '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{content}</main></body></html>"
    )
