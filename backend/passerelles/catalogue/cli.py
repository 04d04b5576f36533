"""Commands of the campus's data person: import open data into an edition, then list, compare, publish, go back.

Nothing here touches the published edition before `publish`: a wrong file ends in one sentence and exit code 1.
"""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import OperationalError, ProgrammingError

from passerelles.catalogue.coverage import HasNext, cover
from passerelles.catalogue.editions import archive, store
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.importers.build import Import, Order, build
from passerelles.catalogue.importers.own_houses import COLUMNS as HOUSE_COLUMNS
from passerelles.catalogue.importers.own_programmes import COLUMNS as PROGRAMME_COLUMNS
from passerelles.catalogue.importers.reading import UnreadableFileError
from passerelles.catalogue.importers.report import report_of
from passerelles.catalogue.importers.sources import AS_OF, FILES
from passerelles.catalogue.importers.territory import UnknownTerritoryError
from passerelles.catalogue.printing import print_coverage, print_difference, print_editions, print_report
from passerelles.core.db import Database, Session
from passerelles.core.messages import t
from passerelles.core.settings import settings

BOM: Final = "\ufeff"
"""Spreadsheets open a CSV file as UTF-8 only when it starts with it."""

TEMPLATES: Final = {"programmes": PROGRAMME_COLUMNS, "houses": HOUSE_COLUMNS}
NEXT_STEPS: Final[dict[str, HasNext]] = {}
"""Under "of": whether something follows a diploma, brought by the feature that knows progressions."""
PREPARE: Final[list[Callable[[Edition], None]]] = []
"""What other features make ready from an edition before it is shown, so that no server compiles it at its start."""

console = Console()
edition_app = typer.Typer(no_args_is_help=True)
T = TypeVar("T")


def import_command(  # noqa: PLR0917 - typer reads options from the signature
    folder: Annotated[Path | None, typer.Argument(help="Dossier des fichiers de données ouvertes.")] = None,
    territory: Annotated[str, typer.Option(help="Région (52), départements (D44,D85) ou france.")] = "52",
    programmes: Annotated[Path | None, typer.Option(help="Formations du campus (CSV).")] = None,
    houses: Annotated[Path | None, typer.Option(help="Internats du campus (CSV).")] = None,
    national: Annotated[bool, typer.Option(help="Lire les fichiers nationaux du sous-dossier full/.")] = False,
    as_of: Annotated[str, typer.Option(help="Jour où l’on juge qu’un diplôme est fermé.")] = AS_OF,
    out: Annotated[Path | None, typer.Option(help="Écrire l’archive de l’édition ici, sans base de données.")] = None,
    publish: Annotated[bool, typer.Option(help="Publier l’édition aussitôt.")] = False,
    template: Annotated[str | None, typer.Option(help="Écrire un modèle : programmes ou houses.")] = None,
) -> None:
    """Faire une édition à partir d’un dossier de données ouvertes."""
    if template is not None:
        _print_template(template)
        return
    if folder is None:
        _fail(t("editions.import.no_folder"))
    order = Order(
        folder=folder, territory=territory, national=national, as_of=as_of, programmes=programmes, houses=houses
    )
    done = _built(order)
    report = report_of(done)
    print_report(console, report)
    content = archive.write(done.edition)
    if out is not None:
        _write(out, content)
    if out is None or publish:
        if publish:
            _prepare(done.edition)
        _keep(done.edition.id, content, report, publish=publish)


@edition_app.command("list")
def list_command() -> None:
    """Lister les éditions gardées."""
    print_editions(console, _guarded(_reading(store.list_all)))


@edition_app.command("diff")
def diff_command(
    edition_id: Annotated[str, typer.Argument(help="Édition à comparer.")],
    against: Annotated[str | None, typer.Option(help="Autre édition ; sinon celle qui est affichée.")] = None,
) -> None:
    """Dire ce qu’une édition changerait."""

    async def work(session: Session) -> None:
        print_difference(console, edition_id, await store.diff(session, edition_id, against))

    _guarded(_reading(work))


@edition_app.command("report")
def report_command(
    edition_id: Annotated[str | None, typer.Argument(help="Édition ; sinon celle qui est affichée.")] = None,
    archived: Annotated[Path | None, typer.Option(help="Lire plutôt cette archive, sans base de données.")] = None,
    ids: Annotated[bool, typer.Option(help="Écrire chaque identifiant.")] = False,
) -> None:
    """Dire ce que chaque source donne, ce qui est montré, et ce qui manque."""

    async def work(session: Session) -> Edition:
        wanted = edition_id or await store.current_id(session)
        if wanted is None:
            raise store.UnknownEditionError("")
        return await store.load(session, wanted)

    try:
        edition = archive.read(archived.read_bytes()) if archived else _guarded(_reading(work))
    except (OSError, archive.UnreadableArchiveError) as error:
        _fail(str(error))
    print_coverage(console, cover(edition, NEXT_STEPS.get("of")), every_id=ids)


@edition_app.command("publish")
def publish_command(edition_id: Annotated[str, typer.Argument(help="Édition à publier.")]) -> None:
    """Montrer cette édition à tous."""

    async def work(session: Session) -> None:
        await store.publish(session, edition_id, getpass.getuser())

    _prepare(_guarded(_reading(lambda session: store.load(session, edition_id))))
    _guarded(_writing(work))
    console.print(t("editions.import.published", id=edition_id))


@edition_app.command("rollback")
def rollback_command() -> None:
    """Revenir à l’édition publiée avant celle-ci."""

    async def work(session: Session) -> str:
        return await store.rollback(session, getpass.getuser())

    console.print(t("editions.rollback.done", id=_guarded(_writing(work))))


def _built(order: Order) -> Import:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(t("editions.import.reading"), total=len(FILES))
        try:
            return build(order, lambda title: progress.update(task, description=title, advance=1))
        except (UnreadableFileError, UnknownTerritoryError) as error:
            progress.stop()
            _fail(f"{error}\n{t('editions.import.untouched')}")


def _prepare(edition: Edition) -> None:
    for prepare in PREPARE:
        prepare(edition)


def _keep(edition_id: str, content: bytes, report: dict[str, object], *, publish: bool) -> None:
    async def work(session: Session) -> None:
        await store.add(session, edition_id, content, report)
        if publish:
            await store.publish(session, edition_id, getpass.getuser())

    _guarded(_writing(work))
    console.print(t("editions.import.published" if publish else "editions.import.kept", id=edition_id))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        _fail(t("editions.import.failed_to_write", path=path))
    console.print(t("editions.import.written", path=path, size=len(content) // 1024))


def _print_template(name: str) -> None:
    if name not in TEMPLATES:
        _fail(t("editions.import.unknown_template"))
    typer.echo(BOM + ";".join(TEMPLATES[name]))


async def _reading(work: Callable[[Session], Awaitable[T]]) -> T:
    db = Database(settings().database_url)
    try:
        async with db.read() as session:
            return await work(session)
    finally:
        await db.close()


async def _writing(work: Callable[[Session], Awaitable[T]]) -> T:
    db = Database(settings().database_url)
    try:
        return await db.write(work)
    finally:
        await db.close()


def _guarded(running: Awaitable[T]) -> T:
    """Run it; the refusals a person can cause become one sentence."""

    async def run() -> T:
        return await running

    try:
        return asyncio.run(run())
    except (OperationalError, ProgrammingError):
        _fail(t("editions.database.not_ready"))
    except store.UnknownEditionError as error:
        _fail(t("editions.unknown.edition", id=error))
    except store.NothingToRollBackToError:
        _fail(t("editions.rollback.impossible"))


def _fail(sentence: str) -> NoReturn:
    console.print(sentence, style="bold red", markup=False, highlight=False)
    raise typer.Exit(code=1)
