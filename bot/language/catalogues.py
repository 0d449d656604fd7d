"""Reads the catalogues once at the start; what is wrong in one is told, and said in English."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType

import structlog
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from bot.language.say import ENGLISH, LOCALES, Say
from chains.settings import Language

FOLDER = Path(__file__).parent.parent / "locale"
DOMAIN = "messages"
# What a text may do in Slack or in a form; a translation has of each what its text has.
_DOES = re.compile(r"\{[^{}]*\}|`[^`]*`|<[^<>]*>|:[a-z_]+:|[a-z]+://\S*|&\w+;|[*~<>{}@#]")
_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Languages:
    """Every language that can be said."""

    by_language: Mapping[Language, Say]

    def __getitem__(self, language: Language) -> Say:
        return self.by_language.get(language) or ENGLISH

    def of_locale(self, locale: str | None) -> Say | None:
        """The language of a locale as Slack names it, such as `pt-BR`; None where there is none."""
        word = (locale or "").replace("_", "-").partition("-")[0].lower()
        for language, say in self.by_language.items():
            if word and language.value.partition("-")[0] == word:
                return say
        return None

    def accepted(self, header: str | None) -> Say | None:
        """The first of a browser's `Accept-Language` that there is."""
        words = [part.partition(";")[0].strip() for part in (header or "")[:500].split(",")]
        found = (self.of_locale(word) for word in words)
        return next((say for say in found if say is not None), None)


def load_languages(folder: Path = FOLDER) -> Languages:
    """Every language, from the catalogues below ``folder``; one that cannot be read is English."""
    said = {Language.ENGLISH: ENGLISH}
    for language, locale in LOCALES.items():
        if language is not Language.ENGLISH:
            said[language] = Say(language, _catalogue(folder / locale / "LC_MESSAGES", locale))
    return Languages(MappingProxyType(said))


def _catalogue(folder: Path, locale: str) -> NullTranslations:
    log = structlog.get_logger()
    try:
        with (folder / f"{DOMAIN}.po").open("rb") as file:
            read = read_po(file, locale=locale, domain=DOMAIN, abort_invalid=True)
        wrong = [one for one in read if one.id and (one.fuzzy or list(faults(one)))]
        for one in wrong:
            read.delete(one.id)
        if wrong:
            log.warning("translations_left_out", language=locale, texts=len(wrong))
        return _compiled(read)
    except (OSError, ValueError, LookupError, PoFileError) as error:
        log.warning("catalogue_unreadable", language=locale, error=type(error).__name__)
        return NullTranslations()


def _compiled(read: Catalog) -> NullTranslations:
    made = io.BytesIO()
    write_mo(made, read)
    made.seek(0)
    return Translations(made, DOMAIN)


def faults(one: Message) -> Iterator[str]:
    """What is wrong with a translation: values, commands or marks that its text does not have."""
    texts, said = _forms(one.id), _forms(one.string)
    if not all(said):
        yield "not translated"
        return
    for text in said:
        if _HIDDEN.search(text):
            yield "hidden characters"
        if not any(_does(text) == _does(english) for english in texts):
            yield "other values, commands, links or marks than its text"


def _forms(text: str | Iterable[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _does(text: str) -> Counter[str]:
    return Counter(_DOES.findall(text))
