"""Is the process alive, and may it serve? No detail for strangers; for whoever installs it, what is missing."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from passerelles.accounts.passkeys.service import available as passkeys_available
from passerelles.core.house import Db
from passerelles.core.messages import t
from passerelles.core.security import public
from passerelles.core.settings import Settings

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


def missing(config: Settings) -> list[str]:
    """What an installation for real people still lacks, in sentences; empty when nothing."""
    if config.demo:
        return []
    found = []
    if not config.smtp_url:
        found.append(t("health.no-mail"))
    if not config.secure_cookies:
        found.append(t("health.no-https"))
    elif not config.production:
        found.append(t("health.no-production"))
    if not passkeys_available(config):
        found.append(t("health.no-passkeys"))
    return found
