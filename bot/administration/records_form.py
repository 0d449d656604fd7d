"""The form for what is kept of answers: what it shows, and what of it is saved."""

from collections.abc import Iterable
from datetime import timedelta

from pydantic import ValidationError

from bot.administration import forms
from bot.directory.mirror import Mirror
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import Block
from bot.views.settings_records import MOST_AUDITORS, MOST_CONFIDANTS, records_view
from chains.access.audience import Asker, Standing
from chains.administration.policy import Policies
from chains.errors import InvalidSetting
from chains.settings import AuditPolicy, RedactionSettings

_KNOWN = timedelta(hours=1)
"""How old what is known of a chosen person may be: who exports is asked for again each time."""


class RecordsForm:
    """Opened and submitted by administrators only: whoever calls it has asked."""

    def __init__(self, policies: Policies, mirror: Mirror) -> None:
        self._policies = policies
        self._mirror = mirror

    async def view(self, say: Say) -> Block:
        """The form, with what holds now. Raises `StoreUnavailable`."""
        workspace = self._mirror.workspace
        audit = await self._policies.audit(workspace)
        redaction = await self._policies.redaction(workspace)
        confidants = await self._policies.confidants(workspace)
        return records_view(say, audit, redaction, confidants)

    async def save(self, actor: Asker, view: forms.View) -> None:
        """Let what stands in the form hold from now on.

        Raises:
            InvalidSetting: a field is wrong.
            Refused: the actor is no administrator.
            RetryLater: Postgres or Slack did not answer.
        """
        audit, redaction = _policy(view), RedactionSettings(**forms.chosen_redaction(view))
        confidants = forms.chosen_confidants(view)
        if len(confidants) > MOST_CONFIDANTS:
            raise InvalidSetting({ids.CONFIDANTS: wording.TOO_MANY_CONFIDANTS.english})
        await self._require_members(audit.auditors, {ids.AUDITORS: wording.AUDITORS_WRONG.english})
        await self._require_members(confidants, {ids.CONFIDANTS: wording.CONFIDANTS_WRONG.english})
        await self._policies.save(self._mirror.workspace, actor, audit, redaction, confidants)

    async def _require_members(self, people: Iterable[str], otherwise: dict[str, str]) -> None:
        for one in people:
            known = await self._mirror.asker(one, at_most=_KNOWN)
            if known.standing is not Standing.MEMBER:
                raise InvalidSetting(otherwise)


def _policy(view: forms.View) -> AuditPolicy:
    auditors = forms.chosen_auditors(view)
    if len(auditors) > MOST_AUDITORS:
        raise InvalidSetting({ids.AUDITORS: wording.TOO_MANY_AUDITORS.english})
    try:
        return AuditPolicy.model_validate({"days": forms.days(view), "auditors": auditors})
    except ValidationError as error:
        raise InvalidSetting({ids.DAYS: wording.DAYS_WRONG.english}) from error
