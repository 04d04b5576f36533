"""The current catalogue of this process: loaded at start, swapped when another edition is published.

Each worker follows the pointer by itself, every few seconds; no signal between processes is needed.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Annotated, Final

import structlog
from fastapi import Depends

from passerelles.catalogue.editions import store
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.db import Database
from passerelles.core.errors import Problem

log = structlog.get_logger()

PERIOD: Final = 3.0  # seconds between two looks at the pointer


class NoEdition(Problem):
    """503: nothing was published yet, so there is nothing true to show."""

    status = 503
    slug = "no-edition"

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "10"})


_current: Catalogue | None = None
_preparations: list[Callable[[Catalogue], object]] = []


def prepare_with(build: Callable[[Catalogue], object]) -> None:
    """Call `build` on every new catalogue before it is shown, in a thread: indexes, graphs (see `derived`)."""
    _preparations.append(build)


def current() -> Catalogue:
    """The catalogue people see.

    Raises:
        NoEdition: no edition is published.
    """
    if _current is None:
        raise NoEdition
    return _current


async def _dependency() -> Catalogue:
    return current()  # async: a sync dependency would cost a thread per request


CatalogueDep = Annotated[Catalogue, Depends(_dependency)]


def show(catalogue: Catalogue | None) -> None:
    """Make this the catalogue people see, or none."""
    global _current  # noqa: PLW0603 - the one mutable thing here: a reference swapped in one step
    _current = catalogue


async def load(db: Database) -> None:
    """Show the published edition, or none, once everything computed from it is ready."""
    async with db.read() as session:
        published = await store.current_id(session)
        if published is None:
            show(None)
            return
        if _current is not None and _current.edition == published:
            return
        edition = await store.load(session, published)
    catalogue = await asyncio.to_thread(_compiled, edition)  # the event loop keeps answering meanwhile
    show(catalogue)
    log.info("edition shown", edition=catalogue.edition, programmes=len(catalogue.programmes))


async def open_at_once(db: Database) -> None:
    """Show the published edition before anything is computed from it: for the start, when nothing is shown yet.

    Call `prepare_shown` next: whoever asks a question meanwhile waits for its answer, pages do not.
    """
    async with db.read() as session:
        published = await store.current_id(session)
        if published is None:
            show(None)
            return
        if _current is not None and _current.edition == published:
            return
        edition = await store.load(session, published)
    show(Catalogue(edition))


async def prepare_shown() -> None:
    """Compute what is computed once per edition for the catalogue shown, in a thread."""
    if _current is not None:
        await asyncio.to_thread(_prepared, _current)
        log.info("edition ready", edition=_current.edition, programmes=len(_current.programmes))


def _compiled(edition: Edition) -> Catalogue:
    return _prepared(Catalogue(edition))


def _prepared(catalogue: Catalogue) -> Catalogue:
    for build in _preparations:
        build(catalogue)
    gc.unfreeze()  # the edition shown before the last one may go
    gc.collect()
    gc.freeze()  # a catalogue lives as long as its edition: the collector need not walk a million records again
    return catalogue


async def follow(db: Database, period: float = PERIOD, *, also: Callable[[], Awaitable[None]] | None = None) -> None:
    """Look for another published edition every `period` seconds, for ever. A failure keeps the one shown.

    `also`: what else is kept in memory and read again then.
    """
    while True:
        await asyncio.sleep(period)
        try:
            await load(db)
            if also is not None:
                await also()
        except Exception as error:  # whatever an edition does to us, the next one must be looked for
            log.warning("edition not followed", error=type(error).__name__)
