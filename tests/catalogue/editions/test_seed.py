"""The embedded edition: there, small, licensed, published once and never over another."""

from __future__ import annotations

from passerelles.catalogue.editions import archive, store
from passerelles.catalogue.editions.seed import embedded, ensure_published
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


async def test_what_was_published_before_stays(db: Database) -> None:
    own = edition()

    async def work(session: Session) -> None:
        await store.add(session, own.id, archive.write(own), {})
        await store.publish(session, own.id, "DO")

    await db.write(work)
    await ensure_published(db)
    async with db.read() as session:
        assert await store.current_id(session) == own.id


def test_the_embedded_edition_is_small_intact_and_names_its_licences() -> None:
    content = embedded()
    assert len(content) < TWO_MEGABYTES
    sources = {source.id: source.licence for source in archive.read(content).made_from}
    assert sources["orion-voie-pro-2022"] == "non précisée"
    assert sources["onisep"] == "ODbL 1.0"
    assert sources["annuaire-2024-03"] == "Licence Ouverte 2.0"


def test_the_embedded_edition_holds_no_invented_house() -> None:
    assert archive.read(embedded()).houses == ()
