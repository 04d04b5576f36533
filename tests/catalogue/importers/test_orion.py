"""Orion: two entries never added up, distinct offers that add up, closed codes whose figures keep their name."""

from __future__ import annotations

from passerelles.catalogue.importers import orion
from passerelles.catalogue.importers.families import CommonYear
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.records import Programme
from tests.catalogue.importers.making import LOIRE, diploma, mef, nomenclature, reasons, table

FAMILY = CommonYear(cfd="40020103", label="Métiers", is_family=True, members=("40025411",))
KNOWN = nomenclature(
    diploma("40025009", closed="2025-08-31", new=("40025223",)),
    diploma("40025223"),
    diploma("40020103", "METIERS 2NDE COMMUNE (BAC PRO)", nature="T"),
    diploma("40025411"),
    diploma("50025217", "REPARATION (CAP)", kind="CAP"),
    diploma("32025413", "CONSTRUCTION NAVALE (BTS)", kind="BTS"),
    diploma("46122704", "TECHNICIEN EN ENERGIES RENOUVELABLES OPTION A ENERGIE ELECTRIQUE (CS4)", kind="CS4"),
    mefs=(
        mef("23810025009", "40025009", closed="2023-08-31"),
        mef("23820025009", "40025009", year=2, closed="2024-08-31"),
        mef("23810020103", "40020103"),
        mef("23820025411", "40025411", year=2),
        mef("23210025217", "50025217", duration=2),
        mef("32211025413", "32025413", duration=2),
    ),
    common_years=(FAMILY,),
)


def affelnet(mef_code: str, places: str = "20", wishes: str = "15", uai: str = "0850033Z") -> Row:
    return dict(zip(orion.SCHOOL_COLUMNS, (uai, mef_code, places, wishes), strict=True))


def parcoursup(mef_code: str, status: str, places: str = "8", label: str = "BTS - Production - X") -> Row:
    return dict(zip(orion.BTS_COLUMNS, ("0440069L", label, mef_code, "138", status, places), strict=True))


def vocational(account: Table) -> list[Programme]:
    return orion.import_vocational(account, KNOWN, LOIRE, "2022")


def test_first_year_and_premiere_are_two_programmes_that_are_never_added() -> None:
    account = table(affelnet("23810025009"), affelnet("23820025009", wishes="23"), source="orion")
    first, second = vocational(account)
    assert (first.id, first.entry, first.years) == ("PRG:0850033Z.40025223.school", "first_year", 3)
    assert (second.id, second.entry, second.years) == ("PRG:0850033Z.40025223.school.1re", "premiere", 2)
    assert first.places is not None
    assert second.demand is not None
    assert (first.places.value, second.demand.value) == (20.0, 23.0)


def test_a_closed_code_leads_to_the_open_diploma_and_its_figure_keeps_code_label_and_year() -> None:
    (programme,) = vocational(table(affelnet("23810025009"), source="orion"))
    assert programme.certification == "CFD:40025223"
    assert programme.places is not None
    assert (programme.places.code, programme.places.vintage) == ("40025009", "2022")
    assert programme.places.label == "Bac pro Maintenance nautique"


def test_a_common_2de_lasts_one_year_and_a_cap_its_two() -> None:
    common, cap = vocational(table(affelnet("23810020103"), affelnet("23210025217")))
    assert (common.years, cap.years) == (1, 2)


def test_rows_of_one_school_and_class_are_distinct_offers_and_add_up() -> None:
    (programme,) = vocational(table(affelnet("23810020103", "16", "4"), affelnet("23810020103", "16", "6")))
    assert programme.places is not None
    assert programme.demand is not None
    assert (programme.places.value, programme.demand.value) == (32.0, 10.0)


def test_a_row_repeated_word_for_word_is_refused() -> None:
    account = table(affelnet("23810020103"), affelnet("23810020103"))
    assert len(vocational(account)) == 1
    assert reasons(account) == ["Cette ligne en répète une autre mot pour mot."]


def test_an_unknown_class_is_refused_and_another_territory_ignored() -> None:
    account = table(affelnet("29999999999"), affelnet("23810020103", uai="0130001A"))
    assert vocational(account) == []
    assert reasons(account) == ["Cette classe (MEF) n’est pas dans la nomenclature BCN."]
    assert account.ignored == {"Hors du territoire.": 1}


def test_an_unreadable_number_is_not_available_rather_than_zero() -> None:
    account = table(affelnet("23810020103", places=""))
    (programme,) = vocational(account)
    assert programme.places is not None
    assert programme.places.value is None
    assert account.notes.total() == 1


def test_school_and_apprenticeship_of_one_bts_are_two_programmes() -> None:
    account = table(parcoursup("32211025413", "Scolaire", "22"), parcoursup("32211025413", "Apprentissage"))
    found = orion.import_bts(account, KNOWN, LOIRE, "2024")
    assert [(one.id, one.status, one.places and one.places.value) for one in found] == [
        ("PRG:0440069L.32025413.school", "school", 22.0),
        ("PRG:0440069L.32025413.apprenticeship", "apprenticeship", 8.0),
    ]
    assert {one.procedure for one in found} == {"parcoursup"}


def test_a_class_that_bcn_does_not_list_yet_is_found_by_its_label() -> None:
    label = "Certificat de Spécialisation - Techn. en énergies renouvelables opt. a énergie électrique"
    account = table(parcoursup("23K00022702", "Apprentissage", label=f"{label} - en apprentissage"))
    known = nomenclature(
        diploma("46122704", "TECHNICIEN(NE) EN ENERGIES RENOUVELABLES OPTION A ENERGIE ELECTRIQUE (CS4)", kind="CS4")
    )
    (programme,) = orion.import_bts(account, known, LOIRE, "2024")
    assert (programme.certification, programme.years) == ("CFD:46122704", 1)
    assert programme.places is not None
    assert (programme.places.code, programme.places.label) == ("23K00022702", label)


def test_a_label_that_names_no_diploma_is_refused() -> None:
    account = table(parcoursup("44210099901", "Scolaire", label="FCIL - Secrétaire juridique"))
    assert orion.import_bts(account, KNOWN, LOIRE, "2024") == []
    assert account.refusals[0].value == "44210099901 FCIL - Secrétaire juridique"


def test_a_status_that_is_neither_is_refused() -> None:
    account = table(parcoursup("32211025413", "Mixte"))
    assert orion.import_bts(account, KNOWN, LOIRE, "2024") == []
    assert reasons(account) == ["Ce statut n’est ni « Scolaire » ni « Apprentissage »."]
