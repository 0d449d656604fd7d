"""What an answer took, where an administrator wants that to be said below it."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Text, bindparam, select

from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.answering.library import Library
from chains.answering.outcome import Answer, Effort, Outcome
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SettingRow
from chains.settings import ANSWERS, AnswerSettings
from chains.spending.accounts import Usage

_CHOSEN = select(SettingRow.value).where(
    SettingRow.workspace == bindparam("workspace", type_=Text), SettingRow.subject == ANSWERS
)


class Efforts:
    """Says it, in workspaces where it is switched on."""

    def __init__(
        self, sessions: Sessions, library: Library, default: AnswerSettings | None = None
    ) -> None:
        self._sessions = sessions
        self._library = library
        self._default = default or AnswerSettings()

    async def told(
        self,
        outcome: Outcome,
        reader: Reader,
        scopes: Collection[str],
        milliseconds: float,
        usage: Usage,
    ) -> Outcome:
        """The outcome, with what it took if it is an answer; whether that is wanted, `is_on` tells.

        Sources count in which this reader may read anything. ``milliseconds`` may not depend on
        what it may not read.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if not isinstance(outcome, Answer):
            return outcome
        seen = await self._library.scopes(reader)
        searched = seen & set(scopes) if scopes else seen
        took = Effort(len(searched), milliseconds / 1000, by_model=usage.calls > 0, usd=usage.usd)
        return replace(outcome, effort=took)

    async def is_on(self, workspace: WorkspaceId) -> bool:
        """Whether it is switched on in a workspace.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        with reaching_database("setting"):
            async with self._sessions() as session:
                value = await session.scalar(_CHOSEN, {"workspace": workspace})
        chosen = self._default if value is None else AnswerSettings.model_validate(value)
        return chosen.effort
