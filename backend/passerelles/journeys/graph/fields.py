"""Whether a diploma is of a field that a text names: « du secteur du bois », « industriel », « agricole »."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.lexicon import AGRICULTURAL
from passerelles.journeys.graph.profile import Profile
from passerelles.journeys.graph.vocabulary import GENERIC, stems

LABEL, SUBDOMAIN, FAMILY, SECTOR, JOB = 1.0, 0.9, 0.8, 0.6, 0.6
"""How much a word says of a diploma, by where it is found."""

ACT: Final = 0.7
"""What is left of a word that names an act (« production », « maintenance ») rather than a field."""

BROAD: Final[Mapping[str, tuple[str, ...]]] = {
    "indus": ("20", "22", "24", "25"),
    "terti": ("31", "32", "33", "34"),
    "sanit": ("33",),
    "socia": ("33",),
    "param": ("33",),
}
"""Words for a whole part of the nomenclature (NSF domains)."""
IN_A_BROAD_FIELD: Final = 0.6

IN_AGRICULTURE: Final = 0.75

AGRICULTURE: Final = "Agriculture"
AGRICULTURAL_WORDS: Final = frozenset((AGRICULTURAL, "agric"))


class Fields:
    """How well a diploma answers to the words of a field, from 0 to 1."""

    def __init__(self, catalogue: Catalogue, profiles: Mapping[str, Profile]) -> None:
        self._catalogue = catalogue
        self._profiles = profiles
        self._words: dict[str, dict[str, float]] = {}

    def best(self, diploma: str, fields: Iterable[tuple[str, ...]]) -> float:
        """The best answer to any of the fields: a text that names several means either."""
        return max((self._one(diploma, field) for field in fields), default=0.0)

    def _one(self, diploma: str, field: tuple[str, ...]) -> float:
        profile = self._profiles[diploma]
        known = self.words_of(diploma)
        answers = (known.get(word, 0.0) * (ACT if word in GENERIC else 1.0) for word in field)
        return sum(max(one, _broad(profile, word)) for one, word in zip(answers, field, strict=True)) / len(field)

    def words_of(self, diploma: str) -> Mapping[str, float]:
        """The words of a diploma, each with how much it says."""
        if diploma not in self._words:
            self._words[diploma] = dict(self._weighed(self._profiles[diploma]))
        return self._words[diploma]

    def _weighed(self, profile: Profile) -> Iterable[tuple[str, float]]:
        catalogue = self._catalogue
        sector = catalogue.sectors.get(profile.sector)
        family = catalogue.families.get(profile.family)
        jobs = [catalogue.jobs[job].label for job in sorted(profile.jobs | profile.trades) if job in catalogue.jobs]
        sources = (  # the weakest first: a stronger one replaces it
            (SECTOR, [sector.label] if sector else []),
            (JOB, jobs),
            (FAMILY, [family.label] if family else []),
            (SUBDOMAIN, [one.partition("/")[2] for one in sorted(profile.subdomains)]),
        )
        for weight, texts in sources:
            for text in texts:
                for word in stems(text):
                    yield word, weight
        for name in profile.names:
            for word in name:
                yield word, LABEL


def _broad(profile: Profile, word: str) -> float:
    if word in AGRICULTURAL_WORDS:
        return IN_AGRICULTURE if profile.ministry == AGRICULTURE else 0.0
    return IN_A_BROAD_FIELD if profile.nsf[:2] in BROAD.get(word, ()) else 0.0
