"""Widths of letters, and lines that fit: pure arithmetic on the advances of our two weights."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

FONTS: Final = Path(__file__).resolve().parent / "fonts"
FAMILY: Final = "Bricolage Grotesque"
Weight = Literal[500, 700]

_NARROW_SPACE, _SPACE = "\u202f", "\u00a0"
_NON_BREAKING_HYPHEN = "\u2011"


@lru_cache
def _advances() -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = json.loads((FONTS / "advances.json").read_text("ascii"))
    return tables


def drawable(text: str) -> str:
    """The text with only letters that our fonts have: other accents fall, other letters become `?`."""
    known = _advances()["700"]
    drawn = []
    for letter in text.replace(_NARROW_SPACE, _SPACE).replace(_NON_BREAKING_HYPHEN, "-"):
        base = letter if letter in known else unicodedata.normalize("NFD", letter)[0]
        drawn.append(base if base in known else "?")
    return "".join(drawn)


def width(text: str, size: float, weight: Weight) -> float:
    """Width in pixels of a drawable text."""
    advances = _advances()[str(weight)]
    return sum(advances[letter] for letter in text) * size / 1000


def wrap(text: str, size: float, weight: Weight, room: float) -> list[str]:
    """Lines no wider than `room` pixels, broken at plain spaces; a longer word is cut with an ellipsis."""
    lines: list[str] = []
    for word in drawable(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(shorten(word, size, weight, room))
    return lines


def shorten(text: str, size: float, weight: Weight, room: float) -> str:
    """The text, its end replaced by an ellipsis when it is wider than `room` pixels."""
    if width(text, size, weight) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", size, weight) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
