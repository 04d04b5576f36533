"""Onisep's jobs: both forms of a name, one spelling of a sub-domain, what the list of 2022 adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelles.catalogue.importers import onisep_jobs
from passerelles.catalogue.importers.gendered import forms, masculine
from passerelles.catalogue.importers.reading import read_xml
from passerelles.catalogue.importers.subdomains import Subdomains
from tests.catalogue.importers.making import reasons, table, written

XML = (
    "<root><item><libelle_metier>vendeur-magasinier / vendeuse-magasinière en fournitures automobiles</libelle_metier>"
    "<lien_site_onisepfr>https://www.onisep.fr/http/redirection/metier/slug/MET.7</lien_site_onisepfr>"
    "<code_rome>D1211</code_rome><domainesous-domaine>mécanique/automobile| commerce, vente/vente</domainesous-domaine>"
    "</item><item><libelle_metier>vendeur-magasinier / vendeuse-magasinière en fournitures automobiles</libelle_metier>"
    "<lien_site_onisepfr>https://www.onisep.fr/http/redirection/metier/slug/MET.7</lien_site_onisepfr>"
    "<code_rome>D9999</code_rome><domainesous-domaine/></item></root>"
)
OLD = dict(
    zip(
        onisep_jobs.COLUMNS_2022,
        ("charron / charronne", "http://www.onisep.fr/http/redirection/metier/slug/MET.9", "", "mécanique / bois"),
        strict=True,
    )
)


def jobs(tmp_path: Path, *older: dict[str, str]):  # type: ignore[no-untyped-def]  # a pair that the tests take apart
    newer = read_xml(written(tmp_path / "m.xml", XML), "item", onisep_jobs.COLUMNS_2026)
    account = table(*older, columns=onisep_jobs.COLUMNS_2022)
    return *onisep_jobs.import_jobs(newer, account, frozenset({"D1211"}), Subdomains()), account


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("acheteur / acheteuse", "acheteur", "acheteuse"),
        (
            "accompagnateur / accompagnatrice de tourisme équestre",
            "accompagnateur de tourisme équestre",
            "accompagnatrice de tourisme équestre",
        ),
        (
            "éducateur sportif / éducatrice sportive en piscine",
            "éducateur sportif en piscine",
            "éducatrice sportive en piscine",
        ),
        ("juriste", "juriste", "juriste"),
    ],
)
def test_a_job_has_a_masculine_and_a_feminine(label: str, one: str, other: str) -> None:
    assert forms(label) == (one, other)


def test_the_endings_of_a_sheet_are_dropped() -> None:
    assert masculine("expert/e immobilier/ère") == "expert immobilier"
    assert masculine("dessinateur/trice-projeteur/euse") == "dessinateur-projeteur"


def test_rows_of_one_job_are_one_record_with_the_codes_that_exist(tmp_path: Path) -> None:
    found, _, _ = jobs(tmp_path)
    job = found["MET:7"]
    assert job.label == "Vendeur-magasinier / vendeuse-magasinière en fournitures automobiles"
    assert job.feminine == "vendeuse-magasinière en fournitures automobiles"
    assert job.aliases == ("vendeur-magasinier en fournitures automobiles",)
    assert job.rome == ("ROME:D1211",)
    assert job.onisep_subdomains == ("mécanique/automobile", "commerce, vente/vente")


def test_the_list_of_2022_adds_the_jobs_and_the_names_of_then(tmp_path: Path) -> None:
    renamed = OLD | {"libellé métier": "vendeur / vendeuse de pièces", "lien site onisep.fr": "…/MET.7"}
    found, names, account = jobs(tmp_path, OLD, renamed)
    assert found["MET:9"].label == "Charron / charronne"
    assert names.find("vendeur/euse de pièces") == "MET:7"
    assert account.ignored.total() == 1


def test_a_name_is_found_by_either_form_and_without_what_is_in_brackets(tmp_path: Path) -> None:
    bracketed = OLD | {"libellé métier": "monteur / monteuse (cinéma)"}
    _, names, _ = jobs(tmp_path, bracketed)
    assert names.find("monteur/euse") == "MET:9"
    assert names.find("monteuse (cinéma)") == "MET:9"
    assert names.find("astronaute") is None


def test_a_row_without_a_sheet_is_refused(tmp_path: Path) -> None:
    _, _, account = jobs(tmp_path, OLD | {"lien site onisep.fr": "http://www.onisep.fr"})
    assert reasons(account) == ["Cette adresse ne contient pas l’identifiant d’une fiche métier (MET)."]


def test_a_sub_domain_keeps_its_newest_spelling() -> None:
    spelled = Subdomains()
    spelled.read("santé, social, sport/sport")
    assert spelled.read("santé - social - sport/sport| sciences/physique") == (
        "santé, social, sport/sport",
        "sciences/physique",
    )
