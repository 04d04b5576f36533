"""After a restore, whoever was erased since the backup is erased again. The list outlives the database it came from.

Each erasure leaves its digest in the database and, through the outbox, a line in `var/erasures.log`: keep that file
apart from the backups of the database. A line is `<instant> <campus> <digest>`, and names nobody.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.privacy import erasure, whose
from passerelles.accounts.privacy.tables import Erasure
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.house import House
from passerelles.core.personal import Who, afterwards

FILE: Final = "erasures.log"


def register(house: House) -> None:
    """Let the outbox write each erasure outside the database."""
    path = house.settings.var_dir / FILE

    async def handle(_id: UUID, payload: dict[str, Any]) -> None:
        await asyncio.to_thread(_append, path, f"{payload['at']} {payload['campus']} {payload['digest']}\n")

    house.outbox.register(erasure.TOPIC, handle)


async def erase_again(house: House, path: Path) -> int:
    """Erase whoever the file or the database says was erased, and a backup brought back; returns how many."""
    db = house.db
    listed = {(campus, known): at for at, campus, known in await asyncio.to_thread(read, path)}
    async with db.read() as session:
        kept = await session.execute(select(col(Erasure.campus_id), col(Erasure.digest), col(Erasure.at)))
        known = listed | {(row.campus_id, row.digest): clock.aware(row.at) for row in kept}
        people = await session.execute(select(col(PersonRecord.campus_id), col(PersonRecord.id)))
        back = [(row.campus_id, row.id) for row in people if (row.campus_id, erasure.digest_of(*row)) in known]
    for campus_id, person_id in back:
        who = await db.write(partial(_erase, campus_id=campus_id, person_id=person_id))
        for afterward in afterwards():
            await afterward(house, who)
    await db.write(partial(_note_all, listed=listed))
    return len(back)


def read(path: Path) -> list[tuple[datetime, str, str]]:
    """The lines of the file: when, which campus, whose digest; none without a file.

    Raises:
        ValueError: a line is not one of ours.
    """
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    words = (line.split() for line in lines)
    return [(datetime.fromisoformat(at), campus, known) for at, campus, known in words]


async def _erase(session: Session, *, campus_id: str, person_id: UUID) -> Who:
    who = await whose.who_is(session, campus_id, person_id)
    await erasure.erase(session, who, actor_id=None, why="restored")
    return who


async def _note_all(session: Session, *, listed: dict[tuple[str, str], datetime]) -> None:
    for (campus_id, known), at in listed.items():
        await erasure.note(session, campus_id, known, at)


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and line in path.read_text("utf-8"):
        return  # the outbox may send the same message twice
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
