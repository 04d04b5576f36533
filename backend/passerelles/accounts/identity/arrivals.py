"""Signing in at a provider, from the button to the session: begun here, proved there, opened here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from passerelles.accounts import people, signing_in
from passerelles.accounts.identity import attempts
from passerelles.accounts.identity.adapter import Adapter, Answer
from passerelles.accounts.identity.attempts import Attempt
from passerelles.accounts.identity.local_path import local_path
from passerelles.accounts.identity.proof import Proof
from passerelles.accounts.identity.refusals import ProviderDown, SignInExpired, SignInRefused
from passerelles.accounts.person import Role
from passerelles.accounts.signing_in import NewSession
from passerelles.core import audit
from passerelles.core.db import Session
from passerelles.core.errors import Problem
from passerelles.core.house import House
from passerelles.core.ids import new_token
from passerelles.core.security.throttle import Limit

log = structlog.get_logger()

STARTS_PER_NETWORK: Final = Limit("sign-in starts", times=600, per=timedelta(minutes=10))
"""A whole school signs in behind one address at the same hour."""


@dataclass(frozen=True)
class Begun:
    """Where the browser goes, and the secret that it must bring back."""

    location: str
    browser: str


@dataclass(frozen=True)
class Arrived:
    """Somebody is signed in, and where they wanted to be."""

    opened: NewSession
    next: str


async def begin(
    house: House, adapter: Adapter, *, wanted: str | None, short: bool, anew: bool, browser: str | None, network: str
) -> Begun:
    """Begin an attempt. `browser`: the secret of another attempt of this browser, kept so that two tabs can live.
    `anew`: the provider must not answer for whoever it knows already.

    Raises:
        TooMany: from this network.
        ProviderDown: the provider cannot be asked now.
    """
    house.throttle.spend(STARTS_PER_NETWORK, network)
    secrets, bound_to = attempts.new_secrets(), browser or new_token()
    asked = await adapter.ask(secrets, anew=anew)

    async def act(session: Session) -> None:
        attempts.begin(
            session,
            campus_id=house.settings.campus_id,
            state=secrets.state,
            browser=bound_to,
            provider=adapter.provider.id,
            nonce=asked.nonce,
            verifier=asked.verifier,
            next_=local_path(wanted),
            short=short,
        )

    await house.db.write(act)
    return Begun(asked.location, bound_to)


async def take(house: House, adapter: Adapter, *, state: str | None, browser: str | None, token: str | None) -> Attempt:
    """The attempt that this browser comes back from, used up whatever follows. `token`: of an answer that it posted.

    Raises:
        SignInExpired: there is none.
    """
    if not state:
        raise SignInExpired
    campus_id, provider = house.settings.campus_id, adapter.provider.id
    async with house.db.read() as session:
        if not await attempts.is_open(session, campus_id=campus_id, state=state, browser=browser, provider=provider):
            raise SignInExpired
    attempt = await house.db.write(
        lambda session: attempts.take(
            session, campus_id=campus_id, state=state, browser=browser, provider=provider, token=token
        )
    )
    if attempt is None:  # used up in the meantime, or answered from another browser
        raise SignInExpired
    return attempt


async def arrive(
    house: House, adapter: Adapter, attempt: Attempt, answer: Answer, *, old_token: str | None, device: str | None
) -> Arrived:
    """Open a session for whoever the provider vouches for; a first sign-in makes their account.

    Raises:
        SignInCancelled, SignInTooWeak, SignInRefused, ProviderDown: no session.
    """
    proof = await _read(adapter, attempt, answer)
    campus_id = house.settings.campus_id

    async def act(session: Session) -> NewSession:
        known = await people.identified(session, campus_id, proof.issuer, proof.subject)
        person_id = await people.find_or_make(
            session,
            campus_id=campus_id,
            issuer=proof.issuer,
            subject=proof.subject,
            first_role=_first_role(proof, campus_id),
            name=proof.name,
        )
        opened = await signing_in.open_for(
            session,
            campus_id=campus_id,
            person_id=person_id,
            provider=adapter.provider.id,
            old_token=old_token,
            short=attempt.short,
            id_token=proof.id_token,
            device=device,
        )
        if known is None:
            await audit.record(
                session,
                campus_id=campus_id,
                actor_id=person_id,
                act="identity.add",
                subject=f"person:{person_id}",
                details={"provider": adapter.provider.id},
            )
        return opened

    opened = await house.db.write(act)
    return Arrived(opened, attempt.next or opened.me.home or "/")


async def _read(adapter: Adapter, attempt: Attempt, answer: Answer) -> Proof:
    """The proof, and one line of log when there is none: which provider, one word of ours, nothing of theirs."""
    try:
        return await adapter.read(attempt, answer)
    except (SignInRefused, ProviderDown) as refusal:
        log.warning("sign-in refused", provider=adapter.provider.id, slug=refusal.slug, reason=refusal.reason)
        raise
    except Problem:
        raise
    except Exception as error:  # whatever a hostile answer makes of a parser, it must not make a session
        log.error("sign-in failed", provider=adapter.provider.id, error=type(error).__name__, exc_info=error)
        raise SignInRefused("failure") from None


def _first_role(proof: Proof, campus_id: str) -> Role | None:
    if proof.first_role == "none":
        return None
    return Role(name=proof.first_role, scope_kind="campus", scope=campus_id, place=None)
