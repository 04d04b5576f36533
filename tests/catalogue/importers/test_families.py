"""Common years: files kept by hand, completed by BCN's links, led to the diplomas of today."""

from __future__ import annotations

from passerelles.catalogue.importers.families import import_common_years, renamed
from passerelles.catalogue.importers.typography import Lexicon
from tests.catalogue.importers.making import AS_OF, diploma, nomenclature, reasons, table

KNOWN = nomenclature(
    diploma("40025222", "METIERS DE LA MAINTENANCE 2NDE COMMUNE (BAC PRO)", nature="T"),
    diploma("40025214", closed="2028-08-31", new=("40025224",)),
    diploma("40025216", closed="2020-08-31", new=("40025226",)),
    diploma("40025224"),
    diploma("40025226"),
).diplomas
FAMILY = {"FAMILLE": "Métiers de la maintenance", "SPECIALITE": "Voitures", "CFD_COMMUN": "40025222"}
EMPTY = ("FAMILLE", "SPECIALITE", "CFD_COMMUN", "CFD_SPECIALITE")
LINKS = ("GROUPE_FORMATION", "FORMATION_DIPLOME", "DATE_FERMETURE")


def test_a_closed_member_is_replaced_and_a_linked_one_added() -> None:
    families = table({**FAMILY, "CFD_SPECIALITE": "40025214"}, {**FAMILY, "CFD_SPECIALITE": "40025216"})
    links = table(
        {"GROUPE_FORMATION": "G0013", "FORMATION_DIPLOME": "40025222"},
        {"GROUPE_FORMATION": "G0013", "FORMATION_DIPLOME": "40025224"},
        columns=LINKS,
    )
    years = import_common_years(families, table(columns=EMPTY), links, KNOWN, AS_OF)
    assert years.by_cfd["40025222"].members == ("40025214", "40025224", "40025226")
    assert years.by_cfd["40025222"].is_family


def test_an_unknown_speciality_is_refused() -> None:
    families = table({**FAMILY, "CFD_SPECIALITE": "49999999"})
    years = import_common_years(families, table(columns=EMPTY), table(columns=LINKS), KNOWN, AS_OF)
    assert years.by_cfd == {}
    assert reasons(families) == ["Ce diplôme n’est pas dans la nomenclature BCN."]


def test_a_family_takes_the_name_that_bcn_gives_it_now() -> None:
    known = nomenclature(
        diploma("40020008", "METIERS DES TRANSITIONS NUMERIQUE ET ENERGETIQUE 2NDE COMMUNE (BAC PRO)", nature="T"),
        diploma("40025520"),
    ).diplomas
    row = {
        "FAMILLE": "Métiers du numérique et des transitions énergétiques",
        "SPECIALITE": "Électricité",
        "CFD_COMMUN": "40020008",
        "CFD_SPECIALITE": "40025520",
    }
    years = import_common_years(table(row), table(columns=EMPTY), table(columns=LINKS), known, AS_OF)
    lexicon = Lexicon(["les métiers transitions numérique énergétique"])
    assert renamed(years, known, lexicon).by_cfd["40020008"].label == "Métiers des transitions numérique et énergétique"
