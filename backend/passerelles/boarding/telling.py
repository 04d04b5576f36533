"""What the person who asked is told: the next step of each state, and a message in the app at each act of others."""

from __future__ import annotations

from datetime import date

from passerelles.boarding import words
from passerelles.boarding.houses import House
from passerelles.boarding.schemas import GuardianState
from passerelles.booking.service import Event, Snapshot
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.notifications import service as notifications

TOLD: frozenset[Event] = frozenset({"agree", "waive", "accept", "refuse", "cancel", "move", "expire"})
"""What others do, or time. One's own acts need no message."""

HELD_UP: frozenset[GuardianState] = frozenset({"disagreed", "to_confirm"})
"""What a guardian's part adds to an undecided request, beyond its status."""


async def tell(session: Session, house: House, booking: Snapshot, event: Event) -> None:
    """Leave a message in the app about an event of `TOLD`, in the act's own transaction."""
    await notifications.tell(
        session,
        booking.campus_id,
        booking.person_id,
        title=t(f"boarding.message.{event}.title", house=house.label),
        body=t(
            f"boarding.message.{event}.body",
            nights=words.nights([date.fromisoformat(slot) for slot in booking.slots]),
            next_step=next_step(house, booking),
            reason=reason(booking) or "",
        ),
        url=f"/moi/demandes/{booking.id}",
    )


def next_step(house: House, booking: Snapshot, guardians: GuardianState | None = None, *, due: bool = False) -> str:
    """Who must act, before when; `guardians`: where an undecided request stands with them; `due`: an accepted stay
    lacks their agreement."""
    limit = booking.decide_before
    held_up = limit is not None and guardians in HELD_UP
    key = "due" if due else guardians if held_up else booking.status
    return t(
        f"boarding.next.{key}",
        before=words.moment(limit) if limit else "",
        phone=t("boarding.phone", phone=house.phone) if house.phone else "",
        first=words.day(date.fromisoformat(booking.slots[0])),
    )


def reason(booking: Snapshot) -> str | None:
    """Why it was refused, in words, with what staff added."""
    if booking.status != "refused" or booking.reason is None:
        return None
    said = t(f"boarding.reason.{booking.reason}")
    return t("boarding.reason_and_note", reason=said, note=booking.reason_note) if booking.reason_note else said
