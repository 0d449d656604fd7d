"""In which languages there is anything to find, where a question in another one found nothing."""

from collections.abc import Collection
from dataclasses import replace

from chains.access.reader import Reader
from chains.answering.library import Library
from chains.answering.outcome import Emptiness, NotFound, Outcome, Unsure
from chains.answering.questions.translation import seems


class Languages:
    """Says it of the documents that the readers of a reply may read."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def beside(
        self, question: str, reader: Reader, scopes: Collection[str]
    ) -> tuple[str, ...]:
        """Those languages, where most documents are in another one than the question seems to be.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        asked = seems(question)
        if asked is None:
            return ()
        languages = await self._library.languages(reader, scopes)
        return languages if languages and languages[0] != asked else ()


def in_languages(outcome: Outcome, languages: tuple[str, ...]) -> Outcome:
    """The outcome, with those languages where nothing answers for certain."""
    if not languages or not isinstance(outcome, NotFound | Unsure):
        return outcome
    if isinstance(outcome, NotFound) and outcome.why is not Emptiness.NO_MATCH:
        return outcome
    return replace(outcome, languages=languages)
