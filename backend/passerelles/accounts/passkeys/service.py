"""A person's own keys: add one, name and remove them, be left alone about them."""

from __future__ import annotations

from uuid import UUID

from passerelles.accounts.passkeys import ceremony, challenges, keys
from passerelles.accounts.passkeys.refusals import (
    PasskeyRefused,
    PasskeysUnavailable,
    SharedPhone,
    SignInAgain,
    TooManyPasskeys,
)
from passerelles.accounts.passkeys.rules import (
    MOST,
    TIMEOUT_MS,
    is_available,
    is_recent,
    may_change,
    rp_id_of,
)
from passerelles.accounts.passkeys.schemas import (
    NewPasskeyIn,
    NewPasskeyQuestionOut,
    PasskeyList,
    PasskeyOut,
)
from passerelles.accounts.sessions import Current
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.house import House
from passerelles.core.messages import t
from passerelles.core.settings import Settings


def available(settings: Settings) -> bool:
    """Whether browsers make keys for this installation's address."""
    return is_available(settings.origin)


async def mine(house: House, current: Current) -> PasskeyList:
    """My keys, and what I may do about them now."""
    campus_id, person_id = current.person.campus_id, current.person.id
    allowed = may_change(
        available=available(house.settings), kind=current.kind, opened_at=current.opened_at, now=clock.now()
    )
    async with house.db.read() as session:
        items = await keys.of_person(session, campus_id, person_id)
        quiet = bool(items) or await keys.declined(session, campus_id, person_id)
    return PasskeyList(items=items, may_change=allowed, offer=allowed == "now" and not quiet)


async def ask_for_new(house: House, current: Current) -> NewPasskeyQuestionOut:
    """The question to put to the device that will hold a new key.

    Raises:
        PasskeysUnavailable, SharedPhone, SignInAgain: not here, or not now.
        TooManyPasskeys: ten already.
    """
    require_change(house.settings, current)
    person = current.person

    async def act(session: Session) -> NewPasskeyQuestionOut:
        held = await keys.credentials(session, person.campus_id, person.id)
        if len(held) >= MOST:
            raise TooManyPasskeys
        return NewPasskeyQuestionOut(
            challenge=challenges.ask(session, campus_id=person.campus_id, purpose="register", person_id=person.id),
            rp_id=rp_id_of(house.settings.origin),
            rp_name=t("sessions.passkey.site"),
            user_id=ceremony.text_of(person.id.bytes),
            user_name=person.name or t("sessions.passkey.account"),
            algorithms=list(ceremony.ALGORITHMS),
            exclude=held,
            timeout_ms=TIMEOUT_MS,
        )

    return await house.db.write(act)


async def add(house: House, current: Current, given: NewPasskeyIn, *, device: str | None) -> PasskeyOut:
    """Keep the key that a device has made.

    Raises:
        PasskeyRefused: not an answer to a question of ours, or the device did not recognise its owner.
        PasskeysUnavailable, SharedPhone, SignInAgain, TooManyPasskeys: as when asking.
    """
    require_change(house.settings, current)
    person = current.person
    challenge = ceremony.challenge_of(given.client_data)
    name = given.name or device or t("sessions.device.unknown")

    async def act(session: Session) -> PasskeyOut | None:
        ours = await challenges.use(
            session, campus_id=person.campus_id, challenge=challenge, purpose="register", person_id=person.id
        )
        key = ceremony.read_new(given, challenge=challenge, origin=house.settings.origin) if ours else None
        if key is None or await keys.find(session, person.campus_id, key.credential_id) is not None:
            return None
        if await keys.count(session, person.campus_id, person.id) >= MOST:
            raise TooManyPasskeys
        added = keys.add(session, person.campus_id, person.id, key=key, name=name, transports=list(given.transports))
        await _note(session, current, "passkey.add")
        return added

    added = await house.db.write(act)  # returned, not raised: a question refused is used up all the same
    if added is None:
        raise PasskeyRefused
    return added


async def rename(house: House, current: Current, key_id: UUID, name: str) -> PasskeyOut:
    """Call one of my keys otherwise.

    Raises:
        NotFound: I have no such key.
    """
    person = current.person
    renamed = await house.db.write(lambda session: keys.rename(session, person.campus_id, person.id, key_id, name))
    if renamed is None:
        raise NotFound
    return renamed


async def remove(house: House, current: Current, key_id: UUID) -> None:
    """Forget one of my keys.

    Raises:
        NotFound: I have no such key.
        SignInAgain: I signed in too long ago.
    """
    person = current.person

    async def act(session: Session) -> None:
        if not await keys.remove(session, person.campus_id, person.id, key_id):
            raise NotFound
        await _note(session, current, "passkey.remove")

    require_recent(current)
    await house.db.write(act)


async def decline(house: House, current: Current) -> None:
    """I do not want to be asked again."""
    person = current.person
    await house.db.write(lambda session: keys.decline(session, person.campus_id, person.id))


def require_change(settings: Settings, current: Current) -> None:
    """Let pass whoever may add a key now.

    Raises:
        PasskeysUnavailable, SharedPhone, SignInAgain: why not.
    """
    if not available(settings):
        raise PasskeysUnavailable
    if current.kind == "short":
        raise SharedPhone
    require_recent(current)


def require_recent(current: Current) -> None:
    """Let pass whoever has just signed in.

    Raises:
        SignInAgain: too long ago.
    """
    if not is_recent(current.opened_at, clock.now()):
        raise SignInAgain


async def _note(session: Session, current: Current, act: str) -> None:
    person = current.person
    await audit.record(session, campus_id=person.campus_id, actor_id=person.id, act=act, subject=f"person:{person.id}")
