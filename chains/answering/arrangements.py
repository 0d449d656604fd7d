"""What a workspace has arranged for all its answers, read once for each question."""

from dataclasses import dataclass

from sqlalchemy import Text, bindparam, select

from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SettingRow
from chains.database.verified import VerifiedAnswerRow
from chains.settings import ANSWERS, AnswerSettings

_OWN = bindparam("workspace", type_=Text)
_CHOSEN = select(SettingRow.value).where(
    SettingRow.workspace == _OWN, SettingRow.subject == ANSWERS
)
_VERIFIED = select(VerifiedAnswerRow.id).where(VerifiedAnswerRow.workspace == _OWN)
_ARRANGED = select(_CHOSEN.scalar_subquery(), _VERIFIED.exists())


@dataclass(frozen=True)
class Arrangement:
    """Whether what an answer took is said below it, and whether owners stand for any answer."""

    tells_effort: bool = False
    has_verified: bool = False


class Arrangements:
    """Knows what is arranged, at this moment."""

    def __init__(self, sessions: Sessions, default: AnswerSettings | None = None) -> None:
        """``default``: how answers look where nobody has chosen."""
        self._sessions = sessions
        self._default = default or AnswerSettings()

    async def of(self, workspace: WorkspaceId) -> Arrangement:
        """What holds in a workspace.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        with reaching_database("arrangement"):
            async with self._sessions() as session:
                row = (await session.execute(_ARRANGED, {"workspace": workspace})).one()
        value, has_verified = row
        chosen = self._default if value is None else AnswerSettings.model_validate(value)
        return Arrangement(chosen.effort, has_verified)
