"""How often one caller may try. A brake against floods, kept in this process's memory: no address is ever stored.

Several workers each count for themselves and a restart forgets; what must hold exactly (codes per mailbox, tries per
code) is counted in the database by its feature. Schools share one public address: limits per network are generous.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from fastapi import Request

from passerelles.core import clock
from passerelles.core.errors import Problem

MAX_KEYS: Final = 20_000
NO_ADDRESS: Final = "no address"


class TooMany(Problem):
    """429, with `Retry-After` in seconds."""

    status = 429
    slug = "too-many"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(headers={"Retry-After": str(max(1, math.ceil(wait.total_seconds())))})


@dataclass(frozen=True)
class Limit:
    """At most `times` in each window of `per`."""

    name: str
    times: int
    per: timedelta


@dataclass
class _Window:
    ends_at: datetime
    times: int = 0


class Throttle:
    """Counts by (limit, key) in fixed windows. Each limit has a memory of its own, bounded: its oldest windows are
    forgotten first, so that nobody empties one limit by filling another.
    """

    def __init__(self) -> None:
        self._windows: dict[str, dict[str, _Window]] = {}

    def spend(self, limit: Limit, key: str) -> bool:
        """Count one act of `key`, when it is under `limit`; whether it is the first of its window.

        Raises:
            TooMany: the limit is reached; says when the window ends.
        """
        self.refuse_over(limit, key)
        return self.count(limit, key)

    @contextmanager
    def counting(self, limit: Limit, key: str, refusal: type[Problem]) -> Iterator[None]:
        """Count only what ends in this refusal: whoever is right is never held back by their own acts.

        Raises:
            TooMany: as `spend`, before anything is done.
        """
        self.refuse_over(limit, key)
        try:
            yield
        except refusal:
            self.count(limit, key)
            raise

    def refuse_over(self, limit: Limit, key: str) -> None:
        """Let pass when `key` is under `limit`, without counting.

        Raises:
            TooMany: the limit is reached; says when the window ends.
        """
        window = self._windows.get(limit.name, {}).get(key)
        now = clock.now()
        if window and now < window.ends_at and window.times >= limit.times:
            raise TooMany(window.ends_at - now)

    def count(self, limit: Limit, key: str) -> bool:
        """Count one try of `key`; whether it is the first of its window."""
        now = clock.now()
        windows = self._windows.setdefault(limit.name, {})
        window = windows.get(key)
        is_new = window is None or now >= window.ends_at
        if window is None or now >= window.ends_at:
            windows.pop(key, None)  # so that a new window goes last
            if len(windows) >= MAX_KEYS:
                del windows[next(iter(windows))]
            window = windows[key] = _Window(now + limit.per)
        window.times += 1
        return is_new


def network_of(request: Request) -> str:
    """The caller's network: its IPv4 address, or the /64 that an IPv6 subscriber owns.

    Whatever is no address shares one network: a proxy that passes on what callers write must not give each a fresh one.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return NO_ADDRESS
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
