"""Says interface texts in one language, with the dates and numbers of its people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from gettext import NullTranslations
from math import isfinite

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from bot.language.phrases import Phrase, Phrases
from chains.errors import Reason
from chains.settings import Language

LOCALES = {
    Language.ENGLISH: "en_GB",
    Language.GERMAN: "de",
    Language.FRENCH: "fr",
    Language.SPANISH: "es",
    Language.PORTUGUESE: "pt_BR",
    Language.JAPANESE: "ja",
}
"""The locales that dates and numbers are written by, which are also the catalogues' folders."""


@dataclass(frozen=True)
class Say:
    """One language; what its catalogue does not have is said in English."""

    language: Language = Language.ENGLISH
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False)

    def __call__(self, said: Phrase, /, **values: object) -> str:
        """The text, with values in it: they are shown as they are."""
        return _filled(self.catalogue.gettext(said.english), values)

    def count(self, said: Phrases, number: int, /, **values: object) -> str:
        """The text for so many, with the number as `{count}`."""
        text = self.catalogue.ngettext(said.one, said.many, number)
        return _filled(text, {"count": self.number(number), **values})

    def told(self, sentence: str) -> str:
        """A sentence that was raised rather than written in a view; as it is where unknown."""
        if isinstance(sentence, Reason):
            return _filled(self.catalogue.gettext(sentence.pattern), dict(sentence.values))
        return self.catalogue.gettext(sentence) if sentence else ""

    def day(self, when: date) -> str:
        """A date as people write it: 3 May 2026."""
        return format_date(when, "long", self._locale)

    def moment(self, when: datetime) -> str:
        """A date with its time, in UTC as given."""
        return f"{self.day(when.date())}, {when:%H:%M} UTC"

    def number(self, number: float) -> str:
        """A number without its fraction, its thousands set apart."""
        return self._number(number, "#,##0")

    def decimal(self, number: float, places: int = 2) -> str:
        """A number with so many places."""
        return self._number(number, "0." + "0" * places)

    def usd(self, amount: Decimal, places: int) -> str:
        """An amount of US dollars."""
        pattern = "¤#,##0." + "0" * places
        # Of the English locales only the American one says $ without the country.
        locale = "en_US" if self.language is Language.ENGLISH else self._locale
        return format_currency(amount, "USD", pattern, locale, currency_digits=False)

    def span(self, span: timedelta) -> str:
        """How long something takes, in its largest unit of which there are two: 15 minutes."""
        return format_timedelta(max(span, timedelta()), threshold=2, locale=self._locale)

    def ago(self, span: timedelta) -> str:
        """How long ago something was: 15 minutes ago."""
        past = -max(span, timedelta())
        return format_timedelta(past, threshold=2, add_direction=True, locale=self._locale)

    def languages(self, codes: Iterable[str]) -> str:
        """The names of languages by their ISO 639-1 codes, as a list; those known, maybe none."""
        known = Locale.parse(self._locale).languages
        names = [known[code] for code in codes if code in known]
        return format_list(names, locale=self._locale)

    def _number(self, number: float, pattern: str) -> str:
        # Neither what is no number nor what no count can be is worth its digits.
        known = isfinite(number) and abs(number) < 1e15
        return format_decimal(number, pattern, self._locale) if known else "?"

    @property
    def _locale(self) -> str:
        return LOCALES[self.language]


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


ENGLISH = Say()
"""What is said where nothing else can be."""
