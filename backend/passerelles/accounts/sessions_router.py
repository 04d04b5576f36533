"""Routes of my open sessions."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from passerelles.accounts import cookies, doors_left, open_sessions
from passerelles.accounts.current import SignedInSession
from passerelles.accounts.identity.registry import Providers
from passerelles.accounts.schemas import OpenSessionList
from passerelles.core.house import HouseDep

router = APIRouter(tags=["accounts"])


@router.get("/me/sessions")
async def list_sessions(current: SignedInSession, house: HouseDep, providers: Providers) -> OpenSessionList:
    """Where I am signed in: this browser first."""
    names = {adapter.provider.id: adapter.provider.label for adapter in providers}
    return await open_sessions.mine(house.db, current, providers=names)


@router.delete("/me/sessions/{session_id}", status_code=204)
async def close_session(
    current: SignedInSession, session_id: UUID, request: Request, response: Response, house: HouseDep
) -> None:
    """Close one of my sessions; this browser's own is signing out."""
    marked = await doors_left.leaves_one(house, cookies.token_of(request))
    await open_sessions.close_one(house.db, current, session_id)
    if session_id == current.id:
        cookies.forget_everything(response, house.settings, marked=marked)


@router.delete("/me/sessions", status_code=204)
async def close_sessions(
    current: SignedInSession,
    request: Request,
    response: Response,
    house: HouseDep,
    others: Annotated[bool, Query(description="Leave this browser signed in.")] = False,
) -> None:
    """Close my sessions everywhere, here too unless `others`."""
    marked = await doors_left.leaves_one(house, cookies.token_of(request))
    await open_sessions.close_everywhere(house.db, current, but=cookies.token_of(request) if others else None)
    if not others:
        cookies.forget_everything(response, house.settings, marked=marked)
