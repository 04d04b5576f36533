"""InserJeunes: withheld is not zero, parts are not added to their whole, the latest published vintage wins."""

from __future__ import annotations

from passerelles.catalogue.importers.inserjeunes import COLUMNS, import_outcomes
from passerelles.catalogue.importers.table import Row
from tests.catalogue.importers.making import LOIRE, diploma, mef, nomenclature, reasons, table

KNOWN = nomenclature(
    diploma("40025009", closed="2025-08-31", new=("40025223",)),
    diploma("40025223"),
    mefs=(mef("23830025009", "40025009", year=3),),
)


def row(**cells: str) -> Row:
    return {"millesime": "2022_2023", "code_region": "52", "voie": "apprentissage", "cfd": "40025223", **cells}


def test_withheld_and_empty_are_both_not_available() -> None:
    cells = row(taux_emploi_6_mois="80", taux_emploi_12_mois="nd", taux_emploi_18_mois="")
    (outcome,) = import_outcomes(table(cells, columns=COLUMNS), KNOWN, LOIRE)
    assert {months: figure.value for months, figure in outcome.employment.items()} == {
        "6": 80.0, "12": None, "18": None, "24": None,
    }  # fmt: skip
    assert (outcome.scope, outcome.status) == ("region:52", "apprenticeship")


def test_a_school_row_is_joined_by_its_last_class_and_keeps_its_old_code() -> None:
    cells = row(voie="scolaire", cfd="", mefstat11="23830025009", taux_poursuite_etudes="55")
    (outcome,) = import_outcomes(table(cells, columns=COLUMNS), KNOWN, LOIRE)
    assert outcome.certification == "CFD:40025223"
    assert outcome.further_study is not None
    assert (outcome.further_study.value, outcome.further_study.code) == (55.0, "40025009")


def test_the_latest_vintage_that_publishes_anything_wins() -> None:
    rows = (
        row(millesime="2020_2021", taux_emploi_6_mois="70"),
        row(millesime="2021_2022", taux_emploi_6_mois="75"),
        row(millesime="2022_2023", taux_emploi_6_mois="nd"),
    )
    (outcome,) = import_outcomes(table(*rows, columns=COLUMNS), KNOWN, LOIRE)
    assert (outcome.employment["6"].value, outcome.employment["6"].vintage) == (75.0, "2021_2022")


def test_a_part_of_the_whole_is_ignored_and_so_is_another_region() -> None:
    account = table(row(voie="dont apprentis"), row(voie="ensemble"), row(code_region="11"), columns=COLUMNS)
    assert import_outcomes(account, KNOWN, LOIRE) == []
    assert account.ignored == {"Détail ou total d’une autre ligne.": 2, "Hors du territoire.": 1}


def test_an_unknown_diploma_is_refused() -> None:
    account = table(row(cfd="49999999"), columns=COLUMNS)
    assert import_outcomes(account, KNOWN, LOIRE) == []
    assert reasons(account) == ["Ce diplôme n’est pas dans la nomenclature BCN."]
