"""The house in a process of its own, without serving: background loops, or one act of the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from passerelles.app import create_app
from passerelles.core.house import STATE, House
from passerelles.core.settings import Settings
from passerelles.loops import loops

T = TypeVar("T")


async def run(config: Settings) -> None:
    """Run the loops until cancelled."""
    await in_house(config, lambda house: asyncio.gather(*loops(house)))


async def in_house(config: Settings, act: Callable[[House], Awaitable[T]]) -> T:
    """Do one thing in a house built as for serving, then close it."""
    house: House = getattr(create_app(config).state, STATE)
    try:
        return await act(house)
    finally:
        await house.db.close()
