"""Routes of the progressions that staff add. What everybody sees of them is in the answers of the graph."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter

from passerelles.accounts.policy import Person, may, write_as
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import Db
from passerelles.journeys import curated
from passerelles.journeys.curated_schemas import CuratedIn, CuratedList, CuratedOut

router = APIRouter(prefix="/curated-progressions", tags=["journeys"])

Staff = Annotated[Person, may("counsellor", "operational_director", "administrator")]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Not a progression of this campus."}}
EXISTS: dict[int | str, dict[str, Any]] = {409: {"description": "Official, documented, or added before."}}


@router.get("")
async def list_curated(person: Staff, catalogue: CatalogueDep, db: Db) -> CuratedList:
    """The campus's own progressions, newest first, with who added each; withdrawn ones included."""
    async with db.read() as session:
        return await curated.listed(session, person, catalogue)


@router.post("", status_code=201, responses=EXISTS)
async def add_curated(body: CuratedIn, person: Staff, catalogue: CatalogueDep, db: Db) -> CuratedOut:
    """Add a progression: everybody sees it at once, as added by the campus's team, without a name.

    A counsellor of an institution adds those from or to a diploma that it teaches.
    """
    made = await write_as(db, person, lambda session, person: curated.create(session, person, catalogue, body))
    await curated.load(db, person.campus_id)
    return made


@router.post("/{curated_id}/withdrawal", responses=NOT_FOUND)
async def withdraw_curated(curated_id: UUID, person: Staff, catalogue: CatalogueDep, db: Db) -> CuratedOut:
    """Show a progression no more: one of mine, or any for the campus's team. Its line stays in the list."""
    done = await write_as(db, person, lambda session, person: curated.withdraw(session, person, catalogue, curated_id))
    await curated.load(db, person.campus_id)
    return done
