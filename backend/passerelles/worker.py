"""The background loops in a process of their own, for installations that serve with several workers."""

from __future__ import annotations

import asyncio

from passerelles.app import create_app
from passerelles.core.house import STATE, House
from passerelles.core.settings import Settings
from passerelles.loops import loops


async def run(config: Settings) -> None:
    """Run until cancelled."""
    house: House = getattr(create_app(config).state, STATE)
    try:
        await asyncio.gather(*loops(house))
    finally:
        await house.db.close()
