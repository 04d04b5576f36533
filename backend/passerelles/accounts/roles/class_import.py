"""Inviting a whole class from its list: a dry run with a report, then all of it or nothing. Twice is once."""

from __future__ import annotations

import base64
import binascii

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.person import Person
from passerelles.accounts.privacy import looks
from passerelles.accounts.roles import class_file, scopes
from passerelles.accounts.roles.class_file import ClassList, Row, UnusableFileError
from passerelles.accounts.roles.granting import check_end, end_of
from passerelles.accounts.roles.invitations import address, code, sights, state_of
from passerelles.accounts.roles.inviting import Invited, Made, write
from passerelles.accounts.roles.problems import FileUnusable, RoleNotYours
from passerelles.accounts.roles.rules import Where, may_give
from passerelles.accounts.roles.schemas import Channel, ClassIn, ClassReport, ClassRow, PaperOut, RowOutcome
from passerelles.accounts.roles.tables import Invitation
from passerelles.core import audit, clock, secret
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.core.settings import Settings


async def run(session: Session, actor: Person, wanted: ClassIn, settings: Settings) -> ClassReport:
    """Read the list, say row by row what would be done and, unless it is a dry run or a row is refused, do it.

    Raises:
        RoleNotYours, ScopeUnknown, EndPast, EndTooLate: the class is not the actor's to invite, or not so long.
        FileUnusable: the file is no list; its `reason` says why.
    """
    where = Where(wanted.role, "institution", wanted.institution)
    if not may_give(actor, where):
        raise RoleNotYours
    until = end_of(wanted.ends_on)
    check_end(wanted.role, until)
    place = await scopes.place_of(session, actor.campus_id, "institution", wanted.institution)
    found = _read(wanted.file)
    keys = [_key(settings, where, row) for row in found.rows]
    known = await _known(session, actor.campus_id, keys)
    rows = [_planned(row, known.get(key)) for row, key in zip(found.rows, keys, strict=True)]
    refused = sum(row.outcome == "refused" for row in rows)
    await looks.seen_in(
        session, sights(actor, list(known.values())), campus_id=actor.campus_id, actor=actor, what="class"
    )
    made: list[tuple[Row, Made]] = []
    if not wanted.dry_run and not refused:
        for row, key, planned in zip(found.rows, keys, rows, strict=True):
            if planned.outcome != "invited":
                continue
            expired = known.get(key)
            if expired is not None:
                expired.revoked_at, expired.name, expired.birth_date = clock.now(), None, None
                await session.flush()  # before its successor takes its row of the list
            channel: Channel = "mail" if row.email else "paper"
            one = write(
                session,
                actor,
                where=where,
                place=place,
                until=until,
                invited=Invited(row.name, row.birth_date, row.class_name, key),
                channel=channel,
                email=row.email,
                origin=settings.origin,
            )
            made.append((row, one))
        await _record(session, actor, where, len(made))
    return _report(rows, found, made, settings.origin, applied=not wanted.dry_run and not refused)


def _read(encoded: str) -> ClassList:
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise FileUnusable(extra={"reason": t("roles.file.binary")}) from error
    try:
        return class_file.read(content, clock.today())
    except UnusableFileError as error:
        raise FileUnusable(extra={"reason": str(error)}) from error


def _key(settings: Settings, where: Where, row: Row) -> str:
    """Names a student of an institution's list without keeping who it is. Keyed: names and birth dates are guessed."""
    return secret.keyed(settings, "class-list", f"{where.role}|{where.scope}|{class_file.same_person(row)}")


async def _known(session: Session, campus_id: str, keys: list[str]) -> dict[str, Invitation]:
    """The invitations that earlier lists made for these rows, by row."""
    rows = await session.execute(
        select(Invitation).where(
            col(Invitation.campus_id) == campus_id,
            col(Invitation.list_digest).in_(keys),
            col(Invitation.revoked_at).is_(None),
        )
    )
    return {row.list_digest: row for row in rows.scalars() if row.list_digest}


def _planned(row: Row, known: Invitation | None) -> ClassRow:
    outcome: RowOutcome = "invited"
    if row.wrong:
        outcome = "refused"
    elif known is not None and state_of(known) == "accepted":
        outcome = "already_member"
    elif known is not None and state_of(known) == "waiting":
        outcome = "already_invited"
    how = (".mail" if row.email else ".paper") if outcome == "invited" else ""
    words = list(row.wrong) or [t(f"roles.outcome.{outcome}{how}")]
    return ClassRow(line=row.line, name=row.name, class_name=row.class_name, outcome=outcome, words=words)


async def _record(session: Session, actor: Person, where: Where, count: int) -> None:
    await audit.record(
        session,
        campus_id=actor.campus_id,
        actor_id=actor.id,
        act="class.invite",
        subject=where.scope,
        details={"role": where.role, "invitations": count},
    )


def _report(
    rows: list[ClassRow], found: ClassList, made: list[tuple[Row, Made]], origin: str, *, applied: bool
) -> ClassReport:
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in ("invited", "refused")}
    known = len(rows) - sum(counts.values())
    key = "done" if applied else "refused" if counts["refused"] else "dry"
    papers = [(row, address(origin, one.token)) for row, one in made if one.mail_id is None]
    return ClassReport(
        applied=applied,
        rows=rows,
        invited=counts["invited"],
        known=known,
        refused=counts["refused"],
        ignored_columns=list(found.ignored),
        words=t(f"roles.report.{key}", invited=counts["invited"], refused=counts["refused"], known=known),
        papers=[PaperOut(name=row.name, class_name=row.class_name, url=url, qr=code(url)) for row, url in papers],
        mailed=len(made) - len(papers),
    )
