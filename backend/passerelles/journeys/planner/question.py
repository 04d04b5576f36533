"""What is asked of the planner."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from passerelles.catalogue.records import Track

DEFAULT_KM: Final = 30.0
"""The daily limit as the crow flies, when nothing else is said."""


ANYWHERE: Final = ""
"""The start of whom did not say where: every way in is looked at."""


class Home(Struct, frozen=True):
    """Where one lives: the centre of a commune, in degrees."""

    commune: str
    lat: float
    lon: float


class Question(Struct, frozen=True):
    """From a station to one of `targets` (current certification ids), from home if it is known."""

    start: str
    targets: tuple[str, ...]
    home: Home | None = None
    max_km: float = DEFAULT_KM
    boarding: bool = True  # whether sleeping at school is fine
    job: str | None = None  # the job that the targets lead to, when one was asked for
    tracks: frozenset[Track] = frozenset()  # empty: all lines
    avoid: frozenset[Track] = frozenset()  # lines not to ride at all
    paid: bool = False  # only itineraries paid for a part at least
    accessible: bool = False  # a bed known to be out of reach of a wheelchair is no bed
    without: frozenset[str] = frozenset()  # diplomas not to pass by

    def allows(self, track: Track) -> bool:
        """Whether this line may be ridden."""
        return track not in self.avoid and (not self.tracks or track in self.tracks)
