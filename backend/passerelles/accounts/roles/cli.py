"""`passerelles role` and `passerelles check`: the first administrator, and whether the audit log is whole."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, NoReturn, TypeVar, cast

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from passerelles.accounts import people, sessions
from passerelles.accounts.roles import granting, scopes
from passerelles.accounts.roles.rules import Where
from passerelles.accounts.roles.schemas import EndReason
from passerelles.accounts.roles.table import POLICY
from passerelles.accounts.rules import STAFF
from passerelles.accounts.schemas import EMAIL, RoleName
from passerelles.accounts.tables import IdentityRecord, PersonRecord, RoleGrant
from passerelles.core import audit, clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from passerelles.core.errors import Problem
from passerelles.core.mails import normalise_email
from passerelles.core.messages import t
from passerelles.core.settings import Settings, settings

EXAMPLES = {"house": "HOUSE:0850033Z", "institution": "UAI:0850033Z", "facility": "RES:…", "company": "SIRET:…"}
role_app = typer.Typer(no_args_is_help=True)
console = Console()
T = TypeVar("T")

Email = Annotated[str, typer.Option(help="L’adresse avec laquelle la personne se connecte.")]
RoleOption = Annotated[str, typer.Option(help="administrator, operational_director, boarding_manager…")]
Scope = Annotated[str | None, typer.Option(help="Le lieu où il tient ; le campus par défaut.")]


@role_app.command("grant")
def grant_command(
    email: Email,
    role: RoleOption,
    scope: Scope = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Le dernier jour.")] = None,
) -> None:
    """Donner un rôle à une adresse ; le compte est créé s’il n’existe pas."""
    address = address_of(email)

    async def work(session: Session, config: Settings) -> None:
        where = _where(config, role, scope)
        place = await scopes.place_of(session, config.campus_id, where.scope_kind, where.scope)
        end = granting.end_of(until.date() if until else None)
        granting.check_end(where.role, end)
        person_id = await people.find_or_make(
            session, campus_id=config.campus_id, issuer="email", subject=address, first_role=None
        )
        grant = await granting.give(
            session, campus_id=config.campus_id, person_id=person_id, where=where, place=place, until=end, by=None
        )
        await sessions.close_all(session, config.campus_id, person_id)
        await granting.record(session, grant, act="role.grant", by=None)

    run(work)
    console.print(t("roles.cli.granted", role=t(f"roles.name.{role}"), email=address))


@role_app.command("end")
def end_command(
    email: Email,
    role: RoleOption,
    scope: Scope = None,
    reason: Annotated[str, typer.Option(help="left, replaced, over, mistake, other")] = "other",
) -> None:
    """Retirer un rôle ; la personne est déconnectée partout."""
    address = address_of(email)

    async def work(session: Session, config: Settings) -> bool:
        where = _where(config, role, scope)
        person = select(col(IdentityRecord.person_id)).where(
            col(IdentityRecord.campus_id) == config.campus_id,
            col(IdentityRecord.issuer) == "email",
            col(IdentityRecord.subject) == address,
        )
        rows = await session.execute(
            select(RoleGrant).where(
                col(RoleGrant.campus_id) == config.campus_id,
                col(RoleGrant.person_id).in_(person),
                col(RoleGrant.role) == where.role,
                col(RoleGrant.scope) == where.scope,
                *people.holds_at(RoleGrant, clock.now()),
            )
        )
        held = list(rows.scalars())
        for grant in held:
            await granting.end_now(session, grant, by=None, why=cast(EndReason, reason))
        return bool(held)

    if not run(work):
        fail(t("roles.cli.nobody"))
    console.print(t("roles.cli.ended", role=t(f"roles.name.{role}"), email=address))


@role_app.command("list")
def list_command() -> None:
    """Lister qui tient un rôle d’équipe, où et jusqu’à quand."""

    async def work(session: Session, config: Settings) -> list[tuple[str, ...]]:
        person = (col(PersonRecord.campus_id) == col(RoleGrant.campus_id)) & (
            col(PersonRecord.id) == col(RoleGrant.person_id)
        )
        address = (
            (col(IdentityRecord.campus_id) == col(RoleGrant.campus_id))
            & (col(IdentityRecord.person_id) == col(RoleGrant.person_id))
            & (col(IdentityRecord.issuer) == "email")
        )
        rows = await session.execute(
            select(RoleGrant, col(PersonRecord.name), col(IdentityRecord.subject))
            .join(PersonRecord, person)
            .outerjoin(IdentityRecord, address)
            .where(
                col(RoleGrant.campus_id) == config.campus_id,
                col(RoleGrant.role).in_(STAFF),
                *people.holds_at(RoleGrant, clock.now()),
            )
            .order_by(col(RoleGrant.role), col(RoleGrant.scope), col(PersonRecord.name))
        )
        return [
            (
                t(f"roles.name.{grant.role}"),
                grant.place or grant.scope,
                name or t("roles.nameless"),
                email or "",
                t("roles.cli.until", day=granting.last_day(clock.aware(grant.ends_at))) if grant.ends_at else "",
                t("roles.cli.lent") if grant.delegates else "",
            )
            for grant, name, email in rows
        ]

    lines = run(work)
    if not lines:
        console.print(t("roles.cli.none"))
        return
    table = Table(show_header=False, box=None)
    for line in lines:
        table.add_row(*line)
    console.print(table)


def log_is_whole() -> bool:
    """Whether the audit log of this campus is whole; says so, or prints the first entry that is not."""

    async def work(session: Session, config: Settings) -> tuple[int, AuditEntry | None] | None:
        number = await audit.broken_at(session, config.campus_id)
        if number is None:
            return None
        entry = await session.execute(
            select(AuditEntry).where(col(AuditEntry.campus_id) == config.campus_id, col(AuditEntry.number) == number)
        )
        return number, entry.scalar()

    campus = settings().campus_id
    try:
        broken = run(work)
    except DatabaseError:
        console.print(t("roles.cli.no_log"))
        return True
    if broken is None:
        console.print(t("roles.cli.whole", campus=campus))
        return True
    number, entry = broken
    console.print(t("roles.cli.broken", campus=campus, number=number))
    if entry is not None:
        console.print(
            t("roles.cli.broken_entry", at=clock.aware(entry.at).isoformat(), act=entry.act, subject=entry.subject)
        )
    return False


def _where(config: Settings, role: str, scope: str | None) -> Where:
    if role not in POLICY:
        fail(t("roles.cli.unknown_role", role=role, roles=", ".join(POLICY)))
    name = cast(RoleName, role)
    kinds = POLICY[name].given_in or POLICY[name].scopes
    if "campus" in kinds and scope in (None, config.campus_id):
        return Where(name, "campus", config.campus_id)
    kind = next(kind for kind in reversed(kinds))
    if scope is None:
        fail(t("roles.cli.needs_scope", example=EXAMPLES[kind]))
    return Where(name, kind, scope)


def address_of(email: str) -> str:
    """The address as it is known here; ends the command when it is none."""
    if not re.fullmatch(EMAIL, email.strip()):
        fail(t("roles.cli.email", email=email))
    return normalise_email(email)


def run(work: Callable[[Session, Settings], Awaitable[T]]) -> T:
    """Do one act on this installation's database; a refusal ends the command with its words."""

    async def once() -> T:
        config = settings()
        db = Database(config.database_url, demo=config.demo)
        try:
            return await db.write(lambda session: work(session, config))
        finally:
            await db.close()

    try:
        return asyncio.run(once())
    except Problem as problem:
        body = problem.body()
        fail(f"{body['title']}. {body['next']}")


def fail(sentence: str) -> NoReturn:
    """End the command with a sentence."""
    Console(stderr=True).print(sentence)
    raise typer.Exit(1)
