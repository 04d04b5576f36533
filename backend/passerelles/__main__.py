"""The command line: serve, worker, migrate, seed, check, import, edition."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from passerelles.catalogue.cli import NEXT_STEPS, edition_app, import_command
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.settings import settings
from passerelles.journeys.cli import curated_app

app = typer.Typer(no_args_is_help=True, help="Passerelles: parcours, internats, stages et sport d’un campus.")
app.command("import")(import_command)
app.add_typer(curated_app, name="curated", help="Importer, exporter les suites ajoutées par l’équipe du campus.")
privacy_app = typer.Typer(no_args_is_help=True)
app.add_typer(privacy_app, name="privacy", help="Appliquer les durées de conservation, effacer après une restauration.")
app.add_typer(edition_app, name="edition", help="Lister, comparer, publier, revenir en arrière.")
console = Console()


def _has_next(catalogue: Catalogue, certification: str) -> bool:
    """Whether the graph proposes anything after a diploma."""
    from passerelles.journeys.graph.graph import graph_of

    return graph_of(catalogue).leads_somewhere(certification)


NEXT_STEPS["of"] = _has_next


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this code."""
    from passerelles.core.migrate import upgrade

    upgrade(settings().database_url)
    console.print("Base de données à jour.")


@app.command()
def seed() -> None:
    """Publish the embedded edition if there is none and, in demonstration mode, create demonstration data."""
    from passerelles.seeding import seed_all

    asyncio.run(seed_all(settings()))


@app.command()
def check() -> None:
    """Say what this installation still lacks to serve real people; fails in production when something is missing."""
    from passerelles.health import missing

    found = missing(settings())
    for sentence in found:
        console.print(f"[yellow]{sentence}[/yellow]")
    if not found:
        console.print("Rien ne manque.")
    raise typer.Exit(1 if found and settings().production else 0)


@app.command()
def serve(prepare: bool = typer.Option(True, help="Migrate and seed before serving.")) -> None:
    """Serve the application on HOST:PORT."""
    import uvicorn

    from passerelles.core import logs
    from passerelles.core.migrate import upgrade
    from passerelles.health import missing
    from passerelles.seeding import seed_all

    config = settings()
    logs.configure(readable=not config.production)
    if config.production:
        for sentence in missing(config):
            console.print(f"[yellow]{sentence}[/yellow]")
    if prepare:
        upgrade(config.database_url)
        asyncio.run(seed_all(config))
    console.print(f"Passerelles : [bold]http://{config.host}:{config.port}[/bold]")
    uvicorn.run(
        "passerelles.app:create_app",
        factory=True,
        host=config.host,
        port=config.port,
        access_log=False,
        server_header=False,
        log_level="warning",
    )


@app.command()
def worker() -> None:
    """Send what the outbox holds and keep bookings tidy, without serving."""
    from passerelles.core import logs
    from passerelles.worker import run

    logs.configure(readable=not settings().production)
    asyncio.run(run(settings()))


@privacy_app.command()
def purge() -> None:
    """Effacer maintenant ce qui a dépassé sa durée de conservation."""
    from passerelles.accounts.privacy import purge as purging
    from passerelles.worker import in_house

    gone = asyncio.run(in_house(settings(), lambda house: purging.purge(house.db, house.settings)))
    for name, count in gone.items():
        if count:
            console.print(f"{name} : {count}")
    console.print("Durées de conservation appliquées.")


@privacy_app.command()
def reapply(
    file: Annotated[Path | None, typer.Option(help="Liste des effacements ; var/erasures.log par défaut.")] = None,
) -> None:
    """Après une restauration : effacer de nouveau les personnes que la sauvegarde a ramenées."""
    from passerelles.accounts.privacy import restoring
    from passerelles.worker import in_house

    path = file or settings().var_dir / restoring.FILE
    count = asyncio.run(in_house(settings(), lambda house: restoring.erase_again(house, path)))
    console.print(f"Personnes effacées de nouveau : {count}")


if __name__ == "__main__":
    app()
