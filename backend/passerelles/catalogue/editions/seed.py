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
    """Publish the embedded edition when none is published, or the one of a former release. Any other choice stays."""
    content = embedded()
    manifest = archive.manifest_of(content)
    async with db.read() as session:
        if not await _is_due(session, manifest.id):
            return

    async def work(session: Session) -> None:
        if not await _is_due(session, manifest.id):
            return  # another process was faster
        await store.add(session, manifest.id, content, {"embedded": True})
        await store.publish(session, manifest.id, PUBLISHED_BY)

    await db.write(work)


async def _is_due(session: Session, embedded_id: str) -> bool:
    shown = await store.current_id(session)
    if shown is None:
        return True
    return shown != embedded_id and await store.published_by(session, shown) == PUBLISHED_BY
