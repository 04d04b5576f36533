"""Classes of 1re counted in 2020: a bac pro that goes on after a common 2de, without places."""

from __future__ import annotations

from passerelles.catalogue.importers import constat
from passerelles.catalogue.importers.families import CommonYear
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Programme
from tests.catalogue.importers.making import LOIRE, diploma, mef, nomenclature, table

COMMON = CommonYear(cfd="40020103", label="Métiers", is_family=True, members=("40025411",))
KNOWN = nomenclature(
    diploma("40025411"),
    diploma("40025499"),
    mefs=(
        mef("24720025411", "40025411", year=2),
        mef("24730025411", "40025411", year=3),
        mef("24720025499", "40025499", year=2),
    ),
    common_years=(COMMON,),
)


def first_year(uai: str = "0850033Z") -> Programme:
    return Programme(
        id=f"PRG:{uai}.40020103.school", certification="CFD:40020103", institution=f"UAI:{uai}", status="school"
    )


def following(*rows: tuple[str, str, str], known: list[Programme]) -> tuple[list[Programme], Table]:
    account = table(*(dict(zip(constat.COLUMNS, row, strict=True)) for row in rows), source="constat-2020")
    return constat.import_following(account, known, KNOWN, LOIRE), account


def test_a_class_of_1re_proves_that_the_bac_pro_goes_on_there() -> None:
    found, _ = following(("0850033Z", "24720025411", "12"), ("0850033Z", "24720025411", "3"), known=[first_year()])
    assert [(one.id, one.entry, one.years, one.places) for one in found] == [
        ("PRG:0850033Z.40025411.school.1re", "premiere", 2, None)
    ]
    assert found[0].pupils is not None
    assert (found[0].pupils.value, found[0].pupils.vintage) == (15, "2020")


def test_a_2de_that_no_longer_opens_leads_nowhere() -> None:
    found, account = following(("0850033Z", "24720025411", "12"), known=[])
    assert found == []
    assert account.ignored.total() == 1


def test_a_1re_with_places_in_2022_is_already_described() -> None:
    known = Programme(
        id="PRG:0850033Z.40025411.school.1re",
        certification="CFD:40025411",
        institution="UAI:0850033Z",
        status="school",
        entry="premiere",
    )
    found, _ = following(("0850033Z", "24720025411", "12"), known=[first_year(), known])
    assert found == []


def test_other_years_other_diplomas_and_other_places_are_ignored() -> None:
    rows = (("0850033Z", "24730025411", "9"), ("0850033Z", "24720025499", "9"), ("0750001A", "24720025411", "9"))
    found, account = following(*rows, known=[first_year()])
    assert found == []
    assert account.ignored.total() == 3
