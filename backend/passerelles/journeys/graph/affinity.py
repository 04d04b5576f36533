"""How close two diplomas are: what an inferred progression rests on.

Public facts, none of them a right to anything: the words of the labels, the NSF group (BCN), the ROME sheets
(Certif Info), the jobs and the sub-domains of the Onisep sheets, the family of trades, the ministry. Whatever is rare
weighs more. A score goes from 0 (nothing in common) to 1; a fact that one of the two does not have is left out of the
account, at a quarter of its price.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import fsum, log
from typing import Final

from passerelles.journeys.graph.profile import Profile
from passerelles.journeys.graph.vocabulary import GENERIC, fields_of

WORDS: Final = 0.38
GROUP: Final = 0.20
JOBS: Final = 0.14
JOB_FIELDS: Final = 0.08
TRADES: Final = 0.12
SUBDOMAINS: Final = 0.20
SAME_DOMAIN: Final = 0.4
"""Share of `GROUP` for two groups of one domain."""

PLURIVALENT: Final = "0"
PLURAL: Final = 0.6
"""The same, where one of the two groups is the domain's plurivalent one, made of the others."""

DOMAIN: Final = 0.3
"""Share of `SUBDOMAINS` for two sub-domains of one domain."""

SAME_PART: Final = 0.15
"""Share of `GROUP` for two domains of one part of the nomenclature: all of industry, all of business."""

PARTS: Final = (frozenset(("20", "22", "23", "24", "25")), frozenset(("30", "31", "32")), frozenset(("33", "34")))

FAR_GROUPS: Final = frozenset(("221", "227", "311", "326", "333", "334", "335", "336", "343", "344"))
"""Groups that share a domain with the others and nothing else: food and energy are no chemistry, catering and beauty no
care, haulage no trade, computing no secretary's work."""

APART, TOGETHER = 0.75, 1.15
"""What sub-domains known on both sides make of a score, from none to all in common: an average would bury them."""

SAME_GROUPING: Final = 0.1
"""The same, for one everyday field of Orion's."""

SAME_FAMILY: Final = 0.08
OTHER_MINISTRY: Final = 0.88
GENERIC_WEIGHT: Final = 0.4
UNKNOWN_PRICE: Final = 0.25
"""Share of the weight of an unknown fact that counts as nothing in common."""

MANY: Final = frozenset(("engineer", "master", "licence", "licence-pro", "but", "jeps", "title4", "title5", "title6"))
"""Sorts with so many diplomas that a wide field alone makes no neighbours."""

ONE_FACT: Final = 0.5
"""Share of the weight of a list of one: it says little, shared or not."""
ACTS_ALONE: Final = 0.5
"""What is left of labels that share only words like « production » or « maintenance »."""

AGRICULTURE, SEA = "Agriculture", "Mer"


class Rare:
    """One sort of facts of all diplomas; what few of them have weighs more."""

    def __init__(self, lists: Iterable[frozenset[str]], lighter: frozenset[str] = frozenset()) -> None:
        known = list(lists)
        seen = Counter(fact for one in known for fact in one)
        self._weights = {
            fact: log(1 + len(known) / count) * (GENERIC_WEIGHT if fact in lighter else 1.0)
            for fact, count in seen.items()
        }
        self._totals = {one: self._sum(one) for one in known}

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float | None:
        """The share of the shorter list that the other has too; None when one is unknown."""
        if not a or not b:
            return None
        both = a & b
        return self._sum(both) / min(self._totals[a], self._totals[b]) if both else 0.0

    def _sum(self, facts: frozenset[str]) -> float:
        return fsum(map(self._weights.__getitem__, facts))  # exact: the order of a set must not change a rank


class Affinity:
    """Scores among the diplomas it was built from. Symmetric, deterministic."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._profiles = profiles
        every = list(profiles.values())
        self._told = {one.id: tuple(map(fields_of, one.names)) for one in every}
        self._words = Rare((name for told in self._told.values() for name in told), GENERIC)
        self._jobs = Rare(one.jobs for one in every)
        self._job_fields = Rare(one.job_fields for one in every)
        self._trades = Rare(one.trades for one in every)
        self._subdomains = Rare(one.subdomains for one in every)
        self._domains = Rare(one.domains for one in every)
        self._index = _indexed(every)

    def score(self, one: str, other: str) -> float:
        """0 to 1. An unknown id has nothing in common with anything."""
        a, b = self._profiles.get(one), self._profiles.get(other)
        if a is None or b is None:
            return 0.0
        price = score = 0.0
        subdomains = self._fields(a, b)
        for weight, share in (
            (WORDS, self._names(a, b)),
            (GROUP, _group(a, b)),
            (_price(JOBS, a.jobs, b.jobs), self._jobs.shared(a.jobs, b.jobs)),
            (_price(JOB_FIELDS, a.job_fields, b.job_fields), self._job_fields.shared(a.job_fields, b.job_fields)),
            (_price(TRADES, a.trades, b.trades), self._trades.shared(a.trades, b.trades)),
            (SUBDOMAINS, subdomains),
        ):
            if share is None:
                price += weight * UNKNOWN_PRICE
            else:
                price += weight
                score += weight * share
        score /= price
        if subdomains is not None:
            score = min(1.0, score * (APART + (TOGETHER - APART) * subdomains))
        if a.grouping and a.grouping == b.grouping:
            score += (1 - score) * SAME_GROUPING
        if a.family and a.family == b.family:
            score += SAME_FAMILY
        if a.ministry != b.ministry and (a.ministry in (AGRICULTURE, SEA) or b.ministry in (AGRICULTURE, SEA)):
            score *= OTHER_MINISTRY
        return min(1.0, score)

    def neighbours(self, identifier: str) -> set[str]:
        """Every diploma with anything in common: the only ones worth scoring."""
        own = self._profiles.get(identifier)
        if own is None:
            return set()
        found: set[str] = set()
        for key in (*_near(own), *_wide(own)):
            found |= self._index.get(key, set())
        found.discard(identifier)
        return found

    def _names(self, a: Profile, b: Profile) -> float:
        """Labels, or those of the diplomas they replaced, whichever are closer."""
        return max((self._name(x, y) for x in self._told[a.id][:2] for y in self._told[b.id][:2]), default=0.0)

    def _name(self, x: frozenset[str], y: frozenset[str]) -> float:
        share = self._words.shared(x, y)
        if not share:
            return 0.0
        return share * ACTS_ALONE if GENERIC.issuperset(x & y) else share

    def _fields(self, a: Profile, b: Profile) -> float | None:
        """Shared sub-domains; a shared domain alone for a part."""
        same = self._subdomains.shared(a.subdomains, b.subdomains)
        near = self._domains.shared(a.domains, b.domains)
        return None if same is None or near is None else max(same, DOMAIN * near)


def _price(weight: float, one: frozenset[str], other: frozenset[str]) -> float:
    return weight * ONE_FACT if len(one) == 1 or len(other) == 1 else weight


def _group(a: Profile, b: Profile) -> float | None:
    if not a.nsf or not b.nsf:
        return SAME_DOMAIN if a.sector and a.sector == b.sector else None
    if a.nsf == b.nsf:
        return 1.0
    if a.nsf[:2] == b.nsf[:2] and not FAR_GROUPS & {a.nsf, b.nsf}:
        return PLURAL if PLURIVALENT in (a.nsf[2:], b.nsf[2:]) else SAME_DOMAIN
    return SAME_PART if any({a.nsf[:2], b.nsf[:2]} <= part for part in PARTS) else 0.0


def _indexed(profiles: Iterable[Profile]) -> Mapping[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for one in profiles:
        for key in (*_near(one), *(_wide(one) if one.sort not in MANY else ())):
            index[key].add(one.id)
    return index


def _wide(own: Profile) -> Iterable[str]:
    yield f"nsf:{own.nsf[:2] or own.sector.removeprefix('NSF:')}"
    yield from own.domains


def _near(own: Profile) -> Iterable[str]:
    yield from own.jobs
    yield from own.trades
    yield from own.subdomains
    for word in own.words:
        if word not in GENERIC:
            yield f"word:{word}"
