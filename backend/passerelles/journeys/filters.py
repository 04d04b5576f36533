"""The choices in force of a question, each with the same question without it."""

from __future__ import annotations

from typing import Literal, get_args

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.addresses import plan_url
from passerelles.journeys.asking import Asked, Wishes
from passerelles.journeys.schemas import FilterOut

Key = Literal["tracks", "avoid", "boarding", "paid", "accessible", "start", "without"]
KEYS: tuple[Key, ...] = get_args(Key)


def active(wishes: Wishes) -> frozenset[Key]:
    """The choices that narrow the answer."""
    chosen = {
        "tracks": wishes.tracks,
        "avoid": wishes.avoid,
        "boarding": not wishes.boarding,
        "paid": wishes.paid,
        "accessible": wishes.accessible,
        "without": wishes.without,
    }
    return frozenset(key for key in KEYS if chosen.get(key))


def filters(catalogue: Catalogue, asked: Asked) -> list[FilterOut]:
    """Those choices in words, and the year of start."""
    wishes = asked.wishes
    chosen = active(wishes) | (frozenset(("start",)) if wishes.year else frozenset())
    return [
        FilterOut(key=key, words=_words(catalogue, asked, key), url=plan_url(wishes, drop=frozenset((key,))))
        for key in KEYS
        if key in chosen
    ]


def _words(catalogue: Catalogue, asked: Asked, key: Key) -> str:
    lines = asked.question.avoid if key == "avoid" else asked.question.tracks
    named = ", ".join(t(f"catalogue.lines.{line}").lower() for line in sorted(lines))
    diploma = words.name_of(catalogue, asked.wishes.without or "")
    return t(f"journeys.filters.{key}", lines=named, year=asked.wishes.year, label=diploma)
