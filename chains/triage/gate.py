"""Whether help may be offered to people who did not ask Footnote."""

from chains.triage.acting import acted_on
from chains.triage.keyword_query import is_keyword_query
from chains.triage.labels import POLICIES, Label, Pipeline
from chains.triage.local import LocalTriage

_ANSWERED = frozenset({Pipeline.SEARCH, Pipeline.DIRECTORY})


class Gate:
    """Decides on this machine, whatever `TRIAGE` says: what nobody asked goes to no provider."""

    def __init__(self, local: LocalTriage) -> None:
        self._local = local

    async def opens(self, text: str) -> bool:
        """Whether a message is for somebody who answers from documents, and surely so.

        At the threshold of the model's manifest at most 2 % of chatter passes. What the classifier
        cannot read, what is in distress and what is no question never does.
        """
        decision = await self._local.locally(text)
        # Not sure enough to be treated as such is still too much to speak up unasked.
        if not decision.offers or decision.intent is Label.SENSITIVE or is_keyword_query(text):
            return False
        return POLICIES[acted_on(decision, text)].pipeline in _ANSWERED
