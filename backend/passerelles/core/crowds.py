"""Numbers about people: told from five on. Of fewer, somebody who knows who they may be learns what they did."""

from __future__ import annotations

from typing import Final

FEWEST: Final = 5


def counted(number: int) -> int | None:
    """The number, or None when it is too small to hide anybody: then "fewer than five" is told, of zero too."""
    return number if number >= FEWEST else None
