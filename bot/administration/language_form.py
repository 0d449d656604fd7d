"""The form for the language that is spoken where nothing says which."""

from bot.administration import forms
from bot.language.say import Say
from bot.views.blocks import Block
from bot.views.settings_language import language_view
from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.policy import Policies


class LanguageForm:
    """Opened and submitted by administrators only: whoever calls it has asked."""

    def __init__(self, policies: Policies, workspace: WorkspaceId) -> None:
        self._policies = policies
        self._workspace = workspace

    async def view(self, say: Say) -> Block:
        """The form, with what holds now. Raises `StoreUnavailable`."""
        return language_view(say, await self._policies.language(self._workspace))

    async def save(self, actor: Asker, view: forms.View) -> None:
        """Let the language of the form hold from now on.

        Raises:
            Refused: the actor is no administrator.
            StoreUnavailable: Postgres did not answer.
        """
        await self._policies.save_language(self._workspace, actor, forms.chosen_language(view))
