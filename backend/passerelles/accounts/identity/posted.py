"""An answer posted by a provider's page (SAML): checked, then kept until the browser comes for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Protocol, runtime_checkable
from urllib.parse import parse_qs

import structlog

from passerelles.accounts.identity import attempts
from passerelles.accounts.identity.adapter import Adapter
from passerelles.accounts.identity.proof import Proof
from passerelles.accounts.identity.refusals import SignInExpired, SignInRefused
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.house import House
from passerelles.core.ids import digest
from passerelles.core.security.throttle import Limit

log = structlog.get_logger()

POSTER: Final = "preuve"
"""The parameter that carries the token of a posted answer."""

POSTS: Final = Limit("posted answers", times=5, per=timedelta(minutes=10))
"""By attempt: each answer costs the check of a signature, and an honest attempt has one."""


@runtime_checkable
class PostedAdapter(Protocol):
    """An adapter whose provider answers by a form."""

    def metadata(self) -> str: ...

    async def prove(self, response: str, *, request_id: str) -> Proof:
        """What a posted response proves.

        Raises:
            SignInCancelled, SignInRefused.
        """


async def receive(house: House, adapter: Adapter, body: bytes) -> dict[str, str]:
    """Check a posted answer and keep what it proves; returns what the browser that posted it shows to ask for it.

    The token goes to that browser alone: whoever began the attempt elsewhere does not get what another proved.

    Raises:
        NotFound: this provider answers in the address, not by a form.
        SignInExpired: no attempt waits for this answer.
        TooMany: this attempt was answered wrongly too often.
        SignInRefused: it proves nothing.
    """
    if not isinstance(adapter, PostedAdapter):
        raise NotFound
    form = _form(body)
    state, response = form.get("RelayState"), form.get("SAMLResponse")
    if not state or not response:
        raise SignInExpired
    campus_id, provider = house.settings.campus_id, adapter.provider.id
    async with house.db.read() as session:
        request_id = await attempts.waiting_for(session, campus_id=campus_id, state=state, provider=provider)
    if request_id is None:
        raise SignInExpired
    house.throttle.spend(POSTS, digest(state))
    try:
        proof = await adapter.prove(response, request_id=request_id)
    except SignInRefused as refusal:
        log.warning("sign-in refused", provider=provider, slug=refusal.slug, reason=refusal.reason)
        raise

    async def act(session: Session) -> str | None:
        return await attempts.answer(session, campus_id=campus_id, state=state, provider=provider, proof=proof)

    token = await house.db.write(act)
    if token is None:
        raise SignInExpired
    return {"state": state, POSTER: token}


def _form(body: bytes) -> dict[str, str]:
    """The fields of a form, each given once."""
    try:
        fields = parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=10)
    except ValueError:
        raise SignInExpired from None
    return {name: values[0] for name, values in fields.items() if len(values) == 1}
