"""The audit log as the campus's direction reads it: who, what, when and why. Nothing is changed from here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.person import Person
from passerelles.accounts.privacy import looks
from passerelles.accounts.roles import scopes
from passerelles.accounts.roles.problems import ScopeUnknown
from passerelles.accounts.roles.schemas import AuditList, AuditOut
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from passerelles.core.errors import MalformedInput
from passerelles.core.messages import catalogue, t

PAGE: Final = 50
PERSON: Final = "person:"
READERS: Final[tuple[RoleName, ...]] = ("administrator", "operational_director")


async def page(db: Database, actor: Person, before: str | None) -> AuditList:
    """Fifty acts, the latest first; `before`: the number where the page before stopped. Who is named will see it.

    Raises:
        MalformedInput: `before` is no number.
    """
    async with db.read() as session:
        found, named = await _page(session, actor.campus_id, before)
    role = next((held.name for held in actor.roles if held.name in READERS), READERS[0])
    await looks.seen(
        db,
        campus_id=actor.campus_id,
        actor=actor,
        subjects=named,
        what="journal",
        place=t("roles.campus"),
        role=role,
    )
    return found


async def _page(session: Session, campus_id: str, before: str | None) -> tuple[AuditList, set[UUID]]:
    own = col(AuditEntry.campus_id) == campus_id
    statement = select(AuditEntry).where(own).order_by(col(AuditEntry.number).desc()).limit(PAGE + 1)
    if before is not None:
        if not (before.isascii() and before.isdigit() and len(before) < 10):
            raise MalformedInput(extra={"errors": [{"in": "query.before", "problem": "unknown_cursor"}]})
        statement = statement.where(col(AuditEntry.number) < int(before))
    entries = list((await session.execute(statement)).scalars())
    total = (await session.execute(select(func.count()).select_from(AuditEntry).where(own))).scalar_one()
    shown = entries[:PAGE]
    named = {entry.actor_id for entry in shown if entry.actor_id} | {
        person for entry in shown if (person := _person(entry.subject))
    }
    names = await people.names(session, campus_id, named)
    places = await _places(session, campus_id, shown)
    places[campus_id] = t("roles.campus")
    found = AuditList(
        items=[_entry(entry, names, places) for entry in shown],
        total=total,
        next=str(shown[-1].number) if len(entries) > PAGE else None,
    )
    return found, named


async def _places(session: Session, campus_id: str, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """The names of the scopes and houses that these acts are about, by id; those that are gone are left out."""
    asked = {entry.subject for entry in entries} | {str(entry.details.get("scope")) for entry in entries}
    kinds: dict[str, ScopeKind] = {"HOUSE": "house", "UAI": "institution", "RES": "facility", "SIRET": "company"}
    found: dict[str, str] = {}
    for one in asked:
        kind = kinds.get(one.partition(":")[0])
        if kind is None:
            continue
        with suppress(ScopeUnknown):
            found[one] = await scopes.place_of(session, campus_id, kind, one) or one
    return found


def _subject(subject: str, names: dict[UUID, str], places: dict[str, str]) -> str:
    """Who or what an act is about: a name, or the end of an id that finds it again."""
    person = _person(subject)
    if person is not None:
        return names.get(person) or t("roles.nameless")
    kind, _, identifier = subject.partition(":")
    if f"roles.audit.subject.{kind}" in catalogue():
        return t(f"roles.audit.subject.{kind}", id=identifier[-6:])
    return places.get(subject, subject)


def _entry(entry: AuditEntry, names: dict[UUID, str], places: dict[str, str]) -> AuditOut:
    return AuditOut(
        number=entry.number,
        at=clock.aware(entry.at),
        actor=t("roles.audit.nobody") if entry.actor_id is None else names.get(entry.actor_id) or t("roles.nameless"),
        act=entry.act,
        words=_words(f"roles.audit.act.{entry.act}", entry.act),
        subject=_subject(entry.subject, names, places),
        why=None if entry.why is None else _words(f"roles.reason.{entry.why}", entry.why),
        details=[line for name, value in entry.details.items() if (line := _detail(name, value, places))],
    )


def _detail(name: str, value: Any, places: dict[str, str]) -> str | None:
    """What the act was about, in words: ids stay in the log, and the campus itself needs no word."""
    if value is None or value is False:
        return None
    told = {
        "role": _words(f"roles.name.{value}", str(value)),
        "until": t("roles.audit.until", day=str(value)[:10]),
        "invitations": t("roles.audit.invitations", n=value),
        "rows": t("roles.audit.rows", n=value),
        "scope": places.get(str(value)),
        "channel": _words(f"roles.audit.value.{value}", str(value)),
    }
    return told.get(name)


def _person(subject: str) -> UUID | None:
    try:
        return UUID(subject.removeprefix(PERSON)) if subject.startswith(PERSON) else None
    except ValueError:
        return None


def _words(key: str, otherwise: str) -> str:
    """The words for a code; the code itself when other features gave it none here."""
    return catalogue().get(key, otherwise)
