"""The ways in and out: a code by e-mail, a demonstration persona, signing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from passerelles.accounts import codes, people, sessions, unread
from passerelles.accounts.code_limits import neighbourhood_of
from passerelles.accounts.codes import Asker
from passerelles.accounts.demo import demo_person_id
from passerelles.accounts.me import describe
from passerelles.accounts.person import Role
from passerelles.accounts.privacy import use
from passerelles.accounts.rules import mailbox, session_kind
from passerelles.accounts.schemas import MeOut, Persona
from passerelles.accounts.sessions import Current
from passerelles.core import clock, mails, secret
from passerelles.core.db import Session
from passerelles.core.errors import NotFound, Problem
from passerelles.core.house import House
from passerelles.core.ids import digest, new_token
from passerelles.core.mails import normalise_email
from passerelles.core.messages import t
from passerelles.core.security.throttle import Limit

CODES_PER_NETWORK: Final = Limit("codes", times=600, per=timedelta(minutes=10))
"""A whole school signs in behind one address at the same hour."""

CODES_PER_MAILBOX: Final = Limit("codes-mailbox", times=12, per=timedelta(hours=1))
"""From one network: `lea+1@…`, `lea+2@…` are addresses of their own, and all fill Léa's mailbox."""

FAILURES_PER_BROWSER: Final = Limit("failures-browser", times=20, per=timedelta(minutes=10))
"""Only wrong codes count: whoever mistypes on purpose shuts themselves out, not their school."""

FAILURES_PER_NETWORK: Final = Limit("failures", times=400, per=timedelta(minutes=10))
"""Against trying a few digits on very many addresses: three hundred boarders who each mistype once still pass."""


class WrongCode(Problem):
    """One answer for wrong, used, replaced, expired and tried too often: a guesser learns nothing."""

    status = 403
    slug = "wrong-code"


class CodeNotAskedHere(Problem):
    """This browser asked for no code to this address. Says nothing of what others asked for, or of the digits."""

    status = 403
    slug = "code-not-asked-here"


@dataclass(frozen=True)
class CodeSent:
    """The id of the message that carries the code, and the secret that the browser must bring back with it."""

    message_id: UUID
    browser: str


@dataclass(frozen=True)
class NewSession:
    """A new session: the token for the cookie, and what to tell the browser."""

    token: str
    current: Current
    me: MeOut


async def send_code(house: House, *, email: str, network: str, browser: str | None, device: str | None) -> CodeSent:
    """Send a code to this address, known or not, for the browser that asks. `browser`: the secret it has, if any.

    Raises:
        TooMany: from this network, in all or to this mailbox.
        TooManyCodes: for this address.
    """
    house.throttle.spend(CODES_PER_NETWORK, network)
    address = normalise_email(email)
    house.throttle.spend(CODES_PER_MAILBOX, digest(f"{network}|{mailbox(address)}"))
    campus_id = house.settings.campus_id
    asker = Asker(
        browser=browser or new_token(),
        network=secret.keyed(house.settings, "code-network", f"{address}|{neighbourhood_of(network)}"),
    )

    async def act(session: Session) -> UUID:
        code = await codes.issue(session, campus_id=campus_id, email=address, asker=asker)
        text = t(
            "accounts.mail.text",
            code=code.digits,
            at=_hour(clock.now()),
            device=device or t("sessions.device.unknown"),
            until=_hour(code.expires_at),
        )
        subject = t("accounts.mail.subject")
        return mails.put(
            session, campus_id=campus_id, to=address, subject=subject, text=text, expires_at=code.expires_at
        )

    message_id = await house.db.write(act)
    house.outbox.wake()
    return CodeSent(message_id, asker.browser)


def _hour(instant: datetime) -> str:
    return instant.astimezone(clock.PARIS).strftime("%H h %M").replace(" ", "\u00a0")


async def sign_in_with_code(
    house: House,
    *,
    email: str,
    digits: str,
    network: str,
    browser: str | None,
    old_token: str | None,
    short: bool = False,
    device: str | None = None,
) -> NewSession:
    """Open a session for the owner of the mailbox: a first sign-in makes a student without name or birth date.

    `browser`: the secret given with the code.

    Raises:
        CodeNotAskedHere: whatever the digits, this browser asked for no code to this address.
        WrongCode: the digits do not open anything.
        TooMany: too many wrong codes from this browser, or from this network.
    """
    address = normalise_email(email)
    campus_id = house.settings.campus_id
    student = Role(name="student", scope_kind="campus", scope=campus_id, place=None)

    async def act(session: Session) -> NewSession | codes.Refusal:
        found = await codes.redeem(session, campus_id=campus_id, email=address, digits=digits, browser=browser)
        if found != "right":
            return found
        person_id = await people.find_or_make(
            session, campus_id=campus_id, issuer="email", subject=address, first_role=student
        )
        return await open_for(
            session,
            campus_id=campus_id,
            person_id=person_id,
            provider="code",
            old_token=old_token,
            short=short,
            device=device,
        )

    with (
        house.throttle.counting(FAILURES_PER_BROWSER, digest(browser or ""), WrongCode),
        house.throttle.counting(FAILURES_PER_NETWORK, network, WrongCode),
    ):
        opened = await house.db.write(act)
        if opened == "wrong":
            raise WrongCode
    if opened == "not_asked_here":  # no guess: no digits would have opened anything
        raise CodeNotAskedHere
    return opened


async def sign_in_as_persona(
    house: House,
    *,
    persona: Persona,
    n: int,
    old_token: str | None,
    short: bool = False,
    device: str | None = None,
) -> NewSession:
    """Open a session for the n-th demonstration person of this kind.

    Raises:
        NotFound: this installation is not a demonstration.
    """
    if not house.settings.demo:
        raise NotFound

    async def act(session: Session) -> NewSession:
        person_id = await demo_person_id(session, house.settings, persona, n)
        return await open_for(
            session,
            campus_id=house.settings.campus_id,
            person_id=person_id,
            provider="demo",
            old_token=old_token,
            short=short,
            device=device,
        )

    return await house.db.write(act)


async def sign_out(house: House, token: str) -> None:
    """End this browser's session, whether or not it was still alive."""
    await house.db.write(lambda session: sessions.close(session, campus_id=house.settings.campus_id, token=token))


async def open_for(
    session: Session,
    *,
    campus_id: str,
    person_id: UUID,
    provider: str,
    old_token: str | None,
    short: bool,
    id_token: str | None = None,
    device: str | None = None,
) -> NewSession:
    """Open a session for somebody who has just proved who they are: the only place that does.

    A new token at each sign-in; the one the browser had before opens nothing any more (OWASP ASVS v5.0.0-7.2.4).
    `provider`: "code", "passkey", "demo" or an identity provider's id, with the `id_token` it wants back at sign-out.
    `short`: the phone is shared. `device`: from `cookies.device_of(request)`.
    """
    if old_token:
        await sessions.close(session, campus_id=campus_id, token=old_token)
    await use.note(session, campus_id, person_id)
    person = await people.load(session, campus_id=campus_id, person_id=person_id)
    kind = session_kind((role.name for role in person.roles), short=short)
    token, current = sessions.open_session(
        session, person=person, kind=kind, provider=provider, device=device, id_token=id_token
    )
    waiting = await unread.count(session, campus_id, person_id)
    return NewSession(token, current, describe(current, waiting))
