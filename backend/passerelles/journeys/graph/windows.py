"""When a step may be asked for: published dates (`windows.toml`), and the autumn holidays that end the review.

An edition is read as of its own date, so that its answers are the same all day long. A year that nobody has published
has no window: the words say « dates à paraître ».
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from vacances_scolaires_france import SchoolHolidayDates

Procedure = Literal["parcoursup", "parcoursup_file", "parcoursup_more", "third_year", "review"]


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published period, both days included."""

    procedure: Procedure
    valid_from: date
    valid_to: date
    source_url: str
    checked_on: date
    departments: tuple[str, ...] = ()  # empty: everywhere


PROCEDURES: Final[Mapping[str, Procedure]] = {
    "to_bts": "parcoursup",
    "to_dn_made": "parcoursup",
    "general_bac": "parcoursup",
    "third_year": "third_year",
    "third_year_family": "third_year",
    "general_path": "third_year",
    "back_from_general_year": "review",
    "review": "review",
}
"""By rule of a progression. The others have no common calendar: each school says its own."""

AUTUMN: Final = "Vacances de la Toussaint"
OVERSEAS: Final = ("97", "98")
ZONE: Final = "A"  # these holidays begin on one day in the three zones of the mainland
HOLIDAYS_URL: Final = "https://www.data.gouv.fr/datasets/vacances-scolaires-par-zones"
REVIEW_BEGINS: Final = (9, 1)


def next_window(procedure: Procedure, as_of: date, department: str = "") -> Window | None:
    """The one in course or to come for a department; None when its dates are not published."""
    return min(
        (one for one in _known(procedure, department) if one.valid_to >= as_of), key=lambda w: w.valid_to, default=None
    )


def last_window(procedure: Procedure, as_of: date, department: str = "") -> Window | None:
    """The latest one that is over: an idea of the season, said with its year."""
    return max(
        (one for one in _known(procedure, department) if one.valid_to < as_of), key=lambda w: w.valid_to, default=None
    )


def _known(procedure: Procedure, department: str) -> list[Window]:
    """Those of the department before those of everybody."""
    published = [one for one in windows() if one.procedure == procedure]
    own = [one for one in published if department and department in one.departments]
    shared = [one for one in published if not one.departments]
    if procedure == "review" and not department.startswith(OVERSEAS):
        shared.extend(_until_autumn())
    return own or shared


@lru_cache
def windows() -> tuple[Window, ...]:
    """The published ones.

    Raises:
        msgspec.ValidationError: the file says something else than windows.
    """
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return tuple(msgspec.convert(tomllib.loads(text)["window"], list[Window]))


@lru_cache
def _until_autumn() -> tuple[Window, ...]:
    """From the rentrée to the day before the autumn holidays of each year that the ministry has published."""
    known = SchoolHolidayDates()
    found = []
    for year in range(known.min_year, known.max_year + 1):
        days = [
            day for day, row in known.holidays_for_year_and_zone(year, ZONE).items() if row["nom_vacances"] == AUTUMN
        ]
        if days:
            last = date.fromordinal(min(days).toordinal() - 1)
            found.append(Window("review", date(year, *REVIEW_BEGINS), last, HOLIDAYS_URL, last))
    return tuple(found)
