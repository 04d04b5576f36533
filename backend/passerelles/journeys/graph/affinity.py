"""How close two diplomas are: what an inferred progression rests on.

Public facts, none of them a right to anything: the words of the labels, the NSF group (BCN), the ROME sheets
(Certif Info), the jobs and the sub-domains of the Onisep sheets, the family of trades, the ministry. Whatever is rare
weighs more. A score goes from 0 (nothing in common) to 1; a fact that one of the two does not have is left out of the
account, at half its price.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import log
from typing import Final

from passerelles.journeys.graph.profile import Profile
from passerelles.journeys.graph.vocabulary import GENERIC

WORDS: Final = 0.34
GROUP: Final = 0.20
JOBS: Final = 0.14
JOB_FIELDS: Final = 0.08
TRADES: Final = 0.12
SUBDOMAINS: Final = 0.20
SAME_DOMAIN: Final = 0.6
"""Share of `GROUP` for two groups of one domain."""

DOMAIN: Final = 0.3
"""Share of `SUBDOMAINS` for two sub-domains of one domain."""

SAME_FAMILY: Final = 0.08
OTHER_MINISTRY: Final = 0.88
GENERIC_WEIGHT: Final = 0.4
UNKNOWN_PRICE: Final = 0.5
"""Share of the weight of an unknown fact that counts as nothing in common."""

AGRICULTURE, SEA = "Agriculture", "Mer"
_Rarity = Mapping[str, float]


class Affinity:
    """Scores among the diplomas it was built from. Symmetric, deterministic."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._profiles = profiles
        every = list(profiles.values())
        words = _rarity(every, lambda one: one.words)
        self._words = {word: weight * (GENERIC_WEIGHT if word in GENERIC else 1.0) for word, weight in words.items()}
        self._jobs = _rarity(every, lambda one: one.jobs)
        self._job_fields = _rarity(every, lambda one: one.job_fields)
        self._trades = _rarity(every, lambda one: one.trades)
        self._subdomains = _rarity(every, lambda one: one.subdomains)
        self._domains = _rarity(every, lambda one: one.domains)
        self._index = _indexed(every)

    def score(self, one: str, other: str) -> float:
        """0 to 1. An unknown id has nothing in common with anything."""
        a, b = self._profiles.get(one), self._profiles.get(other)
        if a is None or b is None:
            return 0.0
        facts = (
            (WORDS, max((_common(x, y, self._words) or 0.0 for x in a.names[:2] for y in b.names[:2]), default=0.0)),
            (GROUP, _group(a, b)),
            (JOBS, _common(a.jobs, b.jobs, self._jobs)),
            (JOB_FIELDS, _common(a.job_fields, b.job_fields, self._job_fields)),
            (TRADES, _common(a.trades, b.trades, self._trades)),
            (SUBDOMAINS, self._subdomains_of(a, b)),
        )
        price = sum(weight * (UNKNOWN_PRICE if share is None else 1.0) for weight, share in facts)
        score = sum(weight * share for weight, share in facts if share) / price
        if a.family and a.family == b.family:
            score += SAME_FAMILY
        if a.ministry != b.ministry and {a.ministry, b.ministry} & {AGRICULTURE, SEA}:
            score *= OTHER_MINISTRY
        return min(1.0, score)

    def _subdomains_of(self, a: Profile, b: Profile) -> float | None:
        """Shared sub-domains; a shared domain alone for a part."""
        same = _common(a.subdomains, b.subdomains, self._subdomains)
        near = _common(a.domains, b.domains, self._domains)
        return None if same is None or near is None else max(same, DOMAIN * near)

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


def _rarity(profiles: Iterable[Profile], facts: Callable[[Profile], Iterable[str]]) -> _Rarity:
    seen = Counter(fact for one in profiles for fact in facts(one))
    total = max(1, sum(1 for _ in profiles))
    return {fact: log(1 + total / count) for fact, count in seen.items()}


def _common(a: frozenset[str], b: frozenset[str], rarity: _Rarity) -> float | None:
    """The share of the shorter list that the other has too, rare facts weighing more; None when one is unknown."""
    if not a or not b:
        return None
    both = a & b
    if not both:
        return 0.0
    weight = rarity.get
    shorter = min(sum(weight(one, 1.0) for one in a), sum(weight(one, 1.0) for one in b))
    return sum(weight(one, 1.0) for one in both) / shorter


def _group(a: Profile, b: Profile) -> float | None:
    if not a.nsf or not b.nsf:
        return 1.0 if a.sector and a.sector == b.sector else None
    if a.nsf[:2] != b.nsf[:2]:
        return 0.0
    return 1.0 if a.nsf == b.nsf else SAME_DOMAIN


def _indexed(profiles: Iterable[Profile]) -> Mapping[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for one in profiles:
        for key in _keys(one):
            index[key].add(one.id)
    return index


def _keys(own: Profile) -> Iterable[str]:
    yield f"sector:{own.sector}"
    yield from own.jobs
    yield from own.trades
    yield from own.domains
    for word in own.words:
        if word not in GENERIC:
            yield f"word:{word}"
