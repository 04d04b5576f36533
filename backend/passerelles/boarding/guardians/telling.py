"""What students and guardians are told: messages in the app, in the act's own transaction; mail through the outbox."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from passerelles.accounts import people
from passerelles.boarding import words
from passerelles.boarding.houses import House
from passerelles.booking.service import Event, Snapshot
from passerelles.core import clock, mails
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.core.settings import settings
from passerelles.notifications import service as notifications

StudentNews = Literal[
    "declared", "agree", "disagree", "confirmed", "rejected", "renewal", "due", "erased", "erased_needed"
]
GuardianNews = Literal[
    "asked", "reminder", "confirmed", "rejected", "due", "again", "accept", "refuse", "cancel", "withdraw", "expire"
]

TO_GUARDIANS: Final[frozenset[Event]] = frozenset({"accept", "refuse", "cancel", "withdraw", "expire"})
"""What becomes of a request, for those who were asked about it."""

ASKED: Final[frozenset[GuardianNews]] = frozenset({"asked", "reminder", "due", "again"})
"""News that must not wait for the guardian's next visit: by mail too."""


def address_of(booking_id: UUID) -> str:
    """A guardian's page of a request."""
    return f"/moi/accords/{booking_id}"


async def tell_student(session: Session, of: House, request: Snapshot, news: StudentNews, **values: str) -> None:
    """Tell the student what a guardian, or the institution about a guardian, did."""
    await notifications.tell(
        session,
        request.campus_id,
        request.person_id,
        title=t(f"guardians.to_student.{news}.title"),
        body=t(f"guardians.to_student.{news}.body", nights=_nights(request), house=of.label, **values),
        url=f"/moi/demandes/{request.id}",
    )


async def tell_guardians(
    session: Session, of: House, request: Snapshot, guardians: Collection[UUID], news: GuardianNews
) -> None:
    """Tell these guardians; by mail too when they are expected to act. No name is written in a mail."""
    before = request.decide_before or (_last_moment(request) if news in ASKED else None)
    values = {
        "nights": _nights(request),
        "house": of.label,
        "before": words.moment(before) if before else "",
    }
    for guardian in sorted(guardians):
        await notifications.tell(
            session,
            request.campus_id,
            guardian,
            title=t(f"guardians.to_guardian.{news}.title", **values),
            body=t(f"guardians.to_guardian.{news}.body", **values),
            url=address_of(request.id),
        )
        if news in ASKED:
            for mailbox in await people.mailboxes(session, request.campus_id, guardian):
                mails.put(
                    session,
                    campus_id=request.campus_id,
                    to=mailbox,
                    subject=t(f"guardians.mail.{news}.subject"),
                    text=t(
                        f"guardians.mail.{news}.text",
                        **values,
                        code=request.code,
                        url=settings().origin + address_of(request.id),
                    ),
                    expires_at=before,
                )


async def tell_staff(
    session: Session, of: House, request: Snapshot, staff: Collection[UUID], news: Literal["erased", "erased_needed"]
) -> None:
    """Tell those who decide in the house. The request is named by its code: nobody's name is in a message."""
    for person in sorted(staff):
        await notifications.tell(
            session,
            request.campus_id,
            person,
            title=t(f"guardians.to_staff.{news}.title", code=request.code),
            body=t(f"guardians.to_staff.{news}.body", nights=_nights(request), house=of.label),
            url=f"/gestion/internats/{of.id}/demandes",
        )


def mail_link(session: Session, of: House, request: Snapshot, email: str, *, url: str, until: datetime) -> UUID:
    """Send a link to an address, which is forgotten with the mail; returns the mail's id."""
    text = t(
        "guardians.mail.link.text",
        nights=_nights(request),
        house=of.label,
        code=request.code,
        url=url,
        until=words.moment(until),
    )
    subject = t("guardians.mail.link.subject")
    return mails.put(session, campus_id=request.campus_id, to=email, subject=subject, text=text, expires_at=until)


def _last_moment(request: Snapshot) -> datetime:
    """Until when an agreement that an accepted stay lacks is of use: it begins, or it is over."""
    return request.starts_at if clock.now() < request.starts_at else request.ends_at


def _nights(request: Snapshot) -> str:
    return words.nights([date.fromisoformat(slot) for slot in request.slots])
