"""What the engine asks of a kind of resource: its policy before a claim, its words after. Kinds register themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from uuid import UUID

from passerelles.booking.rules import Act
from passerelles.booking.schemas import AlternativeOut, BookingStatus
from passerelles.booking.snapshots import Snapshot
from passerelles.core.db import Session

Event = Act | Literal["ask"]

KindName = Literal["house", "facility", "platform", "internship"]


class Asker(Protocol):
    """What the engine and the policies need to know of the person who asks."""

    @property
    def id(self) -> UUID: ...
    def is_minor_on(self, day: date) -> bool | None:
        """Whether under 18 on `day`; None when the birth date is unknown."""
        ...


@dataclass(frozen=True)
class Ask:
    """A request before any decision: slots sorted, without twins."""

    campus_id: str
    person: Asker
    resource: str
    slots: tuple[str, ...]
    zone: str | None
    note: str | None


@dataclass(frozen=True)
class Terms:
    """What the kind's policy answers to a request it lets through."""

    zone: str
    status: BookingStatus  # where it starts: undecided, or accepted at once
    decide_before: datetime | None  # None when it starts accepted
    starts_at: datetime
    ends_at: datetime
    max_open: int  # undecided requests of this kind that one person may have


@dataclass(frozen=True)
class Words:
    """What a person reads about one booking, beyond its status."""

    resource_label: str
    resource_url: str
    zone_label: str | None
    unit_label: str | None
    slots: str
    next_step: str
    reason: str | None
    price: str | None
    withdrawal: str
    demo: bool


class Kind(Protocol):
    """The policy of one kind of resource. Reads only: the engine writes the claims."""

    name: KindName

    async def terms(self, session: Session, ask: Ask) -> Terms:
        """Check everything but scarcity.

        Raises:
            Problem: the policy refuses, with its reason and next step.
        """
        ...

    async def words(self, session: Session, bookings: Sequence[Snapshot]) -> Mapping[UUID, Words]:
        """The words of bookings of one campus, by booking, for the person who asked."""
        ...

    async def alternatives(self, session: Session, ask: Ask, zone: str) -> list[AlternativeOut]:
        """What could be asked for instead, best first; empty when there is nothing to offer."""
        ...

    async def changed(self, session: Session, booking: Snapshot, event: Event) -> None:
        """Called in the act's own transaction, after it: the place to tell people."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known to the engine, at import. The last one of a name wins, so that tests can bring their own."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    return _kinds[name]
