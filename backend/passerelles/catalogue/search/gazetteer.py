"""Places that a query may name: communes, departments and postcodes, by the words people use for them."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import Final

from msgspec import Struct

from passerelles.catalogue import words as spoken
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.search.text import words
from passerelles.catalogue.search.towns import Towns

LARGE: Final = 10  # institutions: the name is a place even when it is also a common word
ARTICLES: Final = frozenset({"le", "la", "les", "l"})
BEFORE_A_PLACE: Final = frozenset({"a", "au", "aux", "vers", "sur", "pres", "proche", "autour", "cote"})
INSIDE: Final = frozenset({"en", "dans"})  # "en Vendée"
MAX_WORDS: Final = 6
POSTCODE: Final = 5  # digits


class Place(Struct, frozen=True):
    """Where: a commune and its centre, or a department without one."""

    label: str
    department: str
    commune: str | None = None
    lat: float | None = None
    lon: float | None = None
    size: int = 0  # institutions in the commune: the populations of the whole country are not in the data


class Gazetteer:
    """Place names of one edition."""

    def __init__(self, catalogue: Catalogue) -> None:
        found: dict[str, Place] = {}
        codes: dict[str, Place] = {}
        departments: dict[str, None] = {}
        sizes = Counter(
            (one.department, _town(one.city)) for one in catalogue.institutions.values() if one.city and one.department
        )
        for commune in catalogue.communes.values():
            departments[commune.department] = None
            size = sizes[commune.department, _town(commune.name)]
            place = Place(commune.name, commune.department, commune.id, commune.lat, commune.lon, size)
            for name in _names(commune.name):
                _keep_larger(found, name, place)
            for code in commune.postcodes:
                _keep_larger(codes, code, place)
        for code in departments:
            label = spoken.department(code)
            if label:
                place = Place(label, code)
                codes[code] = place
                for name in _names(label):
                    found.setdefault(name, place)
        self._names, self._codes = found, codes
        self._towns: Towns | None = None

    def read(self, asked: list[str], common: frozenset[str]) -> tuple[Place | None, list[str]]:
        """The place that these words name, and the words without it. `common` are words that say what one learns.

        After a preposition, a name is a place whenever one has it. Without, a name that is also a common word ("Mer",
        "Port") is not, unless the town is large.
        """
        for start in range(len(asked)):
            for end in range(min(len(asked), start + MAX_WORDS), start, -1):
                said = asked[start:end]
                place = self._named(" ".join(said), alone=len(asked) == 1)
                before = asked[start - 1] if start else ""
                if place is None or not _is_meant(place, said, before, common):
                    continue
                after = asked[end:]
                return place, _without_preposition(asked[:start]) + after
        if self._towns is None:
            self._towns = Towns(self._names, common)
        guessed = self._towns.read(asked)
        return (guessed[0], _without_preposition(asked[: guessed[1]])) if guessed else (None, asked)

    def _named(self, name: str, *, alone: bool) -> Place | None:
        if name.isdigit():
            return None if alone and len(name) != POSTCODE else self._codes.get(name)
        return self._names.get(name)


def _town(city: str) -> str:
    """ "Paris 11e Arrondissement" and "Paris" are one town."""
    return " ".join(takewhile(lambda word: not word[0].isdigit(), words(city)))


def _is_meant(place: Place, said: list[str], before: str, common: frozenset[str]) -> bool:
    if said[0].isdigit():
        return True
    content = [word for word in said if word not in ARTICLES]
    if before in BEFORE_A_PLACE and len(content) == len(said):
        return True
    if place.size >= LARGE or place.commune is None:
        return True
    return any(word not in common for word in content) and (len(content) > 1 or place.size > 0)


def _without_preposition(asked: list[str]) -> list[str]:
    while asked and (asked[-1] in BEFORE_A_PLACE or asked[-1] in INSIDE or asked[-1] in {"de", "d"} | ARTICLES):
        asked = asked[:-1]
    return asked


def _names(label: str) -> list[str]:
    full = words(label)
    bare = full[1:] if len(full) > 1 and full[0] in ARTICLES else full
    plain = [word for word in bare if word not in ARTICLES and word not in {"d", "de", "du", "des"}]
    return list(dict.fromkeys((" ".join(full), " ".join(bare), " ".join(plain))))


def _keep_larger(found: dict[str, Place], name: str, place: Place) -> None:
    known = found.get(name)
    if known is None or known.size < place.size:
        found[name] = place
