"""The command line: serve, worker, migrate, seed, import, edition."""

from __future__ import annotations

import asyncio

import typer
from rich.console import Console

from passerelles import scopes
from passerelles.accounts.roles.cli import check_command, role_app
from passerelles.catalogue.cli import NEXT_STEPS, edition_app, import_command
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.settings import settings
from passerelles.journeys.cli import curated_app

app = typer.Typer(no_args_is_help=True, help="Passerelles: parcours, internats, stages et sport d’un campus.")
app.command("import")(import_command)
app.add_typer(curated_app, name="curated", help="Importer, exporter les suites ajoutées par l’équipe du campus.")
app.add_typer(edition_app, name="edition", help="Lister, comparer, publier, revenir en arrière.")
app.add_typer(role_app, name="role", help="Donner, lister, retirer les rôles : la première administration se fait ici.")
app.command("check")(check_command)
scopes.compose()
console = Console()


def _has_next(catalogue: Catalogue, certification: str) -> bool:
    """Whether the graph proposes anything after a diploma."""
    from passerelles.journeys.graph.graph import graph_of

    return bool(graph_of(catalogue).next_of(certification))


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
def serve(prepare: bool = typer.Option(True, help="Migrate and seed before serving.")) -> None:
    """Serve the application on HOST:PORT."""
    import uvicorn

    from passerelles.core import logs
    from passerelles.core.migrate import upgrade
    from passerelles.seeding import seed_all

    config = settings()
    logs.configure(readable=not config.production)
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


if __name__ == "__main__":
    app()
