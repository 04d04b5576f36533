"""A progression: from a station to a diploma, of what kind, said by whom, how sure."""

from __future__ import annotations

from msgspec import Struct

from passerelles.catalogue.schemas import Confidence, ProgressionKind


class Note(Struct, frozen=True):
    """What the campus's team wrote of a progression it added, as it is shown. No name."""

    conditions: str
    source: str
    added: str  # who says so and since when, in words


class Progression(Struct, frozen=True):
    """One edge of the graph. `rule` names its sentences: `journeys.rules.<rule>.conditions|window|source`."""

    source: str  # station id
    target: str  # certification id, or TYPE: id of a kind of diploma
    kind: ProgressionKind
    confidence: Confidence
    rule: str
    strength: float = 1.0  # 1 for official ones; for inferred ones, how close the two diplomas are (0 to 1)
    note: Note | None = None  # of a curated one: said instead of the sentences of its rule
    options: tuple[str, ...] = ()  # options of the same diploma that count as one step with `target`, closest first
