"""The background loops in a process of their own, for installations that serve with several workers."""

from __future__ import annotations

import asyncio

from passerelles.accounts import service as accounts
from passerelles.app import create_app
from passerelles.booking import service as booking
from passerelles.core.house import STATE, House
from passerelles.core.settings import Settings


async def run(config: Settings) -> None:
    """Run until cancelled."""
    house: House = getattr(create_app(config).state, STATE)
    try:
        await asyncio.gather(house.outbox.run(), booking.keep_tidy(house.db), accounts.keep_tidy(house.db))
    finally:
        await house.db.close()
