"""Pure: the pages around a download."""

from html import escape

from bot.views.browser import page

PASSING = "This did not work just now. Please try again in a minute."


def confirm_page() -> str:
    """What the button does; the same for every link, whoever looks at it."""
    return page(
        "Download the read audit",
        "<p>This downloads what an auditor asked for with <code>/footnote audit</code> in Slack:"
        " who was shown which document. It works once, within ten minutes, and is recorded.</p>"
        "<p>If you did not ask for it, close this page.</p>"
        '<form method="post"><button type="submit">Download</button></form>',
    )


def refusal_page(reason: str, *, again: str | None = None) -> str:
    """It did not work, why, and where it can be tried again."""
    link = f'<p><a href="{escape(again)}">Try again</a></p>' if again else ""
    return page("Nothing was downloaded", f"<p>{escape(reason)}</p>{link}")
