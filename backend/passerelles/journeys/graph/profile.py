"""What of a diploma is compared: words, speciality, jobs, fields, ministry; a new code knows what the old one knew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.kinds import KINDS
from passerelles.journeys.graph.names import base, speciality
from passerelles.journeys.graph.steps import SORTS, sort_of
from passerelles.journeys.graph.vocabulary import stems

ROME_FIELD: Final = 3
"""Letters of a ROME id that name a field: `H29` of `H2902`."""

MOST_RELATIVES: Final = 6

KNOWN: Final = SORTS | KINDS.keys()


class Profile(Struct, frozen=True):
    """The compared facts of one diploma."""

    id: str
    sort: str
    nsf: str  # 3 digits, "" when unknown
    jobs: frozenset[str]  # ROME sheets
    job_fields: frozenset[str]
    trades: frozenset[str]  # Onisep jobs
    subdomains: frozenset[str]
    domains: frozenset[str]
    words: frozenset[str]  # stems of the label
    names: tuple[frozenset[str], ...]  # stems of the label, then of the labels it replaced
    family: str
    ministry: str
    sector: str
    grouping: str  # Orion's everyday field


def profiles_of(catalogue: Catalogue) -> dict[str, Profile]:
    """The diplomas one may start, and those taught here that nothing replaces, of the sorts that anything follows."""
    return {
        diploma.id: profile(catalogue, diploma)
        for diploma in catalogue.certifications.values()
        if sort_of(diploma) in KNOWN and (catalogue.is_open(diploma) or catalogue.programmes_of(diploma.id))
    }


def profile(catalogue: Catalogue, diploma: Certification) -> Profile:
    """The facts of a diploma, completed by those of the codes it replaces, is replaced by or begins, then by those of
    the jobs that its sheet names."""
    relatives = list(_relatives(catalogue, diploma))
    trades = _first(one.jobs for one in (diploma, *relatives))
    known = [catalogue.jobs[job] for job in sorted(trades) if job in catalogue.jobs]
    rome = _first((*(one.rome for one in (diploma, *relatives)), _all(job.rome for job in known)))
    subdomains = _first(
        (*(one.onisep_subdomains for one in (diploma, *relatives)), _all(job.onisep_subdomains for job in known))
    )
    names = [frozenset(stems(speciality(one.label))) for one in (diploma, *relatives)]
    words = frozenset(stems(base(diploma.label))) if diploma.common_year_of else names[0]
    return Profile(
        id=diploma.id,
        sort=sort_of(diploma),
        nsf=diploma.nsf or "",
        jobs=rome,
        job_fields=frozenset(job.removeprefix("ROME:")[:ROME_FIELD] for job in rome),
        trades=trades,
        subdomains=subdomains,
        domains=frozenset(one.partition("/")[0] for one in subdomains),
        words=words,
        names=tuple(dict.fromkeys(name for name in (words, *names) if name)),
        family=diploma.family or "",
        ministry=diploma.ministry or "",
        sector=diploma.sector or "",
        grouping=diploma.grouping or "",
    )


def _first(facts: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The first that is known."""
    return next((frozenset(known) for known in facts if known), frozenset())


def _all(facts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Each once."""
    return tuple(dict.fromkeys(fact for known in facts for fact in known))


def _relatives(catalogue: Catalogue, diploma: Certification) -> Iterable[Certification]:
    """The diplomas it replaced or that replace it, and the options of a common year."""
    near = (*diploma.predecessors, *diploma.successors, *diploma.common_year_of)
    for identifier in near[:MOST_RELATIVES]:
        found = catalogue.certifications.get(identifier)
        if found:
            yield found
