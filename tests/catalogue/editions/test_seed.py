"""The embedded edition: there, small, licensed, published once and never over a choice that somebody made."""

from __future__ import annotations

from passerelles.catalogue.editions import archive, store
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.editions.seed import PUBLISHED_BY, embedded, ensure_published
from passerelles.core.db import Database, Session
from tests.catalogue.editions.making import edition

TWO_MEGABYTES = 2 * 1024**2


async def test_an_empty_installation_gets_the_embedded_edition(db: Database) -> None:
    await ensure_published(db)
    await ensure_published(db)
    async with db.read() as session:
        (summary,) = await store.list_all(session)
    assert summary.id == archive.manifest_of(embedded()).id
    assert summary.is_current


async def published(db: Database, one: Edition, by: str) -> None:
    async def work(session: Session) -> None:
        await store.add(session, one.id, archive.write(one), {})
        await store.publish(session, one.id, by)

    await db.write(work)


async def test_what_somebody_published_stays(db: Database) -> None:
    own = edition()
    await published(db, own, "DO")
    await ensure_published(db)
    async with db.read() as session:
        assert await store.current_id(session) == own.id


async def test_the_edition_of_a_former_release_gives_way(db: Database) -> None:
    await published(db, edition(), PUBLISHED_BY)
    await ensure_published(db)
    async with db.read() as session:
        assert await store.current_id(session) == archive.manifest_of(embedded()).id


def test_the_embedded_edition_is_small_intact_and_names_its_licences() -> None:
    content = embedded()
    assert len(content) < TWO_MEGABYTES
    sources = {source.id: source.licence for source in archive.read(content).made_from}
    assert sources["orion-voie-pro-2022"] == "non précisée"
    assert sources["onisep"] == "ODbL 1.0"
    assert sources["annuaire-2024-03"] == "Licence Ouverte 2.0"


def test_the_embedded_edition_holds_no_invented_house() -> None:
    assert archive.read(embedded()).houses == ()
