"""The RNCP kit and the groupings: which sheet, until when, in which everyday field."""

from __future__ import annotations

from passerelles.catalogue.importers import rncp
from passerelles.catalogue.records import Certification
from tests.catalogue.importers.making import diploma, mef, nomenclature, reasons, table

BAC_PRO = Certification(id="CFD:40025411", label="Bac pro", kind="bac-pro", level=4, years=3)


def sheet(number: str, until: str, state: str, cfd: str = "40025411") -> dict[str, str]:
    return dict(zip(rncp.COLUMNS, (cfd, number, until, state), strict=True))


def test_an_active_sheet_comes_before_an_inactive_one_and_the_longest_first() -> None:
    account = table(
        sheet("RNCP3", "31/12/2030", "INACTIVE"),
        sheet("RNCP1", "31/12/2026", "ACTIVE"),
        sheet("RNCP2", "31/12/2028", "ACTIVE"),
    )
    found = rncp.import_rncp(account)["40025411"]
    assert (found.number, found.active, found.until) == ("2", True, "2028-12-31")


def test_a_sheet_without_number_is_ignored_and_a_wrong_code_refused() -> None:
    account = table(sheet("", "", ""), sheet("RNCP1", "", "ACTIVE", cfd="x"))
    assert rncp.import_rncp(account) == {}
    assert account.ignored.total() == 1
    assert reasons(account) == ["Ce code de diplôme n’a pas huit caractères."]


def test_certif_info_keeps_its_newer_number_and_the_state_of_another_is_not_its_own() -> None:
    sheets = rncp.import_rncp(table(sheet("RNCP2", "31/12/2028", "ACTIVE")))
    newer = Certification(id="CFD:40025411", label="Bac pro", kind="bac-pro", level=4, years=3, rncp="99")
    one, two = rncp.completed((BAC_PRO,), sheets, {}), rncp.completed((newer,), sheets, {})
    assert (one[0].rncp, one[0].rncp_active, one[0].rncp_until) == ("2", True, "2028-12-31")
    assert (two[0].rncp, two[0].rncp_active) == ("99", None)


def test_a_grouping_also_names_the_successor() -> None:
    known = nomenclature(
        diploma("40025411"),
        diploma("40025400", closed="2020-08-31", new=("40025411",)),
        mefs=(mef("24710025400", "40025400"),),
    )
    account = table(
        {rncp.GROUPING: "Aéronautique", "MEF_STAT_11": "24710025400"}, {rncp.GROUPING: "Mode", "MEF_STAT_11": "1"}
    )
    groupings = rncp.import_groupings(account, known)
    assert groupings == {"40025400": "Aéronautique", "40025411": "Aéronautique"}
    assert rncp.completed((BAC_PRO,), {}, groupings)[0].grouping == "Aéronautique"
    assert len(reasons(account)) == 1
