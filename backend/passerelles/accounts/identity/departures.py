"""Signing out here, and offering to sign out at the provider too (OpenID Connect RP-Initiated Logout 1.0)."""

from __future__ import annotations

from passerelles.accounts import sessions
from passerelles.accounts.identity.registry import Registry
from passerelles.accounts.sessions import WayIn
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.house import House
from passerelles.core.ids import new_token


async def leave(house: House, registry: Registry, token: str | None) -> str | None:
    """End this browser's session; where to go to end the provider's, when it has an address for that.

    The session ends first and whatever the provider does: a person who leaves has left.
    """
    if token is None:
        return None
    campus_id = house.settings.campus_id

    async def act(session: Session) -> WayIn | None:
        opened_by = await sessions.way_in(session, campus_id=campus_id, token=token)
        await sessions.close(session, campus_id=campus_id, token=token)
        return opened_by

    opened_by = await house.db.write(act)
    if opened_by is None:
        return None
    try:
        adapter = registry.get(opened_by.provider)
    except NotFound:
        return None  # a code, a passkey, or a provider that is no longer configured
    return await adapter.leave(opened_by.id_token, new_token())
