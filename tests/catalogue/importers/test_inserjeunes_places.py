"""InserJeunes by institution: parts and wholes, withheld figures, the latest vintage that says anything."""

from __future__ import annotations

from passerelles.catalogue.importers import inserjeunes_places
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import EVERY_CERTIFICATION, Outcome
from tests.catalogue.importers.making import LOIRE, reasons, table

TABARLY, CFA = "0850033Z", "0440096R"


def school(who: str, rate: str, uai: str = TABARLY) -> dict[str, str]:
    return {
        "n°UAI de l'établissement": uai,
        "Dont apprentis en EPLE": who,
        "Taux de poursuite d'études": "53",
        "Taux": rate,
        "Taux attendu": "51",
    }


def cfa(year: str, rate: str, uai: str = CFA) -> dict[str, str]:
    return {"Année": year, "UAI": uai, "Taux emploi 6 mois": rate, "Part contrats apprentissage interrompus": "12.0"}


def outcomes(
    schools: tuple[dict[str, str], ...] = (), cfas: tuple[dict[str, str], ...] = ()
) -> tuple[list[Outcome], Table, Table]:
    one = table(*schools, columns=inserjeunes_places.SCHOOL_COLUMNS, source="ij")
    two = table(*cfas, columns=inserjeunes_places.CFA_COLUMNS, source="cfa")
    none = table(columns=inserjeunes_places.COLUMNS)
    return inserjeunes_places.import_outcomes(one, none, two, LOIRE), one, two


def test_pupils_and_apprentices_are_apart_and_the_whole_is_left_out() -> None:
    rows = (school("dont apprentis", "80"), school("ensemble", "60"), school("dont élèves en voie pro sco", "55"))
    found, account, _ = outcomes(rows)
    assert {one.status: one.employment["6"].value for one in found} == {"apprenticeship": 80.0, "school": 55.0}
    assert account.ignored.total() == 1


def test_the_whole_stands_for_the_pupils_of_a_lycee_without_apprentices() -> None:
    found, _, _ = outcomes((school("ensemble", "60"),))
    assert [(one.status, one.certification, one.scope) for one in found] == [
        ("school", EVERY_CERTIFICATION, f"UAI:{TABARLY}")
    ]
    assert found[0].expected is not None
    assert found[0].expected.value == 51


def test_a_withheld_rate_is_unknown_and_an_outcome_without_figures_is_none() -> None:
    found, account, _ = outcomes((school("ensemble", "nd") | {"Taux de poursuite d'études": "nd"},))
    assert found == []
    assert account.notes.total() == 1


def test_the_latest_cumul_that_publishes_is_kept_for_a_cfa() -> None:
    newest = cfa("cumul 2023-2024", "") | {"Part contrats apprentissage interrompus": ""}
    found, _, _ = outcomes(cfas=(newest, cfa("cumul 2022-2023", "66.0"), cfa("cumul 2021-2022", "50.0")))
    assert [one.employment["6"].vintage for one in found] == ["2022_2023"]
    assert found[0].interrupted is not None
    assert found[0].interrupted.value == 12


def test_another_territory_is_ignored_and_a_wrong_code_or_year_refused() -> None:
    found, _, account = outcomes(cfas=(cfa("cumul 2022-2023", "66", "0750001A"), cfa("x", "1"), cfa("", "1", "?")))
    assert found == []
    assert account.ignored.total() == 1
    assert len(reasons(account)) == 2
