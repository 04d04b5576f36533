"""What guardians do: declare themselves, agree, disagree, change their mind; and who is asked about a request."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.guardians import declaring
from passerelles.accounts.guardians import links as guardianships
from passerelles.accounts.person import Person
from passerelles.boarding.guardians import links, telling
from passerelles.boarding.guardians.rules import Standing, terms_digest
from passerelles.boarding.guardians.schemas import GuardianAnswerIn
from passerelles.boarding.guardians.standing import answerable, refuse_closed, settle, standing_of
from passerelles.boarding.guardians.tables import GuardianAnswer, GuardianLink
from passerelles.boarding.guardians.telling import GuardianNews
from passerelles.boarding.houses import House
from passerelles.boarding.problems import (
    GuardianLinkExpired,
    GuardianNotNeeded,
    ReasonMissing,
    RemindedAlready,
    TermsChanged,
)
from passerelles.booking.service import Snapshot
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t
from passerelles.core.security.headers import PRIVATE

REMINDED_EVERY: Final = timedelta(days=1)


async def declare(
    session: Session, of: House, link: GuardianLink, request: Snapshot, *, person: Person, name: str
) -> None:
    """This adult, who holds the link, says they answer for the student. The booking is locked.

    Raises:
        BookingOver, GuardianNotNeeded, GuardianLinkExpired: the link opens nothing any more.
        Problem: as `declaring.declare`.
    """
    standing = await standing_of(session, of, request)
    refuse_closed(request, standing)
    if not standing.needed:
        raise GuardianNotNeeded
    asked = await session.get(GuardianAnswer, (of.campus_id, request.id, person.id))
    if asked is not None and any(voice.guardian == person.id for voice in standing.voices):
        return  # they came back by the same link
    if links.is_expired(link, clock.now()):
        raise GuardianLinkExpired(headers=PRIVATE)
    await declaring.declare(session, person, request.person_id, name=name)
    link.opened_by = link.opened_by or person.id
    session.add(link)
    session.add(asked or _asked(request, person.id))
    await telling.tell_student(session, of, request, "declared")
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=person.id,
        act="guardian.declare",
        subject=f"person:{request.person_id}",
        details={"booking": str(request.id)},
    )


async def ask_known(session: Session, of: House, request: Snapshot) -> None:
    """Ask the confirmed guardians of a minor about a new request: they need no link."""
    if request.status != "awaiting_guardian":
        return
    known = await guardianships.guardians_of(session, of.campus_id, request.person_id)
    session.add_all(_asked(request, guardian) for guardian in known)
    await telling.tell_guardians(session, of, request, known, "asked")


async def ask_missing(session: Session, of: House, request: Snapshot, news: GuardianNews) -> None:
    """Ask those confirmed guardians who have not answered, by these news: an agreement lacks, again or after all."""
    standing = await standing_of(session, of, request)
    missing = {voice.guardian for voice in standing.voices if voice.confirmed and voice.answer is None}
    for guardian in sorted(missing):
        if await session.get(GuardianAnswer, (of.campus_id, request.id, guardian)) is None:
            session.add(_asked(request, guardian))
    await telling.tell_guardians(session, of, request, missing, news)


async def answer(session: Session, of: House, request: Snapshot, guardian: Person, given: GuardianAnswerIn) -> Snapshot:
    """Record what this guardian says; the same answer again changes nothing. The booking is locked.

    Raises:
        NotFound: not a request about which this person may speak.
        BookingOver: it is decided, or over.
        TermsChanged: other nights or another house than those that were read.
        ReasonMissing: a disagreement says why.
    """
    standing = await standing_of(session, of, request)
    if not await may_speak(session, request, guardian.id, standing):
        raise NotFound
    refuse_closed(request, standing)
    terms = terms_digest(request.resource, request.slots)
    if given.terms != terms:
        raise TermsChanged
    if given.answer == "disagree" and given.reason is None:
        raise ReasonMissing
    reason = given.reason if given.answer == "disagree" else None
    row = await session.get(GuardianAnswer, (of.campus_id, request.id, guardian.id)) or _asked(request, guardian.id)
    if (row.answer, row.reason, row.terms) == (given.answer, reason, terms):
        return request
    row.answer, row.reason, row.terms, row.answered_at = given.answer, reason, terms, clock.now()
    session.add(row)
    await session.flush()  # where the request stands is read back from the rows
    settled = await settle(session, of, request, guardian.id)
    if settled.status == request.status:  # else the student is told that the request goes on
        said = t(f"guardians.reason.{reason}") if reason else ""
        await telling.tell_student(session, of, settled, given.answer, reason=said)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=guardian.id,
        act=f"guardian.{given.answer}",
        subject=f"booking:{request.id}",
        why=reason,
        details={"terms": terms},
    )
    return settled


async def may_speak(session: Session, request: Snapshot, person_id: UUID, standing: Standing) -> bool:
    """Whether this person is asked about this request: a confirmed guardian, or one declared through its link."""
    voice = next((voice for voice in standing.voices if voice.guardian == person_id), None)
    if voice is None or not standing.needed:
        return False
    asked = await session.get(GuardianAnswer, (request.campus_id, request.id, person_id))
    return voice.confirmed or asked is not None


async def remind(session: Session, of: House, request: Snapshot) -> Collection[UUID]:
    """Remind those guardians, and only those, who have not answered; each at most once a day. Returns who they are.

    Raises:
        BookingOver: it is decided, or over.
        RemindedAlready: nobody is left to be reminded today.
    """
    standing = await standing_of(session, of, request)
    refuse_closed(request, standing)
    missing = await to_remind(session, request, standing)
    if not missing:
        raise RemindedAlready
    now = clock.now()
    for guardian in missing:
        row = await session.get(GuardianAnswer, (of.campus_id, request.id, guardian)) or _asked(request, guardian)
        row.reminded_at = now
        session.add(row)
    await telling.tell_guardians(session, of, request, missing, "reminder")
    return missing


async def to_remind(session: Session, request: Snapshot, standing: Standing) -> set[UUID]:
    """The guardians who have not answered, and were neither asked nor reminded within a day."""
    if not standing.needed or not answerable(request, standing):
        return set()
    rows = await session.execute(
        select(GuardianAnswer).where(
            col(GuardianAnswer.campus_id) == request.campus_id, col(GuardianAnswer.booking_id) == request.id
        )
    )
    known = {row.guardian_id: row for row in rows.scalars()}
    limit = clock.now() - REMINDED_EVERY
    return {
        voice.guardian
        for voice in standing.voices
        if voice.answer is None
        and (voice.confirmed or voice.guardian in known)
        and not _reminded_since(known.get(voice.guardian), limit)
    }


def _reminded_since(row: GuardianAnswer | None, limit: datetime) -> bool:
    return row is not None and row.reminded_at is not None and clock.aware(row.reminded_at) > limit


def _asked(request: Snapshot, guardian: UUID) -> GuardianAnswer:
    return GuardianAnswer(
        campus_id=request.campus_id,
        booking_id=request.id,
        guardian_id=guardian,
        asked_at=clock.now(),
        reminded_at=None,
        answer=None,
        reason=None,
        terms=None,
        answered_at=None,
    )
