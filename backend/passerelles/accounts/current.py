"""The session of whoever is signed in, for the routes that speak of the session itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from passerelles.accounts.policy import CurrentDep, SignedIn
from passerelles.accounts.sessions import Current
from passerelles.core.errors import NotSignedIn


async def _session(person: SignedIn, found: CurrentDep) -> Current:
    """`person` has let them through, and named the policy."""
    if found is None or found.person.id != person.id:
        raise NotSignedIn
    return found


SignedInSession = Annotated[Current, Depends(_session)]
"""Anybody with an account, as the session that their browser holds."""
