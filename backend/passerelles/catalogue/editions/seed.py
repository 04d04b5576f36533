"""The edition that comes with the code, so that a fresh installation has something true to show."""

from __future__ import annotations

from importlib import resources

from passerelles.catalogue.editions import archive, store
from passerelles.core.db import Database, Session

PUBLISHED_BY = "installation"


def embedded() -> bytes:
    """The archive of the embedded demonstration edition."""
    return resources.files("passerelles.catalogue").joinpath("demo/edition.zip").read_bytes()


async def ensure_published(db: Database) -> None:
    """Publish the embedded edition when no edition was ever published. What exists is left as it is."""
    async with db.read() as session:
        if await store.current_id(session):
            return
    content = embedded()
    manifest = archive.manifest_of(content)

    async def work(session: Session) -> None:
        if await store.current_id(session):
            return  # another process was faster
        await store.add(session, manifest.id, content, {"embedded": True})
        await store.publish(session, manifest.id, PUBLISHED_BY)

    await db.write(work)
