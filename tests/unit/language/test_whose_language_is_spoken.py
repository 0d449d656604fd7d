"""One reader is spoken to in their Slack's language, a conversation in that of the question."""

from dataclasses import dataclass

import pytest

from bot.conversation.speaking import Speaking
from bot.language.catalogues import load_languages
from chains.access.principals import WorkspaceId
from chains.answering.questions.translation import seems
from chains.errors import StoreUnavailable
from chains.settings import Language

ANA = "U0ANA"


@dataclass(frozen=True)
class Known:
    """What is known of people and chosen by an administrator."""

    locales: dict[str, str]
    chosen: Language = Language.SPANISH
    fails: bool = False

    async def locale(self, identity: str) -> str | None:
        if self.fails:
            raise StoreUnavailable("known")
        return self.locales.get(identity)

    async def language(self, workspace: WorkspaceId) -> Language:
        del workspace
        if self.fails:
            raise StoreUnavailable("known")
        return self.chosen


def speaking(known: Known) -> Speaking:
    return Speaking(load_languages(), known, known, WorkspaceId("T0"))


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", Language.GERMAN),
        ("fr-CA", Language.FRENCH),
        ("es-LA", Language.SPANISH),
        ("pt-BR", Language.PORTUGUESE),
        ("pt_PT", Language.PORTUGUESE),
        ("ja-JP", Language.JAPANESE),
        ("en-US", Language.ENGLISH),
        ("ko-KR", Language.SPANISH),
        ("", Language.SPANISH),
        ("../../etc", Language.SPANISH),
    ],
)
async def test_one_reader_is_spoken_to_in_their_own_or_the_workspaces(
    locale: str, language: Language
) -> None:
    assert (await speaking(Known({ANA: locale})).to(ANA)).language is language


async def test_whoever_is_not_known_is_spoken_to_in_the_workspaces() -> None:
    assert (await speaking(Known({})).to(ANA)).language is Language.SPANISH


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When is payday for the engineers?", Language.ENGLISH),
        ("Wann ist der Zahltag?", Language.GERMAN),
        ("Quand est le jour de paie ?", Language.FRENCH),
        ("¿Cuándo es el día de pago de la empresa?", Language.SPANISH),
        ("Quando é o dia do pagamento da empresa?", Language.PORTUGUESE),
        ("給料日はいつですか", Language.JAPANESE),
        ("Wanneer is de betaaldag van het bedrijf?", Language.SPANISH),
        ("payday", Language.SPANISH),
        ("", Language.SPANISH),
    ],
)
async def test_a_conversation_is_spoken_to_in_the_language_of_the_question(
    question: str, language: Language
) -> None:
    assert (await speaking(Known({ANA: "de-DE"})).of(question)).language is language


async def test_of_what_one_person_reads_both_voices_are_theirs() -> None:
    known = speaking(Known({ANA: "de-DE"}))
    alone = await known.voices(ANA, "When is the payday?", private=True)
    aloud = await known.voices(ANA, "When is the payday?", private=False)
    assert (alone.here.language, alone.asker.language) == (Language.GERMAN, Language.GERMAN)
    assert (aloud.here.language, aloud.asker.language) == (Language.ENGLISH, Language.GERMAN)


async def test_without_postgres_it_is_english_and_nothing_fails() -> None:
    known = speaking(Known({ANA: "de-DE"}, fails=True))
    assert (await known.to(ANA)).language is Language.ENGLISH
    assert (await known.of("payday")).language is Language.ENGLISH


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-CH,de;q=0.9,en;q=0.8", Language.GERMAN),
        ("ko, fr;q=0.5", Language.FRENCH),
        ("en-GB", Language.ENGLISH),
        ("ko", None),
        ("", None),
        (None, None),
        (";;,,=", None),
    ],
)
def test_a_browser_is_spoken_to_in_the_first_language_it_accepts(
    header: str | None, language: Language | None
) -> None:
    found = load_languages().accepted(header)
    assert (found.language if found else None) is language


def test_chinese_is_not_taken_for_japanese() -> None:
    assert seems("发薪日是什么时候") is None
