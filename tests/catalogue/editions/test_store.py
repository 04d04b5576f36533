"""Drafts, publication in one step, and the way back, on both databases."""

from __future__ import annotations

import pytest

from passerelles.catalogue.editions import archive, store
from passerelles.catalogue.editions.edition import Edition
from passerelles.core.db import Database, Session
from tests.catalogue.editions.making import BAC_PRO, CAP, edition

FIRST, SECOND = edition(BAC_PRO), edition(BAC_PRO, CAP)


async def keep(db: Database, one: Edition, *, publish: bool = True) -> None:
    async def work(session: Session) -> None:
        await store.add(session, one.id, archive.write(one), {"refused": 0})
        if publish:
            await store.publish(session, one.id, "DO")

    await db.write(work)


async def roll_back(db: Database) -> str:
    async def work(session: Session) -> str:
        return await store.rollback(session, "DO")

    return await db.write(work)


async def shown(db: Database) -> str | None:
    async with db.read() as session:
        return await store.current_id(session)


async def states(db: Database) -> dict[str, str]:
    async with db.read() as session:
        return {one.id: one.state for one in await store.list_all(session)}


async def test_an_empty_installation_shows_nothing(db: Database) -> None:
    async with db.read() as session:
        assert await store.current(session) is None
        assert await store.list_all(session) == []


async def test_a_draft_is_kept_and_not_shown(db: Database) -> None:
    await keep(db, FIRST, publish=False)
    assert await shown(db) is None
    assert await states(db) == {FIRST.id: "draft"}


async def test_what_is_published_is_shown_whole(db: Database) -> None:
    await keep(db, FIRST)
    async with db.read() as session:
        assert await store.current(session) == FIRST
        (summary,) = await store.list_all(session)
    assert (summary.is_current, summary.published_by) == (True, "DO")
    assert summary.published_at is not None
    assert summary.published_at.tzinfo is not None


async def test_publishing_the_next_one_retires_the_one_before(db: Database) -> None:
    await keep(db, FIRST)
    await keep(db, SECOND)
    assert await shown(db) == SECOND.id
    assert await states(db) == {FIRST.id: "retired", SECOND.id: "published"}


async def test_rolling_back_shows_the_one_before_and_only_once(db: Database) -> None:
    await keep(db, FIRST)
    await keep(db, SECOND)
    assert await roll_back(db) == FIRST.id
    assert await states(db) == {FIRST.id: "published", SECOND.id: "retired"}
    with pytest.raises(store.NothingToRollBackToError):
        await roll_back(db)
    assert await shown(db) == FIRST.id


async def test_publishing_again_what_is_shown_does_not_lose_the_way_back(db: Database) -> None:
    await keep(db, FIRST)
    await keep(db, SECOND)
    await keep(db, SECOND)
    assert await roll_back(db) == FIRST.id


async def test_an_unknown_edition_is_not_published(db: Database) -> None:
    await keep(db, FIRST)

    async def work(session: Session) -> None:
        await store.publish(session, "inconnue", "DO")

    with pytest.raises(store.UnknownEditionError):
        await db.write(work)
    assert await shown(db) == FIRST.id


async def test_a_difference_names_what_is_added_removed_and_changed(db: Database) -> None:
    await keep(db, SECOND)
    await keep(db, FIRST, publish=False)
    async with db.read() as session:
        against_current = await store.diff(session, FIRST.id)
        against_itself = await store.diff(session, FIRST.id, FIRST.id)
    assert against_current["certifications"].removed == (CAP.id,)
    assert against_current["certifications"].added == ()
    assert all(difference.is_empty for difference in against_itself.values())
