"""Signing in with a passkey: no address to type, any key that the device has for this site."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from passerelles.accounts import signing_in
from passerelles.accounts.passkeys import ceremony, challenges, keys
from passerelles.accounts.passkeys.refusals import PasskeyRefused, PasskeysUnavailable
from passerelles.accounts.passkeys.rules import TIMEOUT_MS, rp_id_of, went_back
from passerelles.accounts.passkeys.schemas import PasskeyQuestionOut, PasskeySessionIn
from passerelles.accounts.passkeys.service import available
from passerelles.accounts.signing_in import CODES_PER_NETWORK, NewSession
from passerelles.core import audit
from passerelles.core.db import Session
from passerelles.core.house import House
from passerelles.core.security.throttle import Limit

REFUSALS_PER_NETWORK: Final = Limit("passkey-refusals", times=200, per=timedelta(minutes=10))
"""A key cannot be guessed: this spares the machine. Apart from codes, so that neither shuts the other out."""


async def ask_who(house: House, *, network: str) -> PasskeyQuestionOut:
    """The question to put to the device of somebody who wants in.

    Raises:
        PasskeysUnavailable: not at this address.
        TooMany: too many questions to this network.
    """
    if not available(house.settings):
        raise PasskeysUnavailable
    house.throttle.spend(CODES_PER_NETWORK, network)
    campus_id = house.settings.campus_id

    async def act(session: Session) -> str:
        return challenges.ask(session, campus_id=campus_id, purpose="sign-in", person_id=None)

    return PasskeyQuestionOut(
        challenge=await house.db.write(act), rp_id=rp_id_of(house.settings.origin), timeout_ms=TIMEOUT_MS
    )


async def sign_in(
    house: House, given: PasskeySessionIn, *, network: str, old_token: str | None, device: str | None
) -> NewSession:
    """Open a session for the owner of a key.

    Raises:
        PasskeyRefused: unknown key, wrong or used question, owner not recognised, or a copy of the key.
        TooMany: too many refusals from this network.
    """
    campus_id, origin = house.settings.campus_id, house.settings.origin
    challenge = ceremony.challenge_of(given.client_data)

    async def act(session: Session) -> NewSession | None:
        ours = await challenges.use(
            session, campus_id=campus_id, challenge=challenge, purpose="sign-in", person_id=None
        )
        key = await keys.find(session, campus_id, given.credential_id) if ours else None
        if key is None or given.user_handle != ceremony.text_of(key.person_id.bytes):
            return None
        counted = ceremony.read_use(given, challenge=challenge, origin=origin, public_key=key.public_key)
        if counted is None:
            return None
        if went_back(key.sign_count, counted):
            await audit.record(
                session,
                campus_id=campus_id,
                actor_id=None,
                act="passkey.count-went-back",
                subject=f"person:{key.person_id}",
                details={"passkey": str(key.id)},
            )
            return None
        await keys.note_use(session, campus_id, key.id, counted)
        return await signing_in.open_for(
            session,
            campus_id=campus_id,
            person_id=key.person_id,
            provider="passkey",
            old_token=old_token,
            short=given.short,
            device=device,
        )

    with house.throttle.counting(REFUSALS_PER_NETWORK, network, PasskeyRefused):
        opened = await house.db.write(act)  # returned, not raised: a question refused is used up all the same
        if opened is None:
            raise PasskeyRefused
    return opened
