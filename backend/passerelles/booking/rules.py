"""The life of a booking: which act may follow which state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from passerelles.booking.schemas import BookingStatus

Act = Literal["agree", "waive", "recall", "accept", "refuse", "cancel", "move", "withdraw", "expire", "finish"]
"""`waive`: no agreement is needed after all; `recall`: one is needed again; `cancel`: staff undo what they accepted."""

UNDECIDED: Final[frozenset[BookingStatus]] = frozenset({"awaiting_guardian", "awaiting_decision"})
"""States that hold their claims for a time and count as open requests."""

NEXT: Final[Mapping[tuple[BookingStatus, Act], BookingStatus]] = {
    ("awaiting_guardian", "agree"): "awaiting_decision",
    ("awaiting_guardian", "waive"): "awaiting_decision",
    ("awaiting_guardian", "refuse"): "refused",
    ("awaiting_guardian", "move"): "awaiting_guardian",
    ("awaiting_guardian", "withdraw"): "withdrawn",
    ("awaiting_guardian", "expire"): "expired",
    ("awaiting_decision", "accept"): "accepted",
    ("awaiting_decision", "recall"): "awaiting_guardian",
    ("awaiting_decision", "refuse"): "refused",
    ("awaiting_decision", "move"): "awaiting_decision",
    ("awaiting_decision", "withdraw"): "withdrawn",
    ("awaiting_decision", "expire"): "expired",
    ("accepted", "move"): "accepted",
    ("accepted", "withdraw"): "withdrawn",
    ("accepted", "cancel"): "refused",
    ("accepted", "finish"): "finished",
}
"""Nothing follows a decision but a move, a withdrawal, the end of the stay, and a cancellation for cause."""


def after(status: BookingStatus, act: Act) -> BookingStatus | None:
    """The state that `act` leads to, or None when it cannot be done in this state."""
    return NEXT.get((status, act))


def status_at(
    status: BookingStatus, *, decide_before: datetime | None, ends_at: datetime, now: datetime
) -> BookingStatus:
    """The state as it must be read: time acts at once, even before any row is changed."""
    if status in UNDECIDED and decide_before is not None and decide_before <= now:
        return "expired"
    if status == "accepted" and ends_at <= now:
        return "finished"
    return status


def may_withdraw(status: BookingStatus, *, starts_at: datetime, now: datetime) -> bool:
    """Whether the owner can still withdraw alone: always before a decision, then until it begins."""
    return after(status, "withdraw") is not None and (status in UNDECIDED or now < starts_at)
