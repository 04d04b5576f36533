"""Is the process alive, and may it serve? No detail for strangers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from passerelles.core.house import Db
from passerelles.core.security import public

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: str


@router.get("/health/live", dependencies=[public])
async def live() -> Health:
    """The process answers."""
    return Health(status="ok")


@router.get("/health/ready", dependencies=[public])
async def ready(db: Db) -> Health:
    """The database answers too."""
    async with db.read() as session:
        await session.execute(text("SELECT 1"))
    return Health(status="ok")
