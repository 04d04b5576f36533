"""What an empty installation needs: an edition, and in demonstration mode people and houses, marked as such."""

from __future__ import annotations

from passerelles.accounts import demo as demo_accounts
from passerelles.boarding import demo as demo_boarding
from passerelles.boarding.service import apply_declared
from passerelles.catalogue.editions.seed import ensure_published
from passerelles.core.db import Database
from passerelles.core.settings import Settings


async def seed_all(config: Settings) -> None:
    """Idempotent: what exists is left as it is."""
    db = Database(config.database_url, demo=config.demo)
    try:
        await ensure_published(db)
        await apply_declared(db, config)
        if config.demo:
            await demo_boarding.seed(db, config)
            await demo_accounts.seed(db, config)
    finally:
        await db.close()
