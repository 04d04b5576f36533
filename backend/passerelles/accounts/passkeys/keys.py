"""The keys of a person: listed, added, named, removed; and whether to propose one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import col

from passerelles.accounts.passkeys.ceremony import NewKey
from passerelles.accounts.passkeys.schemas import PasskeyOut
from passerelles.accounts.passkeys.tables import PasskeyDeclined, PasskeyRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import new_id


@dataclass(frozen=True)
class Stored:
    """What is needed to check that somebody holds a key."""

    id: UUID
    person_id: UUID
    public_key: bytes
    sign_count: int


async def of_person(session: Session, campus_id: str, person_id: UUID) -> list[PasskeyOut]:
    """The keys of a person, oldest first."""
    rows = await session.execute(
        select(PasskeyRecord).where(*_theirs(campus_id, person_id)).order_by(col(PasskeyRecord.created_at))
    )
    return [shown(record) for record in rows.scalars()]


async def credentials(session: Session, campus_id: str, person_id: UUID) -> list[str]:
    """Their names to the devices that hold them."""
    rows = await session.execute(select(col(PasskeyRecord.credential_id)).where(*_theirs(campus_id, person_id)))
    return list(rows.scalars())


async def count(session: Session, campus_id: str, person_id: UUID) -> int:
    """How many keys a person has."""
    asked = select(func.count()).select_from(PasskeyRecord).where(*_theirs(campus_id, person_id))
    return (await session.execute(asked)).scalar_one()


async def find(session: Session, campus_id: str, credential_id: str) -> Stored | None:
    """The key with this credential id, held until the end of the transaction; None when there is none."""
    asked = (
        select(PasskeyRecord)
        .where(col(PasskeyRecord.campus_id) == campus_id, col(PasskeyRecord.credential_id) == credential_id)
        .with_for_update()
    )
    record = (await session.execute(asked)).scalar_one_or_none()
    if record is None:
        return None
    return Stored(record.id, record.person_id, record.public_key, record.sign_count)


def add(
    session: Session, campus_id: str, person_id: UUID, *, key: NewKey, name: str, transports: list[str]
) -> PasskeyOut:
    """Keep a new key of this person."""
    record = PasskeyRecord(
        campus_id=campus_id,
        id=new_id(),
        person_id=person_id,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        transports=transports,
        name=name,
        created_at=clock.now(),
        used_at=None,
    )
    session.add(record)
    return shown(record)


async def note_use(session: Session, campus_id: str, key_id: UUID, sign_count: int) -> None:
    """Remember when a key was used, and its count."""
    await session.execute(
        update(PasskeyRecord)
        .where(col(PasskeyRecord.campus_id) == campus_id, col(PasskeyRecord.id) == key_id)
        .values(sign_count=sign_count, used_at=clock.now())
    )


async def rename(session: Session, campus_id: str, person_id: UUID, key_id: UUID, name: str) -> PasskeyOut | None:
    """Call a key otherwise; None when this person has no such key."""
    renamed = await session.execute(
        update(PasskeyRecord)
        .where(*_theirs(campus_id, person_id), col(PasskeyRecord.id) == key_id)
        .values(name=name)
        .returning(PasskeyRecord)
    )
    record = renamed.scalar_one_or_none()
    return None if record is None else shown(record)


async def remove(session: Session, campus_id: str, person_id: UUID, key_id: UUID) -> bool:
    """Forget a key: it opens nothing any more. Whether this person had it."""
    removed = await session.execute(
        delete(PasskeyRecord)
        .where(*_theirs(campus_id, person_id), col(PasskeyRecord.id) == key_id)
        .returning(col(PasskeyRecord.id))
    )
    return removed.first() is not None


async def declined(session: Session, campus_id: str, person_id: UUID) -> bool:
    """Whether this person said that they do not want one."""
    return await session.get(PasskeyDeclined, (campus_id, person_id)) is not None


async def decline(session: Session, campus_id: str, person_id: UUID) -> None:
    """This person does not want to be asked again."""
    await session.merge(PasskeyDeclined(campus_id=campus_id, person_id=person_id, declined_at=clock.now()))


def shown(record: PasskeyRecord) -> PasskeyOut:
    """A key as its owner sees it."""
    return PasskeyOut(
        id=str(record.id),
        name=record.name,
        created_at=clock.aware(record.created_at),
        used_at=record.used_at and clock.aware(record.used_at),
    )


def _theirs(campus_id: str, person_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (col(PasskeyRecord.campus_id) == campus_id, col(PasskeyRecord.person_id) == person_id)
