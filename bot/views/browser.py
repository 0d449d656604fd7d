"""Pure: the frame of the few pages that a browser is shown, and the headers that hold them in."""

import base64
import hashlib
from collections.abc import Mapping

from bot.language.say import Say

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:34rem;"
    "margin:10vh auto;padding:0 1rem}button{font:inherit;padding:.5em 1.2em;color:#fff;"
    "background:#1f3a4d;border:2px solid #1f3a4d;border-radius:.3em}"
    "a{color:#1f3a4d}:focus-visible{outline:3px solid #d9822b;outline-offset:2px}"
)


def page(say: Say, title: str, content: str) -> str:
    """A page; both are HTML already."""
    return (
        f'<!doctype html><html lang="{say.language}"><head><meta charset="utf-8">'
        f"<title>{title} – Footnote</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{content}</main></body></html>"
    )


def headers(*elsewhere: str) -> Mapping[str, str]:
    """Nothing is loaded, framed, stored or told onwards; a form leads to us, or ``elsewhere``."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    leads_to = " ".join(("'self'", *elsewhere))
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action {leads_to};"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
