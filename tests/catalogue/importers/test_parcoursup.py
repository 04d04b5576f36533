"""Courses of Parcoursup without accents or dashes: the diploma they name, or none."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers import parcoursup
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Certification, Programme
from tests.catalogue.importers.making import AS_OF, LOIRE, table

LABELS = (
    ("CFD:25111601", "BUT Chimie parcours synthèse", 6),
    ("FOR:6720", "BUT Chimie", 6),
    ("CFD:20511101", "Licence Droit", 6),
    ("CFD:25013001", "Licence pro Acoustique et vibrations", 6),
    ("CFD:24133501", "DN MADE Métiers d’art et du design - espace", 6),
    ("CFD:26033101", "Diplôme d’État d’infirmier(ière)", 6),
    ("CFD:32025501", "BTS Maintenance des véhicules option A : voitures particulières", 5),
    ("CFD:32025502", "BTS Maintenance des véhicules option B : véhicules de transport routier", 5),
    ("CFD:32133401", "BTSA Aménagements paysagers", 5),
    ("CFD:37012019", "Classe préparatoire économique et commerciale générale", 5),
)
KNOWN = tuple(Certification(id=one, label=label, kind="other", level=level, years=2) for one, label, level in LABELS)


def imported(
    *courses: str, known: frozenset[str] = frozenset(), uai: str = "0440001A"
) -> tuple[list[Programme], Table]:
    account = table(*({parcoursup.UAI_COLUMN: uai, parcoursup.COURSE: course} for course in courses))
    return parcoursup.import_programmes(account, KNOWN, known, LOIRE, AS_OF), account


@pytest.mark.parametrize(
    ("course", "diploma"),
    [
        ("BUT   Chimie", "FOR:6720"),
        ("BUT   Chimie   Parcours synthese", "CFD:25111601"),
        ("Licence   Droit   Parcours Europe", "CFD:20511101"),
        ("DN MADE   Espace   Specialite : usage des espaces habites", "CFD:24133501"),
        ("D.E Infirmier", "CFD:26033101"),
        ("BTS   Production   Maintenance des vehicules option voitures particulieres", "CFD:32025501"),
        ("BTS   Agricole   Amenagements paysagers", "CFD:32133401"),
        ("CPGE   ECG      Mathematiques appliquees + ESH", "CFD:37012019"),
    ],
)
def test_a_course_names_its_diploma(course: str, diploma: str) -> None:
    found, _ = imported(course)
    assert [one.certification for one in found] == [diploma]


@pytest.mark.parametrize(
    "course", ["Licence   Portail Sciences", "Formation d ingenieur Bac + 5   Bac general", "Licence   Acoustique"]
)
def test_a_course_that_names_no_diploma_makes_no_programme(course: str) -> None:
    found, account = imported(course)
    assert found == []
    assert account.ignored.total() == 1


def test_a_programme_of_a_sheet_has_a_code_of_eight_characters() -> None:
    found, _ = imported("BUT   Chimie")
    assert [(one.id, one.procedure, one.places) for one in found] == [
        ("PRG:0440001A.FOR06720.school", "parcoursup", None)
    ]


def test_a_programme_with_places_and_a_second_parcours_are_left_out() -> None:
    known = frozenset({"PRG:0440001A.20511101.school"})
    found, account = imported("Licence   Droit", "BUT   Chimie", "BUT   Chimie   Parcours autre", known=known)
    assert len(found) == 1
    assert account.ignored.total() == 2


def test_another_territory_is_ignored() -> None:
    found, account = imported("BUT   Chimie", uai="0750001A")
    assert (found, account.ignored.total()) == ([], 1)
