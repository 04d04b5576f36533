"""The queue of a house, and what staff decide in it. The caller has checked that the house is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from passerelles.accounts.faces import Face, faces
from passerelles.boarding import words
from passerelles.boarding.guardians.marks import marked
from passerelles.boarding.guardians.rules import Standing, Voice, terms_digest
from passerelles.boarding.guardians.said import answer_words
from passerelles.boarding.guardians.standing import refuse_closed, settle, standing_of, standings
from passerelles.boarding.houses import House, beds_of, house
from passerelles.boarding.problems import AgreementInFuture, GuardianNotNeeded, ReasonMissing, ZoneNotAllowed
from passerelles.boarding.schemas import BedOut, DecisionIn, QueueOut, RequestOut, StaffGuardianOut, ZoneOut
from passerelles.boarding.tables import GuardianAgreement
from passerelles.booking import service as booking
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.service import Snapshot
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t

ACCEPTED: Final[tuple[BookingStatus, ...]] = ("accepted",)
QUEUED: Final[tuple[BookingStatus, ...]] = ("awaiting_guardian", "awaiting_decision")


async def queue(session: Session, of: House) -> QueueOut:
    """The undecided requests of a house, first asked first; then the accepted stays that lack an agreement."""
    found = await booking.of_resource(session, campus_id=of.campus_id, resource=of.id, statuses=QUEUED)
    found += [one for one, standing in await lacking(session, of) if standing.due]
    return QueueOut(house=of.id, agreements_required=of.agreements_required, items=await _requests(session, of, found))


async def lacking(session: Session, of: House) -> list[tuple[Snapshot, Standing]]:
    """The accepted stays of a house whose age was corrected since, and where they stand."""
    known = await marked(session, of.campus_id)
    found = await booking.of_resource(session, campus_id=of.campus_id, resource=of.id, statuses=ACCEPTED)
    mine = [one for one in found if one.id in known]
    standing = await standings(session, of, mine)
    return [(one, standing[one.id]) for one in mine]


async def one(session: Session, of: House, request: Snapshot) -> RequestOut:
    """A request of this house, as staff see it."""
    return (await _requests(session, of, [request]))[0]


async def of_booking(session: Session, campus_id: str, identifier: UUID) -> tuple[House, Snapshot]:
    """A request, locked until the end of the transaction, and its house.

    Raises:
        NotFound: no such request in a boarding house.
    """
    found = await booking.hold_still(session, campus_id=campus_id, booking_id=identifier)
    if found.kind != "house":
        raise NotFound
    return await house(session, campus_id, found.resource), found


async def decide(session: Session, of: House, request: Snapshot, staff: UUID, decision: DecisionIn) -> Snapshot:
    """Accept (on another bed when one is named) or refuse with a reason. The same decision again changes nothing.

    Raises:
        ReasonMissing: a refusal without a reason.
        AgreementMissing, GuardianUnconfirmed, GuardianDisagrees: what a minor's acceptance waits for.
        NotFound, ZoneNotAllowed: as `move`.
        Problem: as `booking.accept` and `booking.refuse`.
    """
    if request.status == decision.outcome and decision.bed in (None, str(request.unit_id)):
        return request
    wanted = decision.bed or (str(request.unit_id) if decision.outcome == "accepted" and request.unit_id else None)
    # The bed held is looked at too: its zone may have become one for adults since.
    bed = await _bed_for(session, of, request, wanted) if wanted else None
    if decision.outcome == "accepted":
        request = await _agreed(session, of, request, staff)
        return await booking.accept(
            session, campus_id=request.campus_id, booking_id=request.id, staff_id=staff, unit=bed
        )
    if decision.reason is None:
        raise ReasonMissing
    due = request.status == "accepted" and (await standing_of(session, of, request)).due
    return await (booking.cancel if due else booking.refuse)(
        session,
        campus_id=request.campus_id,
        booking_id=request.id,
        staff_id=staff,
        reason=decision.reason,
        note=decision.note or None,
    )


async def _agreed(session: Session, of: House, request: Snapshot, staff: UUID) -> Snapshot:
    """The request, when its guardians let it be accepted: asked again now, whatever was true before."""
    if request.status not in QUEUED:
        return request
    refusal = (await standing_of(session, of, request)).refusal()
    if refusal is not None:
        raise refusal
    return await settle(session, of, request, staff)


async def record_agreement(
    session: Session, of: House, request: Snapshot, staff: UUID, *, received_on: date, signatures: int = 1
) -> Snapshot:
    """Record an agreement received on paper; the request then waits for a decision, unless another is missing.

    `signatures`: how many guardians are now known to agree, on this paper or in the app.

    Raises:
        AgreementInFuture: it cannot have been received after today.
        GuardianNotNeeded: the person is of age on the first night.
        BookingOver: it is decided, or over.
    """
    if received_on > clock.today():
        raise AgreementInFuture
    standing = await standing_of(session, of, request)
    refuse_closed(request, standing)
    if not standing.needed:
        raise GuardianNotNeeded
    paper = await session.get(GuardianAgreement, (request.campus_id, request.id))
    if paper is None:
        paper = GuardianAgreement(
            campus_id=request.campus_id,
            booking_id=request.id,
            received_on=received_on,
            recorded_by=staff,
            recorded_at=clock.now(),
        )
    paper.received_on, paper.signatures = received_on, signatures  # may be corrected: nothing was decided on it
    paper.terms = terms_digest(request.resource, request.slots)
    session.add(paper)
    await session.flush()  # where the request stands is read back from the rows
    settled = await settle(session, of, request, staff)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=staff,
        act="guardian.paper",
        subject=f"booking:{request.id}",
        details={"signatures": signatures, "terms": paper.terms},
    )
    return settled


async def move(session: Session, of: House, request: Snapshot, staff: UUID, bed: str) -> Snapshot:
    """Put a request in another bed, for all its nights or not at all.

    Raises:
        NotFound: the bed is not of this house.
        ZoneNotAllowed: it is among adults, and the person is a minor on the first night.
        Problem: as `booking.move`.
    """
    unit = await _bed_for(session, of, request, bed)
    return await booking.move(session, campus_id=of.campus_id, booking_id=request.id, staff_id=staff, unit=unit)


async def _bed_for(session: Session, of: House, request: Snapshot, bed: str) -> UUID:
    """The unit of this bed, when the person may sleep there: what is refused to who asks is refused to staff."""
    unit, found = next(
        ((unit, one) for unit, one in (await beds_of(session, of)).items() if one.id == bed), (None, None)
    )
    if unit is None or found is None:
        raise NotFound
    zone = of.zone(found.zone)
    if zone is not None and zone.adults_only:
        face = (await faces(session, campus_id=of.campus_id, people={request.person_id})).get(request.person_id)
        if face is None or face.is_minor_on(date.fromisoformat(request.slots[0])) is not False:
            raise ZoneNotAllowed
    return unit


async def _requests(session: Session, of: House, found: Sequence[Snapshot]) -> list[RequestOut]:
    people = await faces(session, campus_id=of.campus_id, people={request.person_id for request in found})
    known_beds = await beds_of(session, of)
    standing = await standings(session, of, found)
    return [_request(of, request, people.get(request.person_id), known_beds, standing[request.id]) for request in found]


def _request(
    of: House, request: Snapshot, face: Face | None, known_beds: dict[UUID, BedOut], standing: Standing
) -> RequestOut:
    nights = [date.fromisoformat(slot) for slot in request.slots]
    zone = of.zone(request.zone)
    return RequestOut(
        booking=str(request.id),
        code=request.code,
        person=name_of(face),
        minor=standing.needed,
        guardian=standing.state,
        agreements_required=standing.required,
        guardians=[_guardian(voice) for voice in standing.voices] if standing.needed else [],
        agreement_due=standing.due,
        nights=nights,
        nights_words=words.nights(nights),
        zone=zone.out() if zone else ZoneOut(id=request.zone, label=request.zone, accessible=False),
        bed=known_beds.get(request.unit_id) if request.unit_id else None,
        status=request.status,
        status_words=t(f"booking.status.{request.status}"),
        asked_at=request.asked_at,
        decide_before=request.decide_before,
        note=request.note,
        origin_km=None,
        programme=None,
    )


def _guardian(voice: Voice) -> StaffGuardianOut:
    return StaffGuardianOut(
        id=str(voice.guardian),
        name=voice.name or t("guardians.nameless"),
        confirmed=voice.confirmed,
        answer=voice.answer,
        words=answer_words(voice),
        reason_words=t(f"guardians.reason.{voice.reason}") if voice.reason else None,
        erased=voice.kept_of is not None,
    )


def name_of(face: Face | None) -> str:
    """A person's name as they gave it."""
    return (face.name if face else None) or t("boarding.nameless")
