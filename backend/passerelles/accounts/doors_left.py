"""The door that somebody leaves open at an identity provider: signed out here, the provider still knows them.

The next person on that phone who presses the same button would come in as them. So a browser that was signed in keeps
a mark: its session cookie with a token that opens nothing. While there is one, the provider is asked for a login anew.
"""

from __future__ import annotations

from fastapi import Request

from passerelles.accounts import cookies, sessions
from passerelles.core.house import House


async def leaves_one(house: House, token: str | None) -> bool:
    """Whether who leaves now may be known to a provider still. Ask before the session is closed.

    A token that opens nothing any more says nothing of how its session was opened: it may.
    """
    if token is None:
        return False
    async with house.db.read() as session:
        way = await sessions.way_in(session, campus_id=house.settings.campus_id, token=token)
    return way is None or way.elsewhere


def asks_anew(request: Request, *, short: bool) -> bool:
    """Whether a provider must ask for a login even when it knows somebody: the phone is shared, or has served."""
    return short or cookies.token_of(request) is not None
