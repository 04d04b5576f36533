"""`Catalogue`: one edition compiled into lookups. Built once per edition and process, then only read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from types import MappingProxyType
from typing import Any, TypeVar

from passerelles.catalogue.codes import certification_of, code_of
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.model import pressure, succession
from passerelles.catalogue.model.places import Places
from passerelles.catalogue.model.pressure import Pressure
from passerelles.catalogue.model.regions import REGION_OF
from passerelles.catalogue.records import (
    EVERY_CERTIFICATION,
    BoardingNote,
    Certification,
    Commune,
    FurtherStudy,
    GeneralLine,
    LearnerStatus,
    OpenDay,
    Outcome,
    Programme,
    Record,
)

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Catalogue:
    """Everything public reads need. Immutable: a new edition is a new catalogue.

    Mappings go from public id to record, in the edition's order (sorted by id).
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition.id
        self.territory = edition.territory
        self.as_of = edition.as_of
        self.made_from = edition.made_from
        self.sources = _by_id(edition.made_from)
        self.campuses = _by_id(edition.campuses)
        self.communes = _by_id(edition.communes)
        self.institutions = _by_id(edition.institutions)
        self.certifications = _by_id(edition.certifications)
        self.families = _by_id(edition.families)
        self.sectors = _by_id(edition.sectors)
        self.jobs = _by_id(edition.jobs)
        self.programmes = _by_id(edition.programmes)
        self.facilities = _by_id(edition.facilities)
        self.companies = _by_id(edition.companies)
        self.houses = _by_id(edition.houses)
        self.residences = _by_id(edition.residences)
        self.companies_by_place = Places(edition.companies)
        self.facilities_by_place = Places(edition.facilities)
        self._former_communes = {old: commune.id for commune in edition.communes for old in commune.former}
        self._by_onisep = _grouped(
            (fiche(sheet), c.id)
            for c in edition.certifications
            for sheet in ((c.onisep, *c.onisep_others) if c.onisep else c.onisep_others)
        )
        self._programmes_of = _grouped((p.certification, p) for p in edition.programmes)
        self._programmes_at = _grouped((p.institution, p) for p in edition.programmes)
        self._outcomes = {(o.certification, o.status, o.scope): o for o in edition.outcomes}
        self.regions = frozenset(o.scope for o in edition.outcomes if o.scope.startswith("region:"))
        self._outcomes_of = _grouped((o.certification, o) for o in edition.outcomes)
        self._common_years = _grouped((after, c) for c in edition.certifications for after in c.common_year_of)
        self._by_job = _grouped(
            (job, c) for c in edition.certifications if self.is_open(c) for job in (*c.rome, *c.jobs)
        )
        self._further_studies = _grouped((text.certification, text) for text in edition.further_studies)
        self._open_days = _grouped((day.institution, day) for day in edition.open_days)
        self._general_lines = {line.institution: line for line in edition.general_lines}
        self._boarding_notes = {note.institution: note for note in edition.boarding_notes}
        self._pressures = pressure.ranked(edition.programmes)
        self._derived: dict[str, Any] = {}
        self._deriving = RLock()

    # Diplomas

    def is_open(self, certification: Certification) -> bool:
        """Whether it can still be started, on the day the edition was made."""
        return succession.is_open(certification, self.as_of)

    def resolve(self, identifier: str) -> tuple[str, ...]:
        """What an id means today: an old `CFD:` leads to the open ones, a `FOR:` to its `CFD:`, an old `COM:` to
        the commune that absorbed it, an old `PRG:` to the same place's programmes of the diplomas open now.

        Several answers are possible; an id that is current answers with itself; an unknown one with `()`.
        """
        kind = identifier.partition(":")[0]
        if kind == "FOR":
            found = (now for cfd in self._by_onisep.get(identifier, ()) for now in self._current(cfd))
            return tuple(dict.fromkeys(found))
        if kind == "COM":
            commune = self.commune(identifier)
            return (commune.id,) if commune else ()
        if kind == "PRG":
            return self._current_programmes(identifier)
        if identifier in self.certifications:
            return self._current(identifier)
        others = (self.institutions, self.jobs, self.houses, self.facilities, self.companies, self.campuses)
        return (identifier,) if any(identifier in known for known in others) else ()

    def enters_through(self, certification: str) -> tuple[Certification, ...]:
        """The common years one may enter this diploma through: a 2de of its family, a common BTS year."""
        return self._common_years.get(certification, ())

    def leads_to(self, common: str) -> tuple[Certification, ...]:
        """The open diplomas that follow a common year."""
        record = self.certifications.get(common)
        following = (now for after in record.common_year_of for now in self._current(after)) if record else ()
        return tuple(self.certifications[identifier] for identifier in dict.fromkeys(following))

    def certifications_of_job(self, job: str) -> tuple[Certification, ...]:
        """Open diplomas that name this job, those taught here first, then by level and label."""
        return tuple(
            sorted(self._by_job.get(job, ()), key=lambda c: (c.id not in self._programmes_of, c.level, c.label))
        )

    # Programmes and figures

    def programmes_of(self, certification: str) -> tuple[Programme, ...]:
        """Programmes of this very diploma, by id (resolve an old id first)."""
        return self._programmes_of.get(certification, ())

    def programmes_at(self, institution: str) -> tuple[Programme, ...]:
        """Programmes of an institution, by id."""
        return self._programmes_at.get(institution, ())

    def pressure_of(self, programme: str) -> Pressure:
        """Wishes per place and tercile among its peers; unknown when a number is missing."""
        return self._pressures.get(programme, pressure.UNKNOWN)

    def outcomes_of(self, certification: str) -> tuple[Outcome, ...]:
        """Every outcome published for a diploma, all statuses and scopes."""
        return self._outcomes_of.get(certification, ())

    def outcome_of(
        self, certification: str, status: LearnerStatus, institution: str | None = None, department: str | None = None
    ) -> Outcome | None:
        """The closest outcome known: the institution's own, else its region's, else France's.

        Without an institution: that of the region of `department` ("85"), else of the only region the edition covers;
        of several, none speaks for the others.
        """
        if institution:
            own = self._outcomes.get((certification, status, institution))
            if own:
                return own
        found = {o.scope: o for o in self.outcomes_of(certification) if o.status == status and not is_of_one(o)}
        place = self.institutions.get(institution) if institution else None
        region = REGION_OF.get((place.department if place else department) or "")
        scope = f"region:{region}" if len(self.regions) > 1 else next(iter(self.regions), "")
        return found.get(scope) or found.get("france")

    def outcome_at(self, institution: str, status: LearnerStatus) -> Outcome | None:
        """What became of all the leavers of an institution together, whatever their diploma."""
        return self._outcomes.get((EVERY_CERTIFICATION, status, institution))

    # What Onisep says

    def further_studies_of(self, certification: str) -> tuple[FurtherStudy, ...]:
        """What the sheets of a diploma say of the way in and of what follows, one for each sheet."""
        return self._further_studies.get(certification, ())

    def open_days_at(self, institution: str) -> tuple[OpenDay, ...]:
        """Open days, those with a date in order."""
        return self._open_days.get(institution, ())

    def general_line_at(self, institution: str) -> GeneralLine | None:
        """What it teaches on the general and technological road, when it has it."""
        return self._general_lines.get(institution)

    def boarding_note_of(self, institution: str) -> BoardingNote | None:
        """What Onisep says of boarding there, in its words."""
        return self._boarding_notes.get(institution)

    # Places

    def commune(self, identifier: str) -> Commune | None:
        """A commune by its Insee code (`COM:85194`), a former code leading to the one that absorbed it."""
        return self.communes.get(identifier) or self.communes.get(self._former_communes.get(identifier, ""))

    # What others compute once per edition

    def derived(self, key: str, build: Callable[[Catalogue], T]) -> T:
        """The value `build(self)` gives, made once per edition and process: graphs, indexes, prepared answers.

        Thread-safe. `key` names the feature and the thing: `journeys.graph`.
        """
        with self._deriving:
            if key not in self._derived:
                self._derived[key] = build(self)
            value: T = self._derived[key]
            return value

    def _current(self, certification: str) -> tuple[str, ...]:
        return succession.current_of(certification, self.certifications, self.as_of)

    def _current_programmes(self, identifier: str) -> tuple[str, ...]:
        if identifier in self.programmes:
            return (identifier,)
        uai, _, rest = identifier.removeprefix("PRG:").partition(".")
        code, _, way = rest.partition(".")
        candidates = (f"PRG:{uai}.{code_of(now)}.{way}" for now in self._current(certification_of(code)))
        return tuple(candidate for candidate in candidates if candidate in self.programmes)


def fiche(onisep: str) -> str:
    """`FOR.7562`, `FOR:7562` and `7562` are one Onisep sheet: `FOR:7562`."""
    return f"FOR:{onisep.removeprefix('FOR').lstrip('.:')}"


def _by_id(records: tuple[R, ...]) -> Mapping[str, R]:
    return MappingProxyType({record.id: record for record in records})  # type: ignore[attr-defined]  # all but Outcome have an id


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def is_of_one(outcome: Outcome) -> bool:
    """Whether it is that of an institution."""
    return outcome.scope.startswith("UAI:")
