"""What lies near a point: distances as the crow flies and a grid that avoids measuring the whole country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import asin, ceil, cos, floor, radians, sin, sqrt
from typing import Final, Generic, Protocol, TypeVar

EARTH_KM: Final = 6371.0088
KM_PER_DEGREE: Final = 111.2
ROOMS_KM: Final = 15.0
"""From a school to a student residence that is proposed with it: a bus to take each morning and evening."""
CELL: Final = 0.25  # degrees: about 28 km by 19 km in France, the order of a daily ride


class Placed(Protocol):
    """A record that may have coordinates (degrees, WGS84)."""

    @property
    def id(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


P = TypeVar("P", bound=Placed)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


class Places(Generic[P]):
    """Records by place. Those without coordinates have no distance."""

    def __init__(self, records: Iterable[P]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, P]]] = defaultdict(list)
        self._all = tuple(records)
        self._nowhere: list[P] = []
        for record in self._all:
            if record.lat is not None and record.lon is not None:
                self._cells[_cell(record.lat, record.lon)].append((record.lat, record.lon, record))
            else:
                self._nowhere.append(record)

    def near(self, lat: float, lon: float, km: float | None = None) -> list[tuple[float, P]]:
        """(kilometres, record) pairs, nearest first, equal distances by id. `km` None: however far."""
        found = [
            (distance, record)
            for cell in self._around(lat, lon, km)
            for there_lat, there_lon, record in self._cells.get(cell, ())
            if (distance := distance_km(lat, lon, there_lat, there_lon)) <= (km if km is not None else distance)
        ]
        found.sort(key=lambda pair: (pair[0], pair[1].id))
        return found

    def listed(self, origin: tuple[float, float] | None, km: float | None) -> list[tuple[float | None, P]]:
        """What a list of places shows: nearest first, then, without a limit, those whose place is not known.

        Without an `origin` (latitude, longitude): every record, in the order given, without a distance.
        """
        if origin is None:
            return [(None, record) for record in self._all]
        return [*self.near(*origin, km), *((None, record) for record in self._nowhere if km is None)]

    def _around(self, lat: float, lon: float, km: float | None) -> Iterable[tuple[int, int]]:
        if km is None:
            return list(self._cells)
        rows = ceil(km / KM_PER_DEGREE / CELL)
        columns = ceil(km / (KM_PER_DEGREE * max(0.1, cos(radians(lat)))) / CELL)
        if rows * columns > len(self._cells):
            return list(self._cells)
        row, column = _cell(lat, lon)
        return [
            (r, c) for r in range(row - rows, row + rows + 1) for c in range(column - columns, column + columns + 1)
        ]


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)
