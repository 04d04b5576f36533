"""How close two diplomas are: what an inferred progression rests on.

Four public facts, none of them a right to anything: the NSF group (BCN), the ROME sheets (Certif Info), the words of
the label, rare ones weighing more, and the family of trades. A score goes from 0 (nothing in common) to 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import fsum, log
from typing import Final

from msgspec import Struct

from passerelles.catalogue.records import Certification

STEM: Final = 5
"""Letters kept of a word: `menuisier` and `menuiserie` are one field."""

SMALL_WORDS: Final = frozenset((
    "de", "des", "du", "la", "le", "les", "et", "en", "a", "au", "aux", "d", "l", "option", "options",
    "specialite", "spe", "niveau", "bac", "pro", "cap", "bts", "btsa", "bp", "mc", "cs", "bma", "but", "deust",
    "annee", "commune", "commun", "technicien", "technicienne", "metiers", "metier", "agent", "ouvrier",
    "diplome", "etat", "premiere", "1re", "1ere", "2de", "2nde", "professionnel", "professionnelle", "seconde",
    "sur", "pour", "par", "un", "une",
))  # fmt: skip

GENERIC: Final = frozenset((
    "conce", "reali", "produ", "const", "indus", "fabri", "syste", "gesti", "servi", "maint", "oper", "activ",
    "organ", "techn", "etude", "projet", "assis",
))  # fmt: skip
"""Stems that name an act rather than a field: half weight."""

SAME_GROUP: Final = 0.42
SAME_DOMAIN: Final = 0.16
JOBS: Final = 0.22
JOB_FIELDS: Final = 0.14
WORDS: Final = 0.50
FAMILY: Final = 0.10


class Profile(Struct, frozen=True):
    """What of a diploma is compared."""

    id: str
    nsf: str  # 3 digits, "" when unknown
    jobs: frozenset[str]
    job_fields: frozenset[str]  # "H29": a ROME sheet without its last two digits
    words: frozenset[str]  # stems
    family: str


class Affinity:
    """Scores among the diplomas it was built from. Symmetric, deterministic."""

    def __init__(self, certifications: Iterable[Certification]) -> None:
        self._profiles = {c.id: profile(c) for c in certifications}
        seen = Counter(word for p in self._profiles.values() for word in p.words)
        total = max(1, len(self._profiles))
        self._weight = {
            word: log(1 + total / count) * (0.5 if word in GENERIC else 1.0) for word, count in seen.items()
        }
        self._index: Mapping[str, set[str]] = self._indexed()

    def score(self, one: str, other: str) -> float:
        """0 to 1. An unknown id has nothing in common with anything."""
        a, b = self._profiles.get(one), self._profiles.get(other)
        if a is None or b is None:
            return 0.0
        score = self._group(a, b) + self._jobs(a, b) + WORDS * self._words(a, b)
        if a.family and a.family == b.family:
            score += FAMILY
        return min(1.0, score)

    def neighbours(self, identifier: str) -> set[str]:
        """Every diploma with anything in common: the only ones worth scoring."""
        own = self._profiles.get(identifier)
        if own is None:
            return set()
        found: set[str] = set()
        for key in _keys(own):
            found |= self._index.get(key, set())
        found.discard(identifier)
        return found

    def _indexed(self) -> Mapping[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for one in self._profiles.values():
            for key in _keys(one):
                index[key].add(one.id)
        return index

    @staticmethod
    def _group(a: Profile, b: Profile) -> float:
        if not a.nsf or a.nsf[:2] != b.nsf[:2]:
            return 0.0
        return SAME_GROUP if a.nsf == b.nsf else SAME_DOMAIN

    @staticmethod
    def _jobs(a: Profile, b: Profile) -> float:
        if not a.jobs or not b.jobs:
            return 0.0
        same = len(a.jobs & b.jobs) / min(len(a.jobs), len(b.jobs))
        near = len(a.job_fields & b.job_fields) / min(len(a.job_fields), len(b.job_fields))
        return JOBS * same + JOB_FIELDS * near

    def _words(self, a: Profile, b: Profile) -> float:
        weight = self._weight.__getitem__
        common = fsum(map(weight, a.words & b.words))  # exact: the order of a set must not change a rank
        if not common:
            return 0.0
        smaller = min(fsum(map(weight, a.words)), fsum(map(weight, b.words)))
        return common / smaller


def profile(certification: Certification) -> Profile:
    """The compared facts of one diploma."""
    return Profile(
        id=certification.id,
        nsf=certification.nsf or "",
        jobs=frozenset(certification.rome),
        job_fields=frozenset(job.removeprefix("ROME:")[:3] for job in certification.rome),
        words=frozenset(_stems(certification.label)),
        family=certification.family or "",
    )


def _stems(label: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", label.lower().replace("œ", "oe").replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for word in re.findall(r"[a-z0-9]+", plain):
        if word not in SMALL_WORDS and len(word) > 2:
            yield word[:STEM]


def _keys(own: Profile) -> Iterable[str]:
    yield f"nsf:{own.nsf[:2]}"
    for job in own.job_fields:
        yield f"job:{job}"
    for word in own.words:
        yield f"word:{word}"
