"""Certif Info: yes, no and not filled in are three answers; a CFD may cover several entries."""

from __future__ import annotations

from passerelles.catalogue.importers.certifinfo import import_certifinfo
from passerelles.catalogue.importers.table import Row
from tests.catalogue.importers.making import reasons, table

COLUMNS = (
    "Code_Scolarité",
    "Libelle_Diplome",
    "Code_RNCP",
    *(f"Code_Rome_{slot}" for slot in range(1, 6)),
    *(f"accessibilite_{way}" for way in ("fi", "ca", "fc", "cp", "vae")),
    "codeIdeo2",
)
JOBS = frozenset({"I1605"})


def row(**cells: str) -> Row:
    return {"Code_Scolarité": "40025223", "Libelle_Diplome": "Bac pro maintenance nautique", **cells}


def test_one_is_yes_zero_is_no_and_two_is_unknown() -> None:
    cells = row(
        accessibilite_fi="1", accessibilite_ca="0", accessibilite_fc="2", accessibilite_cp="0", accessibilite_vae="2"
    )
    found = import_certifinfo(table(cells, columns=COLUMNS), JOBS)
    assert found["40025223"][0].ways == {"school": True, "apprenticeship": False}


def test_either_road_of_continuing_education_is_enough_and_both_must_be_closed_to_say_no() -> None:
    open_road = row(accessibilite_fc="0", accessibilite_cp="1")
    closed = row(accessibilite_fc="0", accessibilite_cp="0")
    found = import_certifinfo(table(open_road, closed, columns=COLUMNS), JOBS)["40025223"]
    assert [entry.ways for entry in found] == [{"continuing": True}, {"continuing": False}]


def test_codes_of_rome_and_onisep_are_typed_and_an_old_rome_code_is_left_out() -> None:
    account = table(row(Code_Rome_1="I1605", Code_Rome_2="Z9999", codeIdeo2="FOR.8906"), columns=COLUMNS)
    entry = import_certifinfo(account, JOBS)["40025223"][0]
    assert (entry.rome, entry.onisep) == (("I1605",), "FOR:8906")
    assert account.notes.total() == 1


def test_an_entry_without_cfd_is_ignored_and_one_without_label_refused() -> None:
    account = table({"Libelle_Diplome": "DU actuaire"}, row(Libelle_Diplome=""), columns=COLUMNS)
    assert import_certifinfo(account, JOBS) == {}
    assert account.ignored.total() == 1
    assert reasons(account) == ["Cette certification n’a pas de libellé."]
