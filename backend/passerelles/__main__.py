"""The command line: serve, worker, migrate, seed, check, import, edition."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from passerelles import scopes
from passerelles.accounts.identity.cli import providers_command
from passerelles.accounts.roles.cli import log_is_whole, role_app
from passerelles.accounts.roles.sessions_cli import session_app
from passerelles.catalogue.cli import NEXT_STEPS, PREPARE, edition_app, import_command
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.core.settings import settings
from passerelles.journeys.cli import curated_app

app = typer.Typer(no_args_is_help=True, help="Passerelles: parcours, internats, stages et sport d’un campus.")
app.command("import")(import_command)
app.command("providers")(providers_command)
app.add_typer(curated_app, name="curated", help="Importer, exporter les suites ajoutées par l’équipe du campus.")
privacy_app = typer.Typer(no_args_is_help=True)
app.add_typer(privacy_app, name="privacy", help="Appliquer les durées de conservation, effacer après une restauration.")
demo_app = typer.Typer(no_args_is_help=True, help="La démonstration, avant de servir de vraies personnes.")
app.add_typer(demo_app, name="demo")
app.add_typer(edition_app, name="edition", help="Lister, comparer, publier, revenir en arrière.")
app.add_typer(role_app, name="role", help="Donner, lister, retirer les rôles : la première administration se fait ici.")
app.add_typer(session_app, name="session", help="Fermer les sessions de quelqu’un.")
scopes.compose()
console = Console()


def _has_next(catalogue: Catalogue, certification: str) -> bool:
    """Whether the graph proposes anything after a diploma."""
    from passerelles.journeys.graph.graph import graph_of

    return graph_of(catalogue).leads_somewhere(certification)


def _compile_graph(edition: Edition) -> None:
    """Leave the compiled graph where every server of this installation finds it."""
    from passerelles.journeys.graph import keeping
    from passerelles.journeys.graph.graph import graph_of

    keeping.keep_in(settings().var_dir / "cache")
    graph_of(Catalogue(edition))


NEXT_STEPS["of"] = _has_next
PREPARE.append(_compile_graph)


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
    """Say what this installation still lacks to serve real people, and whether the log of acts is whole.

    Fails when the log was altered and, in production or behind an https address, when something is missing.
    """
    from passerelles.health import missing

    found = [*missing(settings()), *_demo_left()]
    for sentence in found:
        console.print(f"[yellow]{sentence}[/yellow]")
    if not found:
        console.print("Rien ne manque.")
    whole = log_is_whole()
    raise typer.Exit(1 if not whole or (found and settings().exposed) else 0)


@app.command()
def serve(prepare: bool = typer.Option(True, help="Migrate and seed before serving.")) -> None:
    """Serve the application on HOST:PORT."""
    import uvicorn

    from passerelles.core import logs
    from passerelles.core.migrate import upgrade
    from passerelles.health import missing
    from passerelles.seeding import seed_all

    config = settings()
    logs.configure(readable=not config.exposed)
    if config.exposed:
        for sentence in missing(config):
            console.print(f"[yellow]{sentence}[/yellow]")
    if prepare:
        upgrade(config.database_url)
    _refuse_demo_left()
    if prepare:
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

    logs.configure(readable=not settings().exposed)
    _refuse_demo_left()
    asyncio.run(run(settings()))


@demo_app.command()
def remove(yes: bool = typer.Option(False, help="Ne pas demander.")) -> None:
    """Effacer ce qu’une démonstration a laissé : personnes, internats, et les rôles qui viennent d’elles."""
    from passerelles import demo_left

    if settings().demo:
        console.print(t("health.demo-left.still"))
        raise typer.Exit(1)
    found = _demo_left()
    for sentence in found:
        console.print(sentence)
    if not found:
        console.print(t("health.demo-left.nothing"))
        return
    if not yes:
        typer.confirm(t("health.demo-left.really"), abort=True)
    asyncio.run(demo_left.remove(settings()))
    console.print(t("health.demo-left.removed"))


def _demo_left() -> list[str]:
    """What a demonstration left in this database, and the way out; empty when nothing."""
    from passerelles import demo_left

    found = asyncio.run(demo_left.left(settings()))
    return [*found, t("health.demo-left.remove")] if found else []


def _refuse_demo_left() -> None:
    """Real people are not served from a database with invented ones.

    Raises:
        typer.Exit: where strangers come, when there are.
    """
    found = _demo_left() if settings().exposed else []
    for sentence in found:
        console.print(f"[red]{sentence}[/red]")
    if found:
        raise typer.Exit(1)


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
