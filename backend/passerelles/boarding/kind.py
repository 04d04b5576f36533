"""Boarding houses as a kind of resource: how the booking engine asks for their policy and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from passerelles.boarding import alternatives, policy, prices, telling, words
from passerelles.boarding.guardians import answering
from passerelles.boarding.guardians.ages import LIVE
from passerelles.boarding.guardians.following import follow
from passerelles.boarding.guardians.rules import Standing
from passerelles.boarding.guardians.standing import standings
from passerelles.boarding.houses import House, beds, house, houses
from passerelles.boarding.schemas import BedOut
from passerelles.booking.schemas import AlternativeOut
from passerelles.booking.service import Ask, Event, KindName, Snapshot, Terms, Words, register
from passerelles.core.db import Session
from passerelles.core.messages import t

SHOWS_ITS_BED: Final = ("accepted", "finished")


class BoardingKind:
    """Nights in a bed of a house. A slot is the ISO date on which the night begins."""

    name: KindName = "house"

    async def terms(self, session: Session, ask: Ask) -> Terms:
        found = await house(session, ask.campus_id, ask.resource)
        return await policy.terms(session, found, ask.person, policy.nights_of(ask.slots), ask.zone)

    async def words(self, session: Session, bookings: Sequence[Snapshot]) -> Mapping[UUID, Words]:
        campus_id = bookings[0].campus_id
        ids = sorted({booking.resource for booking in bookings})
        by_id = {found.id: found for found in await houses(session, campus_id, ids)}
        tariffs = await prices.tariffs(session, campus_id, ids)
        decided = [booking.unit_id for booking in bookings if booking.unit_id and booking.status in SHOWS_ITS_BED]
        known = await beds(session, campus_id, decided) if decided else {}
        standing: dict[UUID, Standing] = {}
        for found in by_id.values():
            here = [one for one in bookings if one.resource == found.id and one.status in LIVE]
            standing.update(await standings(session, found, here))
        return {
            booking.id: _words(
                booking,
                by_id[booking.resource],
                bed=known.get(booking.unit_id) if booking.unit_id else None,
                price=prices.price_words(policy.nights_of(booking.slots), tariffs[booking.resource]),
                standing=standing.get(booking.id),
            )
            for booking in bookings
        }

    async def alternatives(self, session: Session, ask: Ask, zone: str) -> list[AlternativeOut]:
        found = await house(session, ask.campus_id, ask.resource)
        return await alternatives.offers(session, found, zone, policy.nights_of(ask.slots))

    async def changed(self, session: Session, booking: Snapshot, event: Event) -> None:
        of = await house(session, booking.campus_id, booking.resource)
        if event in telling.TOLD:
            await telling.tell(session, of, booking, event)
        if event == "ask":
            await answering.ask_known(session, of, booking)
        await follow(session, of, booking, event)


def _words(booking: Snapshot, of: House, *, bed: BedOut | None, price: str | None, standing: Standing | None) -> Words:
    zone = of.zone(booking.zone)
    accepted = booking.status == "accepted"
    return Words(
        resource_label=of.label,
        resource_url=of.url,
        zone_label=zone.label if zone else None,
        unit_label=t("boarding.bed.long", room=bed.room, letter=bed.label.rpartition(" ")[2]) if bed else None,
        slots=words.nights(policy.nights_of(booking.slots)),
        next_step=telling.next_step(
            of, booking, standing.state if standing else None, due=standing is not None and standing.due
        ),
        reason=telling.reason(booking),
        price=price,
        withdrawal=t("boarding.withdrawal.accepted" if accepted else "boarding.withdrawal.undecided"),
        demo=of.demo,
    )


register(BoardingKind())
