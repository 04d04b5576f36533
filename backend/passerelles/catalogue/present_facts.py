"""What is known of an institution besides its programmes: open days, general line, boarding in words, leavers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from passerelles.catalogue import present_figures
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import LearnerStatus, OpenDay
from passerelles.catalogue.schemas import (
    BoardingNoteOut,
    GeneralLineOut,
    OpenDaysOut,
    OutcomesByStatus,
)
from passerelles.core.messages import t

STATUSES: tuple[LearnerStatus, ...] = ("school", "apprenticeship")
"""Those whose leavers are counted for a whole institution."""

PLUS: Final = " + "
"""Between the sources of one record."""


def open_days(catalogue: Catalogue, institution: str, today: date) -> OpenDaysOut | None:
    """The days to come; of the others only their years, to be checked. A day without a date is not said to come."""
    known = catalogue.open_days_at(institution)
    if not known:
        return None
    coming = [day for day in known if is_to_come(day, today)]
    return OpenDaysOut(
        upcoming=[day.text for day in coming],
        past=_past_words([day for day in known if day not in coming]),
        source=present_figures.named_source(catalogue, known[0].source),
    )


def is_to_come(day: OpenDay, today: date) -> bool:
    """Whether a date was announced and is not over; that of the year before is an indication only."""
    return not day.past and day.date is not None and day.date >= today.isoformat()


def general_line(catalogue: Catalogue, institution: str) -> GeneralLineOut | None:
    """Options of 2de and spécialités of 1re générale, when it has them."""
    found = catalogue.general_line_at(institution)
    if found is None:
        return None
    return GeneralLineOut(
        options=list(found.options),
        specialities=list(found.specialities),
        sources=[present_figures.named_source(catalogue, one) for one in found.source.split(PLUS)],
    )


def boarding_note(catalogue: Catalogue, institution: str) -> BoardingNoteOut | None:
    """Onisep's words on boarding there, when it has any."""
    found = catalogue.boarding_note_of(institution)
    if found is None:
        return None
    return BoardingNoteOut(text=found.text, source=present_figures.named_source(catalogue, found.source))


def outcomes(catalogue: Catalogue, institution: str) -> list[OutcomesByStatus]:
    """What became of all its leavers, by status."""
    found = ((status, catalogue.outcome_at(institution, status)) for status in STATUSES)
    return [
        OutcomesByStatus(status=status, outcomes=present_figures.outcomes(catalogue, outcome))
        for status, outcome in found
        if outcome
    ]


def sources(catalogue: Catalogue, institution: str) -> Iterator[str]:
    """Ids of the sources of all that."""
    yield from (day.source for day in catalogue.open_days_at(institution))
    if line := catalogue.general_line_at(institution):
        yield from line.source.split(PLUS)
    if note := catalogue.boarding_note_of(institution):
        yield note.source
    for status in STATUSES:
        if outcome := catalogue.outcome_at(institution, status):
            yield from (one.source for one in (*outcome.employment.values(), outcome.further_study) if one)


def _past_words(days: list[OpenDay]) -> str | None:
    if not days:
        return None
    years = sorted({day.date[:4] for day in days if day.date})
    if not years:
        return t("catalogue.open_days.past_undated")
    return t("catalogue.open_days.past", years=", ".join(years))
