"""Pure: the pages around a download."""

from html import escape

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.browser import page

TITLE = phrase("Download the read audit")
WHAT = phrase(
    "This downloads what an auditor asked for with /footnote audit in Slack: who was shown which"
    " document. It works once, within ten minutes, and is recorded."
)
NOT_YOU = phrase("If you did not ask for it, close this page.")
DOWNLOAD = phrase("Download")
NOTHING = phrase("Nothing was downloaded")
TRY_AGAIN = phrase("Try again")
PASSING = phrase("This did not work just now. Please try again in a minute.")


def confirm_page(say: Say) -> str:
    """What the button does; the same for every link, whoever looks at it."""
    return page(
        say,
        escape(say(TITLE)),
        f"<p>{escape(say(WHAT))}</p><p>{escape(say(NOT_YOU))}</p>"
        f'<form method="post"><button type="submit">{escape(say(DOWNLOAD))}</button></form>',
    )


def refusal_page(say: Say, reason: str, *, again: str | None = None) -> str:
    """It did not work, why, and where it can be tried again."""
    link = f'<p><a href="{escape(again)}">{escape(say(TRY_AGAIN))}</a></p>' if again else ""
    return page(say, escape(say(NOTHING)), f"<p>{escape(reason)}</p>{link}")
