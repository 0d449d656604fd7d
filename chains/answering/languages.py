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

    async def told(
        self, outcome: Outcome, question: str, reader: Reader, scopes: Collection[str]
    ) -> Outcome:
        """The outcome, with those languages where nothing answers for certain and most documents
        are in another language than the question seems to be.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        asked = seems(question)
        if asked is None or not isinstance(outcome, NotFound | Unsure):
            return outcome
        if isinstance(outcome, NotFound) and outcome.why is not Emptiness.NO_MATCH:
            return outcome
        languages = await self._library.languages(reader, scopes)
        if not languages or languages[0] == asked:
            return outcome
        return replace(outcome, languages=languages)
