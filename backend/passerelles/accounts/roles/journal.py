"""The audit log as the campus's direction reads it: who, what, when and why. Nothing is changed from here."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.roles.schemas import AuditList, AuditOut
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Session
from passerelles.core.errors import MalformedInput
from passerelles.core.messages import catalogue, t

PAGE: Final = 50
PERSON: Final = "person:"


async def page(session: Session, campus_id: str, before: str | None) -> AuditList:
    """Fifty acts, the latest first; `before`: the number where the page before stopped.

    Raises:
        MalformedInput: `before` is no number.
    """
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
    return AuditList(
        items=[_entry(entry, names) for entry in shown],
        total=total,
        next=str(shown[-1].number) if len(entries) > PAGE else None,
    )


def _entry(entry: AuditEntry, names: dict[UUID, str]) -> AuditOut:
    person = _person(entry.subject)
    return AuditOut(
        number=entry.number,
        at=clock.aware(entry.at),
        actor=t("roles.audit.nobody") if entry.actor_id is None else names.get(entry.actor_id) or t("roles.nameless"),
        act=entry.act,
        words=_words(f"roles.audit.act.{entry.act}", entry.act),
        subject=(names.get(person) or t("roles.nameless")) if person else entry.subject,
        why=None if entry.why is None else _words(f"roles.reason.{entry.why}", entry.why),
        details=[line for name, value in entry.details.items() if (line := _detail(name, value))],
    )


def _detail(name: str, value: Any) -> str | None:
    """What the act was about, in words: ids stay in the log."""
    if value is None or value is False:
        return None
    if name == "role":
        return _words(f"roles.name.{value}", str(value))
    if name == "until":
        return t("roles.audit.until", day=str(value)[:10])
    if name == "invitations":
        return t("roles.audit.invitations", n=value)
    if name in ("scope", "channel", "reason", "outcome"):
        return _words(f"roles.audit.value.{value}", str(value))
    return None


def _person(subject: str) -> UUID | None:
    try:
        return UUID(subject.removeprefix(PERSON)) if subject.startswith(PERSON) else None
    except ValueError:
        return None


def _words(key: str, otherwise: str) -> str:
    """The words for a code; the code itself when other features gave it none here."""
    return catalogue().get(key, otherwise)
