"""Stations: a stage of school, an adult's situation, or a diploma obtained. Ids are the contract's."""

from __future__ import annotations

import re
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.core.messages import catalogue as messages
from passerelles.core.messages import t
from passerelles.journeys.graph.vocabulary import plain

THIRD_YEAR: Final = "stage:3e"
GENERAL_YEAR: Final = "stage:2gt"
BAC_GENERAL: Final = "stage:bac-general"
BAC_TECHNO: Final = "stage:bac-techno-"
WORK: Final = "stage:work"

SERIES: Final = ("sti2d", "stl", "std2a", "stmg", "st2s", "sthr", "stav", "s2tmd")
"""Technological series in force: STHR and S2TMD start in 2de, which does not change the stations."""

SAID_AS: Final = (
    ("industrie et du developpement durable", "sti2d"),
    ("de l'innovation et du developpement durable", "sti2d"),
    ("technologies de laboratoire", "stl"),
    ("design et des arts appliques", "std2a"),
    ("management et de la gestion", "stmg"),
    ("technologies tertiaires", "stmg"),
    ("sante et du social", "st2s"),
    ("sciences medico-sociales", "st2s"),
    ("hotellerie et de la restauration", "sthr"),
    ("agronomie et du vivant", "stav"),
    ("theatre, de la musique et de la danse", "s2tmd"),
)
"""Series whose diplomas the nomenclature may name without their acronym, old names included."""

SECOND_YEAR: Final = re.compile(r"\b(?:2n?de|seconde)\b")

STAGES: Final = (THIRD_YEAR, GENERAL_YEAR, BAC_GENERAL, WORK, *(BAC_TECHNO + series for series in SERIES))


def is_stage(station: str) -> bool:
    return station in STAGES


def has_bac(station: str) -> bool:
    """Whether the stage is a general or technological baccalauréat obtained."""
    return station == BAC_GENERAL or station.startswith(BAC_TECHNO)


def stage_of(diploma: Certification) -> str | None:
    """The stage that a general or technological diploma of the nomenclature is; None for a vocational one."""
    if diploma.kind not in ("2de-gt", "bac-general", "bac-techno"):
        return None
    said = plain(diploma.label)
    if diploma.kind == "bac-techno":
        return _series(said)
    return GENERAL_YEAR if diploma.kind == "2de-gt" or SECOND_YEAR.search(said) else BAC_GENERAL


def _series(said: str) -> str | None:
    """The series of a technological diploma by its plain label; None when it tells none."""
    by_acronym = (one for one in SERIES if re.search(rf"\b{one}\b", said))
    by_name = (series for name, series in SAID_AS if name in said)
    series = next(by_acronym, None) or next(by_name, None)
    return BAC_TECHNO + series if series else None


def label_of(catalogue: Catalogue, station: str) -> str:
    """Spoken name of a station, ready for the screen; the id itself when nothing is known of it."""
    if is_stage(station):
        return t(f"catalogue.stages.{_key(station)}")
    certification = catalogue.certifications.get(station)
    if certification:
        return certification.label
    kind = f"journeys.kinds.{station.removeprefix('TYPE:')}"
    return messages().get(kind, station)


def _key(station: str) -> str:
    return station.removeprefix("stage:")
