"""The door of guardians' part. Every act locks the booking first: nobody decides on it meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar
from uuid import UUID

from passerelles.accounts.guardians import links as guardianships
from passerelles.accounts.person import Person
from passerelles.accounts.privacy import looks
from passerelles.accounts.sessions import Renewed, renew_session
from passerelles.boarding import words
from passerelles.boarding.guardians import answering, links, telling, viewing
from passerelles.boarding.guardians.schemas import (
    DeclarationIn,
    GuardianAnswerIn,
    GuardianLinkMade,
    GuardianLinkOut,
    GuardianRequestList,
    GuardianRequestOut,
    RequestGuardiansOut,
)
from passerelles.boarding.guardians.standing import standing_of
from passerelles.boarding.houses import House, house
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.core import audit
from passerelles.core.db import Database, Session
from passerelles.core.errors import NotFound
from passerelles.core.house import House as Installation
from passerelles.core.messages import t

T = TypeVar("T")
READS: Final = "guardian"
"""What the student reads of a look: their guardian read the request."""


async def for_student(db: Database, student: Person, booking_id: UUID) -> RequestGuardiansOut:
    """What a request of one's own needs of guardians.

    Raises:
        NotFound: no such request in a boarding house, or somebody else's.
    """
    async with db.read() as session:
        of, request = await _read(session, student.campus_id, booking_id)
        _own(student, request)
        return await viewing.for_student(session, of, request)


async def make_link(on: Installation, maker: Person, booking_id: UUID, email: str | None) -> GuardianLinkMade:
    """A link to a request of one's own, or of one's child: for a guardian, or for the other one.

    Raises:
        NotFound: no such request of the maker's, or nobody has confirmed that they answer for the student.
        Problem: as `links.make`.
    """

    async def work(session: Session) -> GuardianLinkMade:
        of, request = await _locked(session, maker.campus_id, booking_id)
        await _own_or_confirmed(session, of, request, maker)
        link, token = await links.make(session, of, request, maker.id, email)
        url, until = f"{on.settings.origin}/accord/{token}", link.expires_at
        mail_id = telling.mail_link(session, of, request, email, url=url, until=until) if email else None
        await audit.record(
            session,
            campus_id=request.campus_id,
            actor_id=maker.id,
            act="guardian.link",
            subject=f"booking:{request.id}",
            details={"link": str(link.id), "mailed": link.mailed},
        )
        return GuardianLinkMade(
            id=str(link.id),
            url=url,
            qr=_picture(url),
            expires_at=until,
            words=t("guardians.made.mailed" if email else "guardians.made.link", until=words.moment(until)),
            demo_mail_url=f"/demo/courriel/{mail_id}" if mail_id and on.settings.demo else None,
        )

    made = await on.db.write(work)
    on.outbox.wake()
    return made


async def remind(on: Installation, student: Person, booking_id: UUID) -> RequestGuardiansOut:
    """Remind the guardians who have not answered.

    Raises:
        NotFound: as `for_student`.
        Problem: as `answering.remind`.
    """

    async def work(session: Session) -> RequestGuardiansOut:
        of, request = await _locked(session, student.campus_id, booking_id)
        _own(student, request)
        reminded = await answering.remind(session, of, request)
        shown = await viewing.for_student(session, of, request)
        await audit.record(
            session,
            campus_id=request.campus_id,
            actor_id=student.id,
            act="guardian.remind",
            subject=f"booking:{request.id}",
            details={"guardians": sorted(map(str, reminded))},
        )
        return shown

    shown = await on.db.write(work)
    on.outbox.wake()
    return shown


async def read_link(db: Database, campus_id: str, token: str, visitor: Person | None) -> GuardianLinkOut:
    """What a link shows. Nothing is written: robots open links too.

    Raises:
        NotFound: no such link.
    """
    async with db.read() as session:
        link = await links.named(session, campus_id, token)
        of, request = await _read(session, campus_id, link.booking_id)
        return await viewing.for_holder(session, of, link, request, visitor)


async def renew(db: Database, campus_id: str, token: str) -> str:
    """Ask the student for another link; what to tell whoever asked.

    Raises:
        NotFound: no such link.
        GuardianAnswered: none is needed.
    """

    async def work(session: Session) -> str:
        link = await links.named(session, campus_id, token)
        of, request = await _locked(session, campus_id, link.booking_id)
        link = await links.named(session, campus_id, token)
        asked = await links.ask_renewal(session, of, link, request)
        return t("guardians.renewal.asked" if asked or link.renewal_asked_at else "guardians.renewal.not_needed")

    return await db.write(work)


async def declare(
    db: Database, person: Person, token: str, given: DeclarationIn, session_token: str | None = None
) -> tuple[GuardianRequestOut, Renewed | None]:
    """Say that one answers for the student whose request this is; gives the request to read.

    Whoever becomes a guardian by it is signed out elsewhere, and the browser of `session_token` gets a new token.

    Raises:
        NotFound: no such link.
        Problem: as `answering.declare`.
    """

    async def work(session: Session) -> tuple[GuardianRequestOut, Renewed | None]:
        link = await links.named(session, person.campus_id, token)
        of, request = await _locked(session, person.campus_id, link.booking_id)
        link = await links.named(session, person.campus_id, token)
        await answering.declare(session, of, link, request, person=person, name=given.name)
        await session.flush()  # what the guardian may read is read back from the rows
        shown = await viewing.one_for_guardian(session, of, request, person)
        await looks.seen_by_guardian(session, person, {request.person_id}, what=READS, place=of.label)
        if session_token is None or person.has("guardian"):
            return shown, None
        return shown, await renew_session(session, person, session_token)

    return await db.write(work)


async def requests(db: Database, guardian: Person) -> GuardianRequestList:
    """The requests of one's children, who will see that they were read."""
    async with db.read() as session:
        found = await viewing.for_guardian(session, guardian)
        named = await guardianships.confirmed_children(session, guardian.campus_id, guardian.id)
        asked = {
            place: await booking.askers(
                session, guardian.campus_id, [one.booking for one in found.items if one.house == place]
            )
            for place in {one.house for one in found.items}
        }
    for place, people in asked.items():
        await looks.seen_by_guardian(db, guardian, people, what=READS, place=place)
    await looks.seen_by_guardian(db, guardian, set(named).difference(*asked.values()), what="child")
    return found


async def request(db: Database, guardian: Person, booking_id: UUID) -> GuardianRequestOut:
    """One of them.

    Raises:
        NotFound: not a request about which this person may speak.
    """
    async with db.read() as session:
        of, found = await _read(session, guardian.campus_id, booking_id)
        shown = await viewing.one_for_guardian(session, of, found, guardian)
    await looks.seen_by_guardian(db, guardian, {found.person_id}, what=READS, place=of.label)
    return shown


async def answer(db: Database, guardian: Person, booking_id: UUID, given: GuardianAnswerIn) -> GuardianRequestOut:
    """Agree or disagree.

    Raises:
        Problem: as `answering.answer`.
    """

    async def act(session: Session, of: House, found: Snapshot) -> GuardianRequestOut:
        settled = await answering.answer(session, of, found, guardian, given)
        shown = await viewing.one_for_guardian(session, of, settled, guardian)
        await looks.seen_by_guardian(session, guardian, {found.person_id}, what=READS, place=of.label)
        return shown

    return await _with_lock(db, guardian.campus_id, booking_id, act)


async def _with_lock(
    db: Database, campus_id: str, booking_id: UUID, act: Callable[[Session, House, Snapshot], Awaitable[T]]
) -> T:
    async def work(session: Session) -> T:
        return await act(session, *(await _locked(session, campus_id, booking_id)))

    return await db.write(work)


async def _locked(session: Session, campus_id: str, booking_id: UUID) -> tuple[House, Snapshot]:
    found = await booking.hold_still(session, campus_id=campus_id, booking_id=booking_id)
    return await _house_of(session, found), found


async def _read(session: Session, campus_id: str, booking_id: UUID) -> tuple[House, Snapshot]:
    found = await booking.snapshot(session, campus_id=campus_id, booking_id=booking_id)
    if found is None:
        raise NotFound
    return await _house_of(session, found), found


async def _house_of(session: Session, found: Snapshot) -> House:
    if found.kind != "house":
        raise NotFound
    return await house(session, found.campus_id, found.resource)


def _own(student: Person, found: Snapshot) -> None:
    if found.person_id != student.id:
        raise NotFound


async def _own_or_confirmed(session: Session, of: House, found: Snapshot, person: Person) -> None:
    """The student, or a guardian whom the institution knows: a link's first opener reads the student's name, so
    whoever merely says they are a guardian must not make one for another account of theirs."""
    if found.person_id == person.id:
        return
    standing = await standing_of(session, of, found)
    confirmed = any(voice.guardian == person.id and voice.confirmed for voice in standing.voices)
    if not (confirmed and await answering.may_speak(session, found, person.id, standing)):
        raise NotFound


def _picture(url: str) -> str:
    """The address as a QR code: black on white, whatever the screen's colours."""
    import segno  # here: only who makes a link waits for it

    return str(segno.make_qr(url, error="m").png_data_uri(scale=6, border=3, dark="#000", light="#fff"))
