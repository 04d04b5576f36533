"""Cells turned into values. Unknown is None, never a default."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

UAI: Final = re.compile(r"\d{7}[A-Z]")
CFD: Final = re.compile(r"[0-9A-Z]{8}")


def text(cell: str) -> str | None:
    """The text of a cell, or None when it is empty."""
    return cell.strip() or None


def whole(cell: str) -> int | None:
    """A whole number of zero or more, or None for anything else."""
    return int(cell) if cell.isascii() and cell.isdigit() else None


def decimal(cell: str) -> float | None:
    """A decimal number, written with a point or a comma, or None."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def flag(cell: str) -> bool | None:
    """0 or 1; anything else is unknown."""
    return {"1": True, "0": False}.get(cell)


def iso_date(cell: str) -> str | None:
    """An ISO date from `31/08/2025` or `2025-08-31`, or None when it is not a date."""
    parts = cell.split("/")
    try:
        return (
            date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else date.fromisoformat(cell)
        ).isoformat()
    except (ValueError, IndexError):
        return None


def position(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A position in degrees, rounded to about a metre, or None when one half is missing or impossible."""
    lat, lon = decimal(latitude), decimal(longitude)
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat, lon) == (0, 0):
        return None
    return round(lat, 5), round(lon, 5)
