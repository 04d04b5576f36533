"""Onisep's sheets: texts, jobs by name or by id, what follows, and the diplomas that no CFD names."""

from __future__ import annotations

import zipfile
from pathlib import Path

from passerelles.catalogue.importers import onisep, onisep_sheets
from passerelles.catalogue.importers.onisep_jobs import JobNames
from passerelles.catalogue.importers.onisep_sheets import Sheets
from passerelles.catalogue.importers.reading import read_xml
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Certification
from tests.catalogue.importers.making import diploma, nomenclature, table, written

SHEET = """<formation>
    <identifiant>{id}</identifiant><code_scolarite>{cfd}</code_scolarite><libelle_complet>{label}</libelle_complet>
    <sigle>CINAV</sigle>
    <type_Formation><type_formation_sigle/><type_formation_libelle>{type}</type_formation_libelle></type_Formation>
    <duree_formation>2 ans</duree_formation><niveau_certification>{level}</niveau_certification>
    <descriptif_acces>### Accès
 Après un bac pro du secteur industriel.</descriptif_acces>
    <attendus/>
    <descriptif_poursuite_etudes>En licence professionnelle</descriptif_poursuite_etudes>
    {rest}
</formation>"""
NAMED = "<metiers_formation><metier><libelle>dessinateur/trice</libelle></metier><metier><libelle>ovni</libelle></metier></metiers_formation>"  # noqa: E501
OFFICIAL = (
    "<poursuites_etudes><poursuite_etudes><formation_poursuite_Etudes>licence pro navale"
    "</formation_poursuite_Etudes></poursuite_etudes><poursuite_etudes><formation_poursuite_Etudes>école inconnue"
    "</formation_poursuite_Etudes></poursuite_etudes></poursuites_etudes>"
    "<metiers_formation><metier><id>MET.5</id><libelle>autre nom</libelle></metier></metiers_formation>"
)
BTS = diploma("32025413", "CONSTRUCTION NAVALE (BTS)", kind="BTS")
CLOSED = diploma("32025400", "CONSTRUCTION NAVALE (BTS)", kind="BTS", closed="2020-08-31", new=("32025413",))


def xml(**fields: str) -> str:
    given = {
        "id": "FOR.267",
        "cfd": "32025413",
        "label": "BTS construction navale",
        "type": "BTS",
        "level": "niveau 5",
        "rest": NAMED,
    }
    return f"<formations>{SHEET.format(**(given | fields))}</formations>"


def sheets(path: Path, passage: Table | None = None, older: Table | None = None) -> Sheets:
    names = JobNames()
    names.add("MET:5", "dessinateur / dessinatrice")
    texts = read_xml(path, "formation", onisep_sheets.SHEET_COLUMNS, source="onisep-fiches-2025-10")
    return onisep_sheets.import_sheets(
        texts,
        passage or table(columns=onisep_sheets.PASSAGE_COLUMNS, source="onisep-passage-2026-01"),
        older or table(columns=onisep_sheets.COLUMNS_2022, source="onisep-formations-2022"),
        names,
        Subdomains(),
    )


def certification(cfd: str, **fields: object) -> Certification:
    known: dict[str, object] = {"label": "BTS Construction navale", "kind": "bts", "level": 5, "years": 2}
    return Certification(id=f"CFD:{cfd}", **(known | fields))  # type: ignore[arg-type]  # fields of the test


def described(found: Sheets, *known: Certification) -> onisep.Described:
    accounts = {source: table(source=source) for source in onisep_sheets.SOURCES}
    return onisep.describe(known, found, nomenclature(BTS, CLOSED), accounts)


def older(**cells: str) -> Table:
    given = {
        "libellé type formation": "bachelor universitaire de technologie",
        "libellé formation principal": "BUT Chimie",
        "durée": "3 ans",
        "code RNCP": "0",
        "libellé niveau RNCP": "niveau 6 (bac + 3)",
        "lien site onisep.fr": "http://www.onisep.fr/slug/FOR.6720",
        "domaine/sous-domaine": "sciences/chimie",
    }
    return table(given | cells, columns=onisep_sheets.COLUMNS_2022, source="onisep-formations-2022")


def test_a_sheet_gives_its_texts_and_the_jobs_that_its_names_lead_to(tmp_path: Path) -> None:
    found = sheets(written(tmp_path / "f.xml", xml()))
    sheet = found.by_id["FOR:267"]
    assert (sheet.cfd, sheet.level, sheet.years, sheet.acronym) == ("32025413", 5, 2, "CINAV")
    assert sheet.jobs == ("MET:5",)
    assert found.lost_jobs == {"ovni": 1}


def test_the_publishers_zip_gives_ids_and_a_list_of_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "ideo-fiches_formations.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lisez-moi.txt", "Onisep")
        archive.writestr("fiches.xml", xml(rest=OFFICIAL))
    found = sheets(path)
    assert found.by_id["FOR:267"].jobs == ("MET:5",)
    pro = certification("25025401", label="Licence pro Navale", kind="licence-pro", level=6)
    text = described(found, certification("32025413"), pro).further_studies[0]
    assert (text.links, text.listed) == (("CFD:25025401",), ("école inconnue",))


def test_a_diploma_gets_its_sheet_its_acronym_its_jobs_and_its_texts(tmp_path: Path) -> None:
    result = described(sheets(written(tmp_path / "f.xml", xml())), certification("32025413"))
    record, text = result.certifications[0], result.further_studies[0]
    assert (record.onisep, record.acronym, record.jobs) == ("FOR:267", "CINAV", ("MET:5",))
    assert text.certification == "CFD:32025413"
    assert text.access_text == "Après un bac pro du secteur industriel."
    assert text.further_text == "En licence professionnelle"


def test_the_sheet_of_a_closed_diploma_goes_to_the_successor_that_has_none(tmp_path: Path) -> None:
    found = sheets(written(tmp_path / "f.xml", xml(cfd="32025400")))
    result = described(found, certification("32025400", closed="2020-08-31"), certification("32025413"))
    assert [one.certification for one in result.further_studies] == ["CFD:32025400", "CFD:32025413"]


def test_the_sheet_of_a_closed_diploma_leaves_a_successor_that_has_its_own(tmp_path: Path) -> None:
    passage = table(
        {"ci_intitule": "BTS", "ci_code_scolarite": "32025413", "ideo_identifiant_formation": "FOR.9"},
        columns=onisep_sheets.PASSAGE_COLUMNS,
        source="onisep-passage-2026-01",
    )
    found = sheets(written(tmp_path / "f.xml", xml(cfd="32025400")), passage)
    result = described(found, certification("32025413"))
    assert result.certifications[0].onisep == "FOR:9"
    assert result.further_studies == ()


def test_the_passage_table_names_the_diploma_of_a_sheet_that_lacks_it(tmp_path: Path) -> None:
    passage = table(
        {"ci_code_scolarite": "32025413", "ci_code_rncp": "36985", "ideo_identifiant_formation": "FOR.267"},
        columns=onisep_sheets.PASSAGE_COLUMNS,
        source="onisep-passage-2026-01",
    )
    found = sheets(written(tmp_path / "f.xml", xml(cfd="")), passage)
    assert (found.by_id["FOR:267"].cfd, found.by_id["FOR:267"].rncp) == ("32025413", "36985")


def test_a_sheet_that_no_cfd_names_is_a_diploma_of_its_own(tmp_path: Path) -> None:
    found = sheets(written(tmp_path / "f.xml", xml()), older=older())
    record = described(found, certification("32025413")).certifications[-1]
    assert (record.id, record.label, record.kind, record.level) == ("FOR:6720", "BUT Chimie", "but", 6)
    assert (record.source, record.onisep_subdomains) == ("onisep-formations-2022", ("sciences/chimie",))


def test_a_but_leads_where_its_parcours_lead(tmp_path: Path) -> None:
    option = certification(
        "25111601", label="BUT Chimie parcours synthèse", kind="but", level=6, rome=("ROME:H1210",), nsf="116"
    )
    found = sheets(written(tmp_path / "f.xml", xml()), older=older())
    record = described(found, option).certifications[-1]
    assert (record.rome, record.nsf) == (("ROME:H1210",), "116")


def test_a_sheet_of_2022_called_as_a_diploma_is_its_other_sheet(tmp_path: Path) -> None:
    found = sheets(
        written(tmp_path / "f.xml", xml()), older=older(**{"libellé formation principal": "BTS construction navale"})
    )
    record = described(found, certification("32025413")).certifications[0]
    assert (record.onisep, record.onisep_others) == ("FOR:267", ("FOR:6720",))


def test_a_bac_pro_of_2022_without_code_is_closed_and_an_unknown_level_is_left_out(tmp_path: Path) -> None:
    closed = older(**{"libellé type formation": "baccalauréat professionnel"})
    unknown = older(
        **{"libellé type formation": "formation d'école spécialisée", "libellé niveau RNCP": "non inscrit au RNCP"}
    )
    for account in (closed, unknown):
        found = sheets(written(tmp_path / "f.xml", xml()), older=account)
        assert [one.id for one in described(found, certification("32025413")).certifications] == ["CFD:32025413"]


def test_a_text_loses_its_titles_and_keeps_its_points() -> None:
    assert onisep.tidy("### Attendus\n \n - \n S'intéresser aux bateaux\n\n - \n Savoir lire") == (
        "- S’intéresser aux bateaux\n- Savoir lire"
    )
