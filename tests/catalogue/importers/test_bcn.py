"""The nomenclature of diplomas: old codes lead to what is open now, one or several, never round in circles."""

from __future__ import annotations

from pathlib import Path

from passerelles.catalogue.importers.bcn import heads, import_diplomas, import_mefs
from passerelles.catalogue.importers.current_diploma import landing
from passerelles.catalogue.importers.reading import read_table
from passerelles.catalogue.importers.table import Row
from tests.catalogue.importers.making import AS_OF, diploma, mef, nomenclature, reasons, table, written

COLUMNS = (
    "FORMATION_DIPLOME",
    "NIVEAU_FORMATION_DIPLOME",
    "LIBELLE_COURT",
    "LIBELLE_LONG_200",
    "NATURE_FORMATION_DIPLOME",
    "GROUPE_SPECIALITE",
    "GESTIONNAIRE_FORMATION_DIPLOME",
    "NIVEAU_QUALIFICATION_RNCP",
    "DATE_OUVERTURE",
    "DATE_FERMETURE",
    *(f"{age}_DIPLOME_{slot}" for age in ("ANCIEN", "NOUVEAU") for slot in range(1, 8)),
)
MEF_COLUMNS = (
    "MEF_STAT_11", "FORMATION_DIPLOME", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF", "DATE_FERMETURE", "LIBELLE_LONG",
)  # fmt: skip


def row(**cells: str) -> Row:
    return {
        "FORMATION_DIPLOME": "40025009",
        "NIVEAU_FORMATION_DIPLOME": "400",
        "LIBELLE_COURT": "BAC PRO",
        "LIBELLE_LONG_200": "MAINTENANCE NAUTIQUE (BAC PRO)",
        "NATURE_FORMATION_DIPLOME": "1",
        "NIVEAU_QUALIFICATION_RNCP": "04",
        **cells,
    }


def test_dates_successors_and_ministry_are_read() -> None:
    rows = row(DATE_FERMETURE="31/08/2025", NOUVEAU_DIPLOME_1="40025223", GESTIONNAIRE_FORMATION_DIPLOME="DGESCO A2-3")
    one = import_diplomas(table(rows, columns=COLUMNS), table(columns=COLUMNS))["40025009"]
    assert (one.closed, one.new, one.ministry, one.level) == ("2025-08-31", ("40025223",), "Éducation nationale", 4)


def test_windows_1252_with_stray_quotes_keeps_every_row(tmp_path: Path) -> None:
    cells = [row(LIBELLE_LONG_200='METIERS "DE LA MODE" VÊTEMENT'), row(FORMATION_DIPLOME="50022137")]
    lines = [";".join(COLUMNS), *(";".join(one.get(name, "") for name in COLUMNS) for one in cells)]
    path = written(tmp_path / "n.csv", "\n".join(lines).replace("VÊTEMENT", '"VÊTEMENT') + "\n", "cp1252")
    found = import_diplomas(
        read_table(path, COLUMNS, encodings=("utf-8-sig", "cp1252"), quoted=False), table(columns=COLUMNS)
    )
    assert list(found) == ["40025009", "50022137"]
    assert "VÊTEMENT" in found["40025009"].label


def test_the_wide_file_only_adds_what_the_complete_one_has_not() -> None:
    complete = table(row(NOUVEAU_DIPLOME_1="40025223"), columns=COLUMNS)
    wide = table(row(), row(FORMATION_DIPLOME="25025003", LIBELLE_COURT="LIC-PRO"), columns=COLUMNS)
    found = import_diplomas(complete, wide)
    assert (found["40025009"].new, list(found)) == (("40025223",), ["40025009", "25025003"])
    assert wide.ignored == {"Diplôme déjà lu dans N_FORMATION_DIPLOME.": 1}


def test_a_code_that_stands_for_unspecified_is_ignored_and_a_short_code_refused() -> None:
    account = table(row(NATURE_FORMATION_DIPLOME="S"), row(FORMATION_DIPLOME="4002"), columns=COLUMNS)
    assert import_diplomas(account, table(columns=COLUMNS)) == {}
    assert account.ignored.total() == 1
    assert reasons(account) == ["Ce code de diplôme n’a pas huit caractères."]


def test_an_open_class_hides_the_closed_one_of_the_same_code() -> None:
    classes = [
        {"MEF_STAT_11": "23810025009", "FORMATION_DIPLOME": "40025009", "DUREE_DISPOSITIF": "3",
         "ANNEE_DISPOSITIF": "1", "DATE_FERMETURE": closed}
        for closed in ("31/08/2010", "", "31/08/2015")
    ]  # fmt: skip
    assert import_mefs(table(*classes, columns=MEF_COLUMNS))["23810025009"].closed is None


def test_an_old_code_leads_through_a_chain_to_every_open_diploma() -> None:
    chain = nomenclature(
        diploma("40000001", closed="2010-08-31", new=("40000002",)),
        diploma("40000002", closed="2020-08-31", new=("40000003", "40000004")),
        diploma("40000003"),
        diploma("40000004", closed="2030-08-31"),
    )
    assert heads("40000001", chain.diplomas, AS_OF) == ("40000003", "40000004")


def test_a_circle_or_a_dead_end_leads_nowhere() -> None:
    circle = nomenclature(
        diploma("40000001", closed="2010-08-31", new=("40000002",)),
        diploma("40000002", closed="2010-08-31", new=("40000001",)),
        diploma("40000003", closed="2010-08-31"),
    )
    assert heads("40000001", circle.diplomas, AS_OF) == ()
    assert heads("40000003", circle.diplomas, AS_OF) == ()


def test_entrants_of_a_closed_class_are_in_the_successor_before_the_diploma_closes() -> None:
    known = nomenclature(
        diploma("40025214", "VEHICULES A (BAC PRO)", closed="2028-08-31", new=("40025224",)), diploma("40025224")
    )
    arrival = landing(mef("23820025214", "40025214", year=2, closed="2026-08-31"), known)
    assert arrival is not None
    assert (arrival.cfd, arrival.published_code) == ("40025224", "40025214")
    assert arrival.published_label == "Bac pro Vehicules à"


def test_a_diploma_with_two_open_successors_keeps_its_own_code() -> None:
    known = nomenclature(
        diploma("40000001", closed="2020-08-31", new=("40000002", "40000003")),
        diploma("40000002"),
        diploma("40000003"),
    )
    arrival = landing(mef("23810000001", "40000001"), known)
    assert arrival is not None
    assert (arrival.cfd, arrival.published_code) == ("40000001", None)
