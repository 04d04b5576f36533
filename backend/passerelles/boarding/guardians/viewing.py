"""What each one reads: the student about their guardians, a guardian about a request, whoever holds a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.faces import faces
from passerelles.accounts.guardians import links as guardianships
from passerelles.accounts.person import Person
from passerelles.boarding import prices, words
from passerelles.boarding.guardians import links
from passerelles.boarding.guardians.answering import to_remind
from passerelles.boarding.guardians.rules import Standing, Voice, may_see_name, terms_digest
from passerelles.boarding.guardians.said import voice_words
from passerelles.boarding.guardians.schemas import (
    GuardianChildOut,
    GuardianLinkOut,
    GuardianRequestList,
    GuardianRequestOut,
    GuardianVoiceOut,
    LinkBrief,
    RequestGuardiansOut,
    Tone,
    Visitor,
)
from passerelles.boarding.guardians.standing import answerable, standing_of, standings
from passerelles.boarding.guardians.tables import GuardianAnswer, GuardianLink
from passerelles.boarding.guardians.telling import address_of
from passerelles.boarding.houses import House, house
from passerelles.boarding.tables import TariffRecord
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t

RULES: Final = ("weekend", "absence", "reachable", "decision", "fees")
WITHDRAWAL: Final = ("before", "after", "reduction")


# The student.


async def for_student(session: Session, of: House, request: Snapshot) -> RequestGuardiansOut:
    """Who answered, which links still open, what is left to do."""
    standing = await standing_of(session, of, request)
    is_open = answerable(request, standing)
    living = await links.of_request(session, request) if is_open else []
    return RequestGuardiansOut(
        booking=str(request.id),
        state=standing.state,
        required=standing.required,
        words=t(f"guardians.student.{_student_key(standing)}", required=t(f"guardians.count.{standing.required}")),
        people=[voice_out(voice) for voice in standing.voices] if standing.needed else [],
        links=[await _link(session, of, link, request) for link in living],
        paper=standing.paper > 0,
        can_send=is_open and standing.needed,
        can_remind=bool(await to_remind(session, request, standing)),
    )


def _student_key(standing: Standing) -> str:
    return "due" if standing.due and standing.state == "to_collect" else standing.state


def voice_out(voice: Voice) -> GuardianVoiceOut:
    tones: dict[str | None, Tone] = {"agree": "go" if voice.confirmed else "wait", "disagree": "stop"}
    return GuardianVoiceOut(
        name=voice.name or t("guardians.nameless"),
        confirmed=voice.confirmed,
        answer=voice.answer,
        tone=tones.get(voice.answer, "wait"),
        words=voice_words(voice),
    )


async def _link(session: Session, of: House, link: GuardianLink, request: Snapshot) -> LinkBrief:
    state = await links.state_of(session, of, link, request)
    opened = "opened" if link.opened_by else "unopened"
    return LinkBrief(
        id=str(link.id),
        created_at=clock.aware(link.created_at),
        expires_at=clock.aware(link.expires_at),
        state=state,
        words=t(f"guardians.link.{opened}", until=words.moment(clock.aware(link.expires_at))),
    )


# Whoever holds a link.


async def for_holder(
    session: Session, of: House, link: GuardianLink, request: Snapshot, visitor: Person | None
) -> GuardianLinkOut:
    """The house, the nights and the price: nothing about anybody."""
    tariffs = (await prices.tariffs(session, of.campus_id, [of.id]))[of.id]
    nights = _nights(request)
    who = await _visitor(session, link, request, visitor)
    return GuardianLinkOut(
        state=await links.state_of(session, of, link, request),
        house=of.name,
        city=of.city,
        nights_words=words.nights(nights),
        price_words=prices.price_words(nights, tariffs),
        expires_at=clock.aware(link.expires_at),
        renewal_asked=link.renewal_asked_at is not None,
        visitor=who,
        booking=str(request.id) if who == "declared" else None,
        demo=of.demo,
    )


async def _visitor(session: Session, link: GuardianLink, request: Snapshot, person: Person | None) -> Visitor:
    if person is None:
        return "nobody"
    if person.id == request.person_id:
        return "student"
    if person.is_minor_on(clock.today()):
        return "minor"
    known = {one.id for one in await guardianships.guardians(session, request.campus_id, {request.person_id})}
    asked = await session.get(GuardianAnswer, (request.campus_id, link.booking_id, person.id))
    return "declared" if asked is not None and person.id in known else "possible"


# A guardian.


async def for_guardian(session: Session, guardian: Person) -> GuardianRequestList:
    """The requests of one's children that need, or needed, a guardian; the latest first."""
    confirmed = await guardianships.confirmed_children(session, guardian.campus_id, guardian.id)
    children = await guardianships.children_of(session, guardian.campus_id, guardian.id)
    found = await booking.of_people(session, campus_id=guardian.campus_id, people=children, kind="house")
    asked = await _asked_of(session, guardian)
    mine = [one for one in found if one.person_id in confirmed or one.id in asked]
    items: dict[object, GuardianRequestOut] = {}
    for resource in {one.resource for one in mine}:
        of = await house(session, guardian.campus_id, resource)
        here = [one for one in mine if one.resource == resource]
        items.update({out.booking: out for out in await _requests(session, of, here, guardian)})
    people = await faces(session, campus_id=guardian.campus_id, people=confirmed)
    return GuardianRequestList(
        children=[
            GuardianChildOut(
                name=people[child].name if child in people else None,
                confirmed=child in confirmed,
                words=t(f"guardians.child.{'confirmed' if child in confirmed else 'declared'}"),
            )
            for child in sorted(children)
        ],
        items=[items[str(one.id)] for one in mine if str(one.id) in items],
    )


async def one_for_guardian(session: Session, of: House, request: Snapshot, guardian: Person) -> GuardianRequestOut:
    """One request.

    Raises:
        NotFound: not a request about which this person may speak.
    """
    asked = await _asked_of(session, guardian)
    confirmed = await guardianships.confirmed_children(session, guardian.campus_id, guardian.id)
    if request.person_id not in confirmed and request.id not in asked:
        raise NotFound
    found = await _requests(session, of, [request], guardian)
    if not found:
        raise NotFound
    return found[0]


async def _requests(
    session: Session, of: House, requests: Sequence[Snapshot], guardian: Person
) -> list[GuardianRequestOut]:
    standing = await standings(session, of, requests)
    people = await faces(session, campus_id=of.campus_id, people={one.person_id for one in requests})
    openers = await links.first_openers(session, of.campus_id, [one.id for one in requests])
    tariffs = (await prices.tariffs(session, of.campus_id, [of.id]))[of.id]
    shown: list[GuardianRequestOut] = []
    for one in requests:
        voice = next((voice for voice in standing[one.id].voices if voice.guardian == guardian.id), None)
        if voice is None or not standing[one.id].needed:
            continue
        named = may_see_name(confirmed=voice.confirmed, first_to_open=(one.id, guardian.id) in openers)
        name = people[one.person_id].name if named and one.person_id in people else None
        shown.append(_request(of, one, standing[one.id], voice, name=name, tariffs=tariffs))
    return shown


def _request(
    of: House,
    one: Snapshot,
    standing: Standing,
    voice: Voice,
    *,
    name: str | None,
    tariffs: Sequence[TariffRecord],
) -> GuardianRequestOut:
    nights, is_open = _nights(one), answerable(one, standing)
    zone = of.zone(one.zone)
    return GuardianRequestOut(
        booking=str(one.id),
        code=one.code,
        child=name,
        house=of.label,
        house_url=of.url,
        phone=of.phone,
        nights=nights,
        nights_words=words.nights(nights),
        first_words=words.day_and_year(nights[0]),
        last_words=words.day_and_year(nights[-1]),
        zone_label=zone.label if zone else None,
        price_words=prices.price_words(nights, tariffs),
        tariffs_words=[prices.tariff_out(row).words for row in prices.of_nights(nights, tariffs)],
        status=one.status,
        status_words=t(f"booking.status.{one.status}"),
        tone=booking.TONES[one.status],
        expected="answer" if is_open and voice.answer is None else "nothing",
        expected_words=_expected(of, one, standing, voice),
        required=standing.required,
        confirmed=voice.confirmed,
        answer=voice.answer,
        answer_words=t(f"guardians.you.{voice.answer}") if voice.answer else None,
        can_answer=is_open,
        terms=terms_digest(one.resource, one.slots),
        rules_words=[t(f"guardians.rule.{rule}") for rule in RULES],
        withdrawal_words=[t(f"guardians.withdrawal.{rule}") for rule in WITHDRAWAL],
        decide_before=one.decide_before,
        demo=of.demo,
        url=address_of(one.id),
    )


def _expected(of: House, one: Snapshot, standing: Standing, voice: Voice) -> str:
    limit = words.moment(one.decide_before) if one.decide_before else ""
    phone = t("boarding.phone", phone=of.phone) if of.phone else ""
    key = _expected_key(one, standing, voice)
    return t(f"guardians.expected.{key}", before=limit, phone=phone, first=words.day(_nights(one)[0]))


def _expected_key(one: Snapshot, standing: Standing, voice: Voice) -> str:
    if not answerable(one, standing):
        return one.status
    if standing.due:
        return f"due_{voice.answer or 'nothing'}"
    if voice.answer is None:
        return "answer"
    if voice.answer == "agree" and not standing.settled:
        return "others"
    return voice.answer if voice.confirmed else f"{voice.answer}_unconfirmed"


async def _asked_of(session: Session, guardian: Person) -> set[object]:
    rows = await session.execute(
        select(col(GuardianAnswer.booking_id)).where(
            col(GuardianAnswer.campus_id) == guardian.campus_id, col(GuardianAnswer.guardian_id) == guardian.id
        )
    )
    return set(rows.scalars())


def _nights(request: Snapshot) -> list[date]:
    return [date.fromisoformat(slot) for slot in request.slots]
