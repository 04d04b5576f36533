"""`passerelles curated`: the campus's own progressions from and to a CSV file."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console

from passerelles.catalogue.editions import store
from passerelles.catalogue.importers.reading import UnreadableFileError, read_text
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.db import Database
from passerelles.core.messages import t
from passerelles.core.settings import Settings, settings
from passerelles.journeys import curated_file

console = Console()
curated_app = typer.Typer(no_args_is_help=True)
T = TypeVar("T")


@curated_app.command("import")
def import_command(file: Annotated[Path, typer.Argument(help="Fichier CSV, séparé par des points-virgules.")]) -> None:
    """Ajouter les suites d’un fichier ; chaque ligne refusée est dite, les autres sont ajoutées."""
    try:
        content = read_text(file, ("utf-8-sig", "cp1252"))
    except UnreadableFileError as error:
        _fail(str(error))

    async def work(db: Database, config: Settings) -> curated_file.Report:
        async with db.read() as session:
            published = await store.current_id(session)
            if published is None:
                raise curated_file.UnusableFileError(t("journeys.curated.cli.no_edition"))
            catalogue = Catalogue(await store.load(session, published))
        return await db.write(lambda session: curated_file.read(session, config.campus_id, catalogue, content))

    report = _run(work)
    for line, why in report.refused:
        console.print(t("journeys.curated.cli.row", line=line, why=why))
    console.print(t("journeys.curated.cli.done", added=report.added, refused=len(report.refused)))
    if report.refused:
        raise typer.Exit(1)


@curated_app.command("export")
def export_command() -> None:
    """Écrire les suites affichées, dans le format que `import` lit."""

    async def work(db: Database, config: Settings) -> str:
        async with db.read() as session:
            return await curated_file.written(session, config.campus_id)

    sys.stdout.write(_run(work))


def _run(work: Callable[[Database, Settings], Awaitable[T]]) -> T:
    async def run() -> T:
        config = settings()
        db = Database(config.database_url, demo=config.demo)
        try:
            return await work(db, config)
        finally:
            await db.close()

    try:
        return asyncio.run(run())
    except curated_file.UnusableFileError as error:
        _fail(str(error))


def _fail(sentence: str) -> NoReturn:
    Console(stderr=True).print(sentence)
    raise typer.Exit(1)
