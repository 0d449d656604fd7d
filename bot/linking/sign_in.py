"""The path of a sign-in: a link in Slack, the provider, and the question that is answered again."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from bot.delivery.deliveries import Delivery, Kind
from bot.delivery.inbox import Inbox
from bot.directory.mirror import Mirror
from bot.directory.slack_facts import OUR_OWN, Json, email_alias, standing_of
from bot.errors import SlackRefused
from bot.knowledge import Workspace
from bot.linking.links import NO_LONGER, Invitation, Links, Proof
from bot.linking.provider import NOT_ACCEPTED, Claims, Provider
from bot.linking.seals import Begun, Seals, Token
from chains.access.audience import Asker, Strength
from chains.access.principals import email
from chains.errors import Refused, StoreUnavailable, reason

NOT_OURS = reason(
    "Only people of this workspace whose address Slack has confirmed can sign in here."
)
OTHER_BROWSER = reason(
    "This browser did not begin the sign-in, or began another one. Open the link from Slack again."
)
CANCELLED = reason("The sign-in was not completed. Open the link from Slack again to repeat it.")
UNVERIFIED = reason(
    "The provider does not vouch for the address of this account, so it proves nothing."
)
OTHER_ADDRESS = reason(
    "This account has another address than the person in Slack. Sign in with the account that has"
    " the address of your Slack profile."
)


@dataclass(frozen=True)
class Shown:
    """What a person is told before they continue."""

    person: str
    workspace: str


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and what it keeps meanwhile."""

    address: str
    cookie: str


class SignIn:
    """Links people of the workspace to accounts of the provider.

    Every method raises `Refused` with a sentence for the person, or `RetryLater`.
    """

    def __init__(
        self,
        *,
        links: Links,
        seals: Seals,
        provider: Provider,
        mirror: Mirror,
        inbox: Inbox,
        workspace: Workspace,
        public_url: str,
    ) -> None:
        self._links = links
        self._seals = seals
        self._provider = provider
        self._mirror = mirror
        self._inbox = inbox
        self._workspace = workspace
        self._public_url = public_url
        self._log = structlog.get_logger()

    async def invite(self, asker: Asker, request: str | None = None) -> str:
        """The address of a link for this person alone; ``request`` is answered again afterwards."""
        if asker.standing not in OUR_OWN or asker.strength is Strength.SLACK:
            raise Refused(NOT_OURS)
        token = self._seals.new_token()
        await self._links.invite(token.digest, Invitation(asker.identity, request))
        return f"{self._public_url}/link/{token.value}"

    async def shown(self, value: str) -> Shown:
        """Whom a link was given to, in Slack's words."""
        _, invitation = await self._invited(value)
        user = await self._user(invitation.identity)
        profile = user.get("profile") or {}
        name = profile.get("display_name") or user.get("real_name") or invitation.identity
        return Shown(str(name), self._workspace.name or self._workspace.id)

    async def begin(self, value: str) -> Departure:
        """Send the browser to the provider. The link stays good until somebody has signed in."""
        token, _ = await self._invited(value)
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        begun = Begun(token=token.value, state=state, nonce=nonce, verifier=verifier)
        address = await self._provider.address(state=state, nonce=nonce, verifier=verifier)
        return Departure(address, self._seals.cookie(begun))

    def begun(self, cookie: str | None, state: str | None) -> Begun:
        """The sign-in that this browser began and the provider answers."""
        begun = self._seals.begun(cookie or "", OTHER_BROWSER)
        if not hmac.compare_digest(begun.state.encode(), (state or "").encode()):
            raise Refused(OTHER_BROWSER)
        return begun

    async def finish(self, begun: Begun, answer: Mapping[str, str]) -> bool:
        """Link the person; whether their question is answered again."""
        if "error" in answer or not answer.get("code"):
            raise Refused(CANCELLED)
        token, invitation = await self._invited(begun.token)
        claims = await self._provider.claims(
            answer["code"], nonce=begun.nonce, verifier=begun.verifier
        )
        if answer.get("iss", claims.issuer) != claims.issuer:
            raise Refused(NOT_ACCEPTED)
        user = await self._user(invitation.identity)
        invitation = await self._links.link(token.digest, self._proof(claims, user))
        self._log.info("person_linked", user=invitation.identity)
        return await self._answer_again(token, invitation)

    def _proof(self, claims: Claims, user: Json) -> Proof:
        """The address that the provider verified must be the one that Slack confirmed."""
        if claims.email is None or not claims.email_verified:
            raise Refused(UNVERIFIED)
        known = email_alias(user, self._workspace.id)
        if known is None:
            raise Refused(NOT_OURS)
        try:
            same = email(claims.email) == known
        except ValueError:
            same = False
        if not same:
            raise Refused(OTHER_ADDRESS)
        return Proof(claims.issuer, claims.subject, known)

    async def _invited(self, value: str) -> tuple[Token, Invitation]:
        token = self._seals.token(value, NO_LONGER)
        return token, await self._links.invited(token.digest)

    async def _user(self, identity: str) -> Json:
        try:
            user = await self._mirror.read_person(identity)
        except SlackRefused as refused:
            raise Refused(NOT_OURS) from refused
        if standing_of(user, self._workspace.id) not in OUR_OWN:
            raise Refused(NOT_OURS)
        return user

    async def _answer_again(self, token: Token, invitation: Invitation) -> bool:
        if invitation.request is None:
            return False
        try:
            asked = await self._inbox.asked(self._workspace.id, invitation.request)
            if asked is None or asked.user != invitation.identity:
                return False
            here = asked.message_ts is not None and asked.is_private
            return await self._inbox.receive(
                Delivery(
                    workspace=self._workspace.id,
                    kind=Kind.LINKED,
                    event_id=f"link:{token.digest}",
                    # By their user id Slack finds the direct conversation.
                    channel=asked.channel if here else invitation.identity,
                    user=invitation.identity,
                    thread_ts=asked.thread if here else None,
                    about=invitation.request,
                    actor_team=self._workspace.id,
                )
            )
        except StoreUnavailable:
            # They are linked all the same; the page says to ask again.
            self._log.warning("question_not_repeated")
            return False
