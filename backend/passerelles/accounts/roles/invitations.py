"""Invitations as their team sees them: a page of them, one with its code, all of them in a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.person import Person
from passerelles.accounts.privacy import looks
from passerelles.accounts.roles.inviting import Made, where_of
from passerelles.accounts.roles.rules import capacity, lendable, reaches
from passerelles.accounts.roles.schemas import Channel, InvitationList, InvitationMade, InvitationOut, InvitationState
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.schemas import RoleName
from passerelles.core import audit, clock, paging, spreadsheet
from passerelles.core.db import Database, Session
from passerelles.core.house import House
from passerelles.core.messages import t


async def listed(db: Database, actor: Person, cursor: str | None) -> InvitationList:
    """The invitations to roles that the actor may give or lends, newest first. Those who accepted one will see it."""
    async with db.read() as session:
        rows = await _of_team(session, actor)
        page, following = paging.cut(rows, cursor)
        found = InvitationList(items=await shown(session, actor.campus_id, page), total=len(rows), next=following)
    await looks.seen_in(db, sights(actor, page), campus_id=actor.campus_id, actor=actor, what="invitations")
    return found


def sights(actor: Person, rows: Sequence[Invitation]) -> list[looks.Sight]:
    """Who is known by these invitations: those who accepted one. Anybody else has no account, and reads nothing."""
    return [
        looks.Sight(row.accepted_by, row.place or t("roles.campus"), capacity(actor, where_of(row)))
        for row in rows
        if row.accepted_by
    ]


async def export(session: Session, actor: Person) -> str:
    """All of them as a CSV file that a spreadsheet opens and cannot run (ASVS v5.0.0-1.2.10).

    Those who accepted one will see it; the audit log keeps who took how many lines away.
    """
    rows = await _of_team(session, actor)
    content = _file(await shown(session, actor.campus_id, rows))
    await looks.seen_in(session, sights(actor, rows), campus_id=actor.campus_id, actor=actor, what="export")
    await audit.record(
        session,
        campus_id=actor.campus_id,
        actor_id=actor.id,
        act="export.invitations",
        subject=actor.campus_id,
        details={"rows": len(rows)},
    )
    return content


def _file(lines: Sequence[InvitationOut]) -> str:
    columns = [t(f"roles.export.{name}") for name in ("name", "class", "role", "place", "state", "made", "ends")]
    return spreadsheet.written([columns, *map(_line, lines)])


def _line(one: InvitationOut) -> list[str]:
    return [
        one.name or "",
        one.class_name or "",
        one.label,
        one.place or "",
        one.state_words,
        _day(one.created_at),
        _day(one.expires_at),
    ]


async def shown(session: Session, campus_id: str, rows: Sequence[Invitation]) -> list[InvitationOut]:
    """As those who may give the role see them. Once accepted, the name is the person's own."""
    ids = {row.invited_by for row in rows} | {row.accepted_by for row in rows if row.accepted_by}
    names = await people.names(session, campus_id, ids)
    return [_shown(row, names) for row in rows]


async def made(session: Session, house: House, new: Made) -> InvitationMade:
    """An invitation just made, with what is told once."""
    (invitation,) = await shown(session, new.row.campus_id, [new.row])
    on_paper = new.row.channel == "paper"
    url = address(house.settings.origin, new.token)
    demo_mail = f"/demo/courriel/{new.mail_id}" if new.mail_id and house.settings.demo else None
    return InvitationMade(
        invitation=invitation,
        url=url if on_paper else None,
        qr=code(url) if on_paper else None,
        demo_mail_url=demo_mail,
    )


def address(origin: str, token: str) -> str:
    """What the paper and the mail lead to."""
    return f"{origin}/invitation/{token}"


def code(url: str) -> str:
    """The address as a picture that a phone reads, for `<img src>`."""
    import segno  # 40 ms at start, for a picture made a few times a year

    return segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=2)


def state_of(row: Invitation) -> InvitationState:
    if row.accepted_at is not None:
        return "accepted"
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if clock.aware(row.expires_at) <= clock.now() else "waiting"


async def _of_team(session: Session, actor: Person) -> list[Invitation]:
    reached: list[ColumnElement[bool]] = [
        and_(
            col(Invitation.delegates).is_(None),
            col(Invitation.role) == role,
            col(Invitation.scope_kind) == kind,
            *([] if scope is None else [col(Invitation.scope) == scope]),
        )
        for role, kind, scope in reaches(actor)
    ]
    mine = [held.grant for held in lendable(actor.roles) if held.grant is not None]
    rows = await session.execute(
        select(Invitation)
        .where(
            col(Invitation.campus_id) == actor.campus_id,
            or_(false(), *reached, col(Invitation.delegates).in_(mine)),
        )
        .order_by(col(Invitation.created_at).desc(), col(Invitation.id).desc())
    )
    return list(rows.scalars())


def _shown(row: Invitation, names: dict[UUID, str]) -> InvitationOut:
    state = state_of(row)
    return InvitationOut(
        id=str(row.id),
        name=names.get(row.accepted_by) if row.accepted_by else row.name,
        role=cast(RoleName, row.role),
        label=t(f"roles.name.{row.role}"),
        place=row.place,
        class_name=row.class_name,
        until=None if row.role_ends_at is None else clock.aware(row.role_ends_at),
        channel=cast(Channel, row.channel),
        delegated=row.delegates is not None,
        state=state,
        state_words=t(f"roles.state.{state}"),
        created_at=clock.aware(row.created_at),
        expires_at=clock.aware(row.expires_at),
        invited_by=names.get(row.invited_by),
    )


def _day(instant: datetime) -> str:
    return instant.astimezone(clock.PARIS).strftime("%d/%m/%Y")
