"""What a running process is made of, and how a route reaches it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from passerelles.core.assets import Assets
from passerelles.core.db import Database
from passerelles.core.outbox import Outbox
from passerelles.core.security.throttle import Throttle
from passerelles.core.settings import Settings

STATE = "house"


@dataclass(frozen=True)
class House:
    """The long-lived parts of one process. Features add none of their own here: they keep to `core`'s."""

    settings: Settings
    db: Database
    outbox: Outbox
    assets: Assets
    throttle: Throttle = field(default_factory=Throttle)


def house_of(request: Request) -> House:
    """The house that serves this request."""
    house = getattr(request.app.state, STATE)
    if not isinstance(house, House):
        raise TypeError("create_app() builds the house")
    return house


def _db_of(request: Request) -> Database:
    return house_of(request).db


def _settings_of(request: Request) -> Settings:
    return house_of(request).settings


HouseDep = Annotated[House, Depends(house_of)]
Db = Annotated[Database, Depends(_db_of)]
SettingsDep = Annotated[Settings, Depends(_settings_of)]
