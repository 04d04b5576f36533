"""The refusals of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from passerelles.core.errors import Problem


class SlotTaken(Problem):
    """No unit of the zone is free for all the slots. Names the slots; the caller adds alternatives."""

    status = 409
    slug = "slot-taken"

    def __init__(self, slots: Sequence[str]) -> None:
        super().__init__(extra={"slots": list(slots), "alternatives": []})

    def offer(self, alternatives: list[dict[str, Any]]) -> None:
        """Add what could be asked for instead (`AlternativeOut`)."""
        self.extra["alternatives"] = alternatives


class AlreadyBooked(Problem):
    """The person already has a unit of this kind in one of the slots."""

    status = 409
    slug = "already-booked"

    def __init__(self, slots: Sequence[str]) -> None:
        super().__init__(extra={"slots": list(slots)})


class TooManyOpen(Problem):
    """The person has as many undecided requests as allowed."""

    status = 409
    slug = "too-many-open"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit, extra={"limit": limit})


class BookingOver(Problem):
    """The act does not fit the booking's state any more: decided, withdrawn or expired meanwhile."""

    status = 409
    slug = "booking-over"

    def __init__(self, status_words: str, status: str) -> None:
        super().__init__(status_words=status_words, extra={"booking_status": status})


class BookingStarted(Problem):
    """It has begun: its owner can no longer withdraw alone."""

    status = 409
    slug = "booking-started"


class AgreementMissing(Problem):
    """It cannot be accepted before the guardian's agreement is recorded."""

    status = 409
    slug = "agreement-missing"


class UnitTaken(Problem):
    """The unit that staff chose is taken in one of the slots."""

    status = 409
    slug = "unit-taken"

    def __init__(self, slots: Sequence[str]) -> None:
        super().__init__(extra={"slots": list(slots)})


class OwnRequest(Problem):
    """Nobody decides for oneself."""

    status = 403
    slug = "own-request"
