"""Links to a request: made by the student (or by a guardian for the other one), opened as often as one likes.

A link proves nothing by itself: whoever opens it must be signed in as themselves, and say that they answer for the
student. Nothing is written when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts.guardians.declaring import GuardianIsStudent, is_mailbox_of
from passerelles.boarding.guardians import telling
from passerelles.boarding.guardians.rules import LinkState, link_state, terms_digest
from passerelles.boarding.guardians.standing import answerable, refuse_closed, standing_of
from passerelles.boarding.guardians.tables import GuardianAnswer, GuardianLink
from passerelles.boarding.houses import House
from passerelles.boarding.problems import GuardianAnswered, GuardianLinksFull, GuardianNotNeeded
from passerelles.booking.service import Snapshot
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.ids import digest, new_id, new_token
from passerelles.core.security.headers import PRIVATE

TOKEN_BYTES: Final = 24
"""192 bits: 32 characters of a URL."""

LIFE: Final = timedelta(days=3)
MOST_LINKS: Final = 20
MOST_MAILS: Final = 5
"""Of one request: nobody is written to all day long in our name."""


async def make(
    session: Session, of: House, request: Snapshot, maker: UUID, email: str | None
) -> tuple[GuardianLink, str]:
    """A new link to this request, and its token, which is not kept. The booking is locked.

    Raises:
        BookingOver: it is decided, or over.
        GuardianNotNeeded: the person is of age on the first night.
        GuardianIsStudent: the address is the student's own.
        GuardianLinksFull: enough were made, or mailed.
    """
    standing = await standing_of(session, of, request)
    refuse_closed(request, standing)
    if not standing.needed:
        raise GuardianNotNeeded
    if email and await is_mailbox_of(session, of.campus_id, request.person_id, [email]):
        raise GuardianIsStudent
    made, mailed = await _counted(session, request)
    if made >= MOST_LINKS or (email and mailed >= MOST_MAILS):
        raise GuardianLinksFull
    token, now = new_token(TOKEN_BYTES), clock.now()
    last = request.decide_before or request.ends_at
    link = GuardianLink(
        campus_id=of.campus_id,
        id=new_id(),
        token_digest=digest(token),
        booking_id=request.id,
        made_by=maker,
        mailed=email is not None,
        created_at=now,
        expires_at=min(now + LIFE, last),
        opened_by=None,
        renewal_asked_at=None,
    )
    session.add(link)
    return link, token


async def named(session: Session, campus_id: str, token: str) -> GuardianLink:
    """The link of this token, whatever its state.

    Raises:
        NotFound: there is none.
    """
    query = select(GuardianLink).where(
        col(GuardianLink.campus_id) == campus_id, col(GuardianLink.token_digest) == digest(token)
    )
    link = (await session.execute(query.execution_options(populate_existing=True))).scalar_one_or_none()
    if link is None:
        raise NotFound(headers=PRIVATE)
    return link


async def state_of(session: Session, of: House, link: GuardianLink, request: Snapshot) -> LinkState:
    """What the link still opens, now."""
    standing = await standing_of(session, of, request)
    answered = False
    if link.opened_by is not None:
        row = await session.get(GuardianAnswer, (link.campus_id, link.booking_id, link.opened_by))
        answered = bool(row and row.answer and row.terms == terms_digest(request.resource, request.slots))
    return link_state(
        answerable=answerable(request, standing), answered=answered, expired=is_expired(link, clock.now())
    )


def is_expired(link: GuardianLink, now: datetime) -> bool:
    """Expiry is true when read."""
    return clock.aware(link.expires_at) <= now


async def of_request(session: Session, request: Snapshot) -> Sequence[GuardianLink]:
    """The links of a request that still open, the latest first."""
    rows = await session.execute(
        select(GuardianLink)
        .where(
            col(GuardianLink.campus_id) == request.campus_id,
            col(GuardianLink.booking_id) == request.id,
            col(GuardianLink.expires_at) > clock.now(),
        )
        .order_by(col(GuardianLink.created_at).desc(), col(GuardianLink.id).desc())
    )
    return rows.scalars().all()


async def first_openers(session: Session, campus_id: str, bookings: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """(booking, person) of those who were the first to open a link of these requests."""
    rows = await session.execute(
        select(col(GuardianLink.booking_id), col(GuardianLink.opened_by)).where(
            col(GuardianLink.campus_id) == campus_id,
            col(GuardianLink.booking_id).in_(bookings),
            col(GuardianLink.opened_by).is_not(None),
        )
    )
    return {(row.booking_id, row.opened_by) for row in rows}


async def ask_renewal(session: Session, of: House, link: GuardianLink, request: Snapshot) -> bool:
    """Tell the student, once, that their guardian would like another link; whether this told them.

    Raises:
        GuardianAnswered: no link is needed any more.
    """
    state = await state_of(session, of, link, request)
    if state == "answered":
        raise GuardianAnswered(headers=PRIVATE)
    if state != "expired" or link.renewal_asked_at is not None:
        return False
    link.renewal_asked_at = clock.now()
    session.add(link)
    await telling.tell_student(session, of, request, "renewal")
    return True


async def _counted(session: Session, request: Snapshot) -> tuple[int, int]:
    rows = await session.execute(
        select(col(GuardianLink.mailed), func.count())
        .where(col(GuardianLink.campus_id) == request.campus_id, col(GuardianLink.booking_id) == request.id)
        .group_by(col(GuardianLink.mailed))
    )
    counts = {bool(mailed): int(count) for mailed, count in rows}
    return sum(counts.values()), counts.get(True, 0)
