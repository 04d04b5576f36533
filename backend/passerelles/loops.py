"""The background loops of an installation: one list, run by the application or by a worker of its own."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from passerelles.accounts import service as accounts
from passerelles.accounts.privacy import service as privacy
from passerelles.boarding import service as boarding
from passerelles.booking import service as booking
from passerelles.core.house import House


def loops(house: House) -> list[Coroutine[Any, Any, None]]:
    """Each runs until cancelled, and survives its own failures."""
    return [
        house.outbox.run(),
        booking.keep_tidy(house.db),
        boarding.keep_up(house.db, house.settings),
        boarding.keep_telling(house.db),
        accounts.keep_tidy(house.db),
        privacy.keep_purged(house.db, house.settings),
    ]
