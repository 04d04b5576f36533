"""Shapes of the progressions that staff add."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from passerelles.catalogue.schemas import ProgressionKind
from passerelles.core.schemas import In, Out


class CuratedIn(In):
    source: str = Field(min_length=1, max_length=80, examples=["CFD:40025411"])
    target: str = Field(min_length=1, max_length=80, examples=["CFD:32025413"])
    kind: ProgressionKind = "continuation"
    conditions: str = Field(min_length=1, max_length=200, description="One short sentence, shown to everybody.")
    source_note: str = Field(
        min_length=1, max_length=300, description="Where it is said: an address or a document's name. Shown."
    )


class StationNamed(Out):
    id: str
    label: str


class CuratedOut(Out):
    """For staff only: the public answers never name the author."""

    id: str
    source: StationNamed
    target: StationNamed
    kind: ProgressionKind
    conditions: str
    source_note: str
    author: str | None  # None: no name given, or the account is gone
    created_at: datetime
    may_withdraw: bool  # by whoever reads this
    state: Literal["shown", "unknown", "withdrawn"]  # unknown: the edition shown does not know one of its ends


class CuratedList(Out):
    items: list[CuratedOut]
