"""The command line: a wrong folder, file or territory is one sentence, exit code 1, and nothing changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.catalogue.editions import store
from passerelles.catalogue.editions.seed import ensure_published
from passerelles.core.db import Database
from passerelles.core.settings import settings
from passerelles.journeys.graph import keeping
from tests.support.shared_data import FOLDER, needs_shared_data

RUNNER = CliRunner()


@pytest.fixture
def used_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test's database as the one the commands use."""
    monkeypatch.setenv("PASSERELLES_DATABASE_URL", database_url)
    monkeypatch.setattr("passerelles.catalogue.cli.settings", settings.__wrapped__)
    return database_url


def run(*arguments: str) -> tuple[int, str]:
    result = RUNNER.invoke(app, list(arguments))
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.usefixtures("used_database")
async def test_a_wrong_file_leaves_the_published_edition_untouched(db: Database, tmp_path: Path) -> None:
    await ensure_published(db)
    async with db.read() as session:
        before = await store.list_all(session)
    wrong = tmp_path / "reference" / "territoires"
    wrong.mkdir(parents=True)
    (wrong / "departements_academies_regions.csv").write_bytes(b"\x89PNG\x00\x00")
    code, said = await asyncio.to_thread(run, "import", str(tmp_path), "--publish")
    assert (code, said) == (
        1,
        "Le fichier departements_academies_regions.csv n’est pas un fichier texte. "
        "Rien n’a changé : l’édition publiée reste la même.",
    )
    async with db.read() as session:
        assert await store.list_all(session) == before


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    code, said = run("import", str(tmp_path / "rien"))
    assert code == 1
    assert "n’existe pas" in said


def test_a_template_is_a_header_that_a_spreadsheet_opens() -> None:
    code, said = run("import", "--template", "programmes")
    assert (code, said) == (0, "\ufeffuai;cfd;statut;entree;annees;places;millesime;rythme;source")


def test_an_unknown_template_is_refused() -> None:
    assert run("import", "--template", "chevaux") == (1, "Les modèles sont : programmes, houses.")


@pytest.mark.usefixtures("used_database")
def test_publishing_an_unknown_edition_is_one_sentence() -> None:
    assert run("edition", "publish", "inconnue") == (1, "Aucune édition ne porte l’identifiant inconnue.")


@pytest.mark.usefixtures("used_database")
def test_going_back_from_nothing_is_one_sentence() -> None:
    code, said = run("edition", "rollback")
    assert (code, said) == (1, "Aucune édition n’a été publiée avant celle-ci : pas de retour possible.")


@needs_shared_data
@pytest.mark.usefixtures("used_database")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the store is tested on both
def test_an_import_with_the_campus_files_is_reported_published_compared_and_undone(
    tmp_path: Path,
) -> None:
    houses = tmp_path / "internats.csv"
    houses.write_text(
        "ligne;uai;numero;nom;soirs;zone_scolaire;demonstration;zone;capacite;majeurs;accessible;montant;unite;debut;fin;source\n"
        "internat;0850033Z;;Internat Tabarly;lun mar mer jeu;B;;;;;;;;;;\n"
        "zone;0850033Z;;Étage;;;;etage;24;non;oui;;;;;\n"
        "zone;0850033Z;;Étage;;;;autre;beaucoup;non;;;;;;\n",
        "utf-8",
    )
    code, first = run("import", str(FOLDER), "--publish")
    assert code == 0
    assert "publiée" in first
    code, second = run("import", str(FOLDER), "--houses", str(houses), "--publish")
    assert code == 0
    assert "9 lignes refusées" in second
    code, undone = run("edition", "rollback")
    assert (code, undone.startswith("Retour à l’édition")) == (0, True)
    kept = next(word for word in second.split("Édition ")[-1].split() if len(word) == 16)
    code, compared = run("edition", "diff", kept)
    assert code == 0
    assert "Internats" in compared


@pytest.mark.usefixtures("used_database")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the graph is kept beside it
async def test_an_edition_is_shown_once_its_graph_is_ready(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSERELLES_VAR_DIR", str(tmp_path))
    monkeypatch.setattr("passerelles.__main__.settings", settings.__wrapped__)
    await ensure_published(db)
    async with db.read() as session:
        edition = await store.current_id(session)
    code, _ = await asyncio.to_thread(run, "edition", "publish", str(edition))
    assert code == 0
    assert [file.name.split("-")[1] for file in (tmp_path / "cache").iterdir()] == [edition]
    keeping.keep_in(None)
