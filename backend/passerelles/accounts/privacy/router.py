"""Routes of privacy: what is held about me, who looked, erase me. The same for a child of age under 18."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from passerelles.accounts import cookies, doors_left
from passerelles.accounts.current import SignedInSession
from passerelles.accounts.passkeys.service import require_recent
from passerelles.accounts.policy import SignedIn
from passerelles.accounts.privacy import looks, service
from passerelles.accounts.privacy.schemas import ErasedOut, ErasureIn, ErasurePreview, LookList, MyDataOut
from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.house import Db, HouseDep, SettingsDep

router = APIRouter(prefix="/me", tags=["privacy"])


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


NOT_NOW: Final = _problem("`stay-under-way` or `staff-role-held`: not now; says when")
NOT_YOURS: Final = _problem("Not a child of yours who is a minor, confirmed by an institution")


@router.get("/data")
async def read_my_data(person: SignedIn, db: Db, config: SettingsDep) -> MyDataOut:
    """Everything held about me, table by table, with how long it is kept and why."""
    return await service.mine(db, config, person)


@router.get("/looks")
async def read_looks(person: SignedIn, db: Db) -> LookList:
    """Who saw something of mine, day by day: a role and a place, never a name."""
    async with db.read() as session:
        return await looks.mine(session, person.campus_id, person.id)


@router.get("/erasure", responses={409: NOT_NOW})
async def preview_erasure(person: SignedIn, db: Db, config: SettingsDep) -> ErasurePreview:
    """What erasing me would do now. Nothing is done."""
    return await service.preview(db, config, person)


@router.post("/erasure", responses={409: NOT_NOW})
async def erase_me(
    _confirmed: ErasureIn, current: SignedInSession, house: HouseDep, request: Request, response: Response
) -> ErasedOut:
    """Erase me, at once and for good, less than 15 minutes after signing in (`sign-in-again`). The browser forgets what
    it kept of this site's answers."""
    require_recent(current)
    marked = await doors_left.leaves_one(house, cookies.token_of(request))
    done = await service.erase(house, current.person)
    cookies.take_back(response, house.settings, marked=marked)
    # Not "storage": the page empties it and says goodbye; emptied under it, it would take itself for another tab's.
    response.headers["Clear-Site-Data"] = '"cache"'
    return done


@router.get("/children/{child}/data", responses={404: NOT_YOURS})
async def read_childs_data(child: UUID, person: SignedIn, db: Db, config: SettingsDep) -> MyDataOut:
    """Everything held about my child. My child sees that I looked."""
    return await service.data(db, config, person, child)


@router.get("/children/{child}/erasure", responses={404: NOT_YOURS, 409: NOT_NOW})
async def preview_childs_erasure(child: UUID, person: SignedIn, db: Db, config: SettingsDep) -> ErasurePreview:
    """What erasing my child would do now. Nothing is done."""
    return await service.preview(db, config, person, child)


@router.post("/children/{child}/erasure", responses={404: NOT_YOURS, 409: NOT_NOW})
async def erase_child(child: UUID, _confirmed: ErasureIn, current: SignedInSession, house: HouseDep) -> ErasedOut:
    """Erase my child's account and requests, at once and for good, less than 15 minutes after signing in
    (`sign-in-again`)."""
    require_recent(current)
    return await service.erase(house, current.person, child)
