"""A counsellor's links: a public itinerary and a note, behind a token that we do not keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts.policy import Person
from passerelles.boarding.service import OpenHouse
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core import clock, crowds
from passerelles.core.db import Session
from passerelles.core.errors import NotFound, Problem
from passerelles.core.ids import digest, new_id, new_token
from passerelles.core.messages import t
from passerelles.core.security.headers import PRIVATE
from passerelles.journeys import service
from passerelles.journeys.rebuilding import UnknownItinerary
from passerelles.journeys.schemas import ShareCreated, SharedItinerary, ShareIn, ShareList, ShareOut
from passerelles.journeys.tables import ShareLink

TOKEN_BYTES: Final = 24
"""192 bits: 32 characters of a URL, never guessed."""

MOST_LISTED: Final = 200

State = Literal["active", "expired", "revoked"]


class ShareExpired(Problem):
    status = 410
    slug = "share-expired"


class ShareRevoked(Problem):
    status = 410
    slug = "share-revoked"


async def create(
    session: Session, person: Person, catalogue: Catalogue, asked: ShareIn, *, base_url: str
) -> ShareCreated:
    """Make a link. A retry makes another one: the first answer cannot be given again, since its token is not kept.

    Raises:
        UnknownItinerary: what is shared does not exist in the edition shown.
    """
    service.title_of(catalogue, asked.itinerary)
    token, now = new_token(TOKEN_BYTES), clock.now()
    link = ShareLink(
        campus_id=person.campus_id,
        id=new_id(),
        token_digest=digest(token),
        itinerary=asked.itinerary,
        note=asked.note or None,
        created_by=person.id,
        created_at=now,
        expires_at=now + timedelta(days=asked.days),
    )
    session.add(link)
    return ShareCreated(id=str(link.id), url=f"{base_url.rstrip('/')}/p/{token}", expires_at=link.expires_at)


async def mine(session: Session, person: Person, catalogue: Catalogue) -> ShareList:
    """This person's links, newest first, without their addresses."""
    query = (
        select(ShareLink)
        .where(col(ShareLink.campus_id) == person.campus_id, col(ShareLink.created_by) == person.id)
        .order_by(col(ShareLink.created_at).desc(), col(ShareLink.id).desc())
        .limit(MOST_LISTED)
    )
    links = (await session.execute(query)).scalars()
    return ShareList(items=[_out(catalogue, link) for link in links])


async def revoke(session: Session, person: Person, catalogue: Catalogue, share_id: UUID) -> ShareOut:
    """Close a link for good. Closing it twice changes nothing.

    Raises:
        NotFound: not a link of this person.
    """
    query = select(ShareLink).where(
        col(ShareLink.campus_id) == person.campus_id,
        col(ShareLink.id) == share_id,
        col(ShareLink.created_by) == person.id,
    )
    link = (await session.execute(query)).scalar_one_or_none()
    if link is None:
        raise NotFound
    link.revoked_at = link.revoked_at or clock.now()
    return _out(catalogue, link)


async def read(
    session: Session, campus_id: str, catalogue: Catalogue, houses: Sequence[OpenHouse], token: str
) -> SharedItinerary:
    """What a link opens, without leaving a trace: also for its preview, which must not show the note.

    Raises:
        NotFound: no such link, whatever the reason.
        ShareExpired, ShareRevoked: 410, with what to do now.
        UnknownItinerary: the schools moved on since.
    """
    link = await _living(session, campus_id, token)
    page = service.itinerary_page(catalogue, houses, link.itinerary)
    return SharedItinerary(note=link.note, expires_at=clock.aware(link.expires_at), page=page)


async def count_opening(session: Session, campus_id: str, token: str) -> None:
    """One more opening, by nobody in particular."""
    await session.execute(
        update(ShareLink)
        .where(col(ShareLink.campus_id) == campus_id, col(ShareLink.token_digest) == digest(token))
        .values(opened=col(ShareLink.opened) + 1)
    )


async def _living(session: Session, campus_id: str, token: str) -> ShareLink:
    query = select(ShareLink).where(col(ShareLink.campus_id) == campus_id, col(ShareLink.token_digest) == digest(token))
    link = (await session.execute(query)).scalar_one_or_none()
    if link is None:
        raise NotFound(headers=PRIVATE)
    state = state_of(link, clock.now())
    if state == "revoked":
        raise ShareRevoked(headers=PRIVATE)
    if state == "expired":
        raise ShareExpired(headers=PRIVATE)
    return link


def state_of(link: ShareLink, now: datetime) -> State:
    """Expiry is true when read, whatever was written."""
    if link.revoked_at is not None:
        return "revoked"
    return "expired" if clock.aware(link.expires_at) <= now else "active"


def _out(catalogue: Catalogue, link: ShareLink) -> ShareOut:
    try:
        title = service.title_of(catalogue, link.itinerary)
    except UnknownItinerary:
        title = t("journeys.shares.gone")
    return ShareOut(
        id=str(link.id),
        title=title,
        note=link.note,
        created_at=clock.aware(link.created_at),
        expires_at=clock.aware(link.expires_at),
        state=state_of(link, clock.now()),
        opened=crowds.counted(link.opened),
    )
