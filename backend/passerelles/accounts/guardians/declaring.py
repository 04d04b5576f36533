"""Saying that one answers for a student, and an institution's word on it.

The caller has checked who may act, and writes the act in the audit log, last.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.guardians import links
from passerelles.accounts.guardians.tables import Guardianship
from passerelles.accounts.person import Person
from passerelles.accounts.roles.granting import give
from passerelles.accounts.roles.rules import Where
from passerelles.accounts.rules import same_mailbox
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.tables import PersonRecord, RoleGrant
from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.errors import NotFound, Problem

LEARNERS: Final[tuple[RoleName, ...]] = ("student", "apprentice")
MOST_DECLARED: Final = 4
MOST_CONFIRMED: Final = 2


class GuardianIsStudent(Problem):
    """A student does not agree to their own request, whatever account or address they use."""

    status = 403
    slug = "guardian-is-student"


class GuardianIsMinor(Problem):
    """A minor, or a learner of an institution who has not told their age."""

    status = 403
    slug = "guardian-is-minor"


class GuardiansFull(Problem):
    """The student already has as many guardians as there may be."""

    status = 409
    slug = "guardians-full"


class GuardianRejected(Problem):
    """An institution has said that this person does not answer for this student."""

    status = 403
    slug = "guardian-rejected"


async def check_guardian(session: Session, person: Person, student_id: UUID) -> None:
    """Refuse whoever cannot be the guardian of this student.

    Raises:
        GuardianIsStudent, GuardianIsMinor.
    """
    if person.id == student_id:
        raise GuardianIsStudent
    if person.is_minor_on(clock.today()) or (not person.age_known and await _is_enrolled(session, person)):
        raise GuardianIsMinor
    theirs = await people.mailboxes(session, person.campus_id, person.id)
    if await is_mailbox_of(session, person.campus_id, student_id, theirs):
        raise GuardianIsStudent


async def _is_enrolled(session: Session, person: Person) -> bool:
    """Whether an institution has made a learner of them: one of unknown age may not simply say they are of age."""
    query = select(col(RoleGrant.id)).where(
        col(RoleGrant.campus_id) == person.campus_id,
        col(RoleGrant.person_id) == person.id,
        col(RoleGrant.role).in_(LEARNERS),
        col(RoleGrant.granted_by).is_not(None),
        *people.holds_at(RoleGrant, clock.now()),
    )
    return (await session.execute(query.limit(1))).first() is not None


async def is_mailbox_of(session: Session, campus_id: str, person_id: UUID, addresses: list[str]) -> bool:
    """Whether one of these addresses is read by this person."""
    own = await people.mailboxes(session, campus_id, person_id)
    return any(same_mailbox(address, known) for address in addresses for known in own)


async def declare(session: Session, person: Person, student_id: UUID, *, name: str) -> None:
    """Record that this adult says they answer for this student; twice is once. It counts once confirmed.

    Raises:
        GuardianIsStudent, GuardianIsMinor, GuardianRejected, GuardiansFull.
    """
    await check_guardian(session, person, student_id)
    campus_id, now = person.campus_id, clock.now()
    known = await session.get(Guardianship, (campus_id, person.id, student_id))
    if known is not None and known.ended_at is None:
        return
    if known is not None and known.ended_why == "staff":
        raise GuardianRejected
    if len(await links.guardians(session, campus_id, {student_id})) >= MOST_DECLARED:
        raise GuardiansFull
    if known is None:
        known = Guardianship(
            campus_id=campus_id,
            guardian_id=person.id,
            student_id=student_id,
            declared_at=now,
            institution=None,
            confirmed_by=None,
            confirmed_at=None,
            ended_at=None,
            ended_why=None,
        )
    known.declared_at, known.ended_at, known.ended_why = now, None, None
    known.institution, known.confirmed_by, known.confirmed_at = None, None, None
    session.add(known)
    await _become_guardian(session, person, name)


async def confirm(session: Session, staff: Person, *, guardian_id: UUID, student_id: UUID, institution: str) -> None:
    """The institution has checked that this person answers for this student.

    Raises:
        NotFound: nobody declared so, or it has ended.
        GuardiansFull: two are confirmed already.
    """
    row = await _living(session, staff.campus_id, guardian_id, student_id)
    if row.confirmed_at is not None:
        return
    if len(await links.guardians_of(session, staff.campus_id, student_id)) >= MOST_CONFIRMED:
        raise GuardiansFull
    row.institution, row.confirmed_by, row.confirmed_at = institution, staff.id, clock.now()
    session.add(row)


async def reject(session: Session, staff: Person, *, guardian_id: UUID, student_id: UUID) -> None:
    """The institution says that this person does not answer for this student: it ends at once.

    Raises:
        NotFound: as `confirm`.
    """
    row = await _living(session, staff.campus_id, guardian_id, student_id)
    row.ended_at, row.ended_why = clock.now(), "staff"
    session.add(row)


async def _living(session: Session, campus_id: str, guardian_id: UUID, student_id: UUID) -> Guardianship:
    statement = (
        select(Guardianship)
        .where(
            col(Guardianship.campus_id) == campus_id,
            col(Guardianship.student_id) == student_id,
            col(Guardianship.ended_at).is_(None),
        )
        .order_by(col(Guardianship.guardian_id))
        .with_for_update()  # the student's other guardians too: two confirmations at once count each other
    )
    for row in (await session.execute(statement)).scalars():
        if row.guardian_id == guardian_id:
            return row
    raise NotFound


async def _become_guardian(session: Session, person: Person, name: str) -> None:
    """An adult, named, with the role; an account made by signing in here is not a student's any more."""
    campus_id, now = person.campus_id, clock.now()
    await session.execute(
        update(PersonRecord)
        .where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person.id)
        .values(name=person.name or name, adult=True, birth_date=None)
    )
    where = Where("guardian", "campus", campus_id)
    await give(session, campus_id=campus_id, person_id=person.id, where=where, place=None, until=None, by=None)
    if not person.age_known:  # nobody asks for a bed without an age: this account has only ever been a way in
        await session.execute(
            update(RoleGrant)
            .where(
                col(RoleGrant.campus_id) == campus_id,
                col(RoleGrant.person_id) == person.id,
                col(RoleGrant.role) == "student",
                col(RoleGrant.granted_by).is_(None),
            )
            .values(ends_at=now)
        )


async def link_demo(session: Session, campus_id: str, *, guardian: UUID, student: UUID) -> None:
    """Link two people of the demonstration as if confirmed; by no institution, since none has done so."""
    now = clock.now()
    await session.execute(
        insert_into(session, Guardianship)
        .values(campus_id=campus_id, guardian_id=guardian, student_id=student, declared_at=now, confirmed_at=now)
        .on_conflict_do_nothing()
    )
