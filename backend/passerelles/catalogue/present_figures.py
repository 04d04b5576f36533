"""Figures on screen: never a number without its year, its scope and its source."""

from __future__ import annotations

from passerelles.catalogue import words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Figure, LearnerStatus, Outcome, Programme, Source
from passerelles.catalogue.schemas import FigureOut, OutcomesOut, PressureOut, SourceOut
from passerelles.core.messages import t


def source(record: Source) -> SourceOut:
    return SourceOut(
        title=record.title, producer=record.producer, licence=record.licence, vintage=words.vintage(record.vintage)
    )


def named_source(catalogue: Catalogue, beginning: str) -> SourceOut:
    """The source whose id begins so; said to be unknown when the edition was made without it."""
    found = next((one for one in catalogue.made_from if one.id.startswith(beginning)), None)
    unknown = t("catalogue.unknown")
    return source(found) if found else SourceOut(title=unknown, producer=unknown, licence=unknown, vintage=unknown)


def figure(catalogue: Catalogue, record: Figure | None) -> FigureOut | None:
    """A figure with its origin; None when nothing at all was published."""
    if record is None:
        return None
    known = catalogue.sources.get(record.source)
    return FigureOut(
        value=record.value,
        vintage=words.vintage(record.vintage),
        scope=words.scope(record.scope),
        source=t("catalogue.source", title=known.title, producer=known.producer) if known else record.source,
        licence=known.licence if known else t("catalogue.unknown"),
        published_as=_published_as(record),
    )


def pressure(catalogue: Catalogue, programme: Programme) -> PressureOut:
    """Demand per place in words, with the rank inside its own procedure."""
    found = catalogue.pressure_of(programme.id)
    vintage = programme.demand.vintage if programme.demand and found.value is not None else None
    key = f"catalogue.pressure.{programme.procedure}"
    return PressureOut(
        value=None if found.value is None else round(found.value, 2),
        rank=found.rank,
        words=_pressure_words(found.value, found.rank),
        procedure=programme.procedure,
        vintage=words.vintage(vintage) if vintage else None,
        explanation=(
            t(key, vintage=words.vintage_in(programme.procedure, vintage)) if vintage else t(f"{key}_unknown")
        ),
    )


def outcomes(catalogue: Catalogue, record: Outcome | None) -> OutcomesOut:
    """What became of the leavers; unknown is said in words."""
    if record is None:
        return OutcomesOut(
            employment_6m=None, employment_12m=None, further_study=None, words=t("catalogue.outcomes.unknown")
        )
    return OutcomesOut(
        employment_6m=figure(catalogue, record.employment.get("6")),
        employment_12m=figure(catalogue, record.employment.get("12")),
        further_study=figure(catalogue, record.further_study),
        words=_outcome_words(record),
    )


def outcomes_of(
    catalogue: Catalogue, certification: str, status: LearnerStatus, institution: str | None = None
) -> OutcomesOut:
    """The closest outcomes known: the institution's, else the region's, else France's."""
    return outcomes(catalogue, catalogue.outcome_of(certification, status, institution))


def _published_as(record: Figure) -> str | None:
    if record.code is None:
        return None
    return t("catalogue.published_as", label=record.label or record.code, code=record.code.removeprefix("CFD:"))


def _pressure_words(value: float | None, rank: str | None) -> str:
    if value is None:
        return t("catalogue.pressure.unknown")
    if rank is None:
        return t(f"catalogue.pressure.unranked{'_many' if value >= 2 else ''}", value=words.number(value))
    return t(f"catalogue.pressure.{rank}")


def _outcome_words(record: Outcome) -> str:
    employment = [("employment_6m", record.employment.get("6")), ("employment_12m", record.employment.get("12"))]
    known = [(key, found) for key, found in employment if found and found.value is not None][:1]
    if record.further_study and record.further_study.value is not None:
        known.insert(0, ("further_study", record.further_study))
    if not known:
        return t("catalogue.outcomes.unknown")
    facts = ", ".join(t(f"catalogue.outcomes.{key}", percent=words.number(found.value or 0.0)) for key, found in known)
    last = known[-1][1]
    return t(
        "catalogue.outcomes.known",
        facts=facts,
        scope=words.short_scope(record.scope),
        vintage=words.vintage(last.vintage),
    )
