"""Routes of passkeys: mine, and the way in."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from passerelles.accounts import cookies
from passerelles.accounts.current import SignedInSession
from passerelles.accounts.passkeys import entering, service
from passerelles.accounts.passkeys.schemas import (
    NewPasskeyIn,
    NewPasskeyQuestionOut,
    OfferIn,
    PasskeyList,
    PasskeyNameIn,
    PasskeyOut,
    PasskeyQuestionOut,
    PasskeySessionIn,
)
from passerelles.accounts.schemas import MeOut
from passerelles.core.house import HouseDep
from passerelles.core.security import public
from passerelles.core.security.throttle import network_of

router = APIRouter(tags=["accounts"])

NOT_HERE: Final[dict[int | str, dict[str, Any]]] = {
    409: {"description": "`passkeys-unavailable`, `shared-phone`, `too-many-passkeys`"}
}


@router.get("/me/passkeys")
async def list_passkeys(current: SignedInSession, house: HouseDep) -> PasskeyList:
    """My passkeys, whether I may add one now, and whether one is worth proposing."""
    return await service.mine(house, current)


@router.post("/me/passkey-challenges", status_code=201, responses=NOT_HERE)
async def ask_for_passkey(current: SignedInSession, house: HouseDep) -> NewPasskeyQuestionOut:
    """The question for the device that will hold a new key. One answer, within five minutes."""
    return await service.ask_for_new(house, current)


@router.post("/me/passkeys", status_code=201, responses=NOT_HERE)
async def add_passkey(current: SignedInSession, given: NewPasskeyIn, request: Request, house: HouseDep) -> PasskeyOut:
    """Keep the key that my device has made."""
    return await service.add(house, current, given, device=cookies.device_of(request))


@router.put("/me/passkeys/{passkey_id}/name")
async def name_passkey(current: SignedInSession, passkey_id: UUID, given: PasskeyNameIn, house: HouseDep) -> PasskeyOut:
    """Call one of my passkeys otherwise."""
    return await service.rename(house, current, passkey_id, given.name)


@router.delete("/me/passkeys/{passkey_id}", status_code=204)
async def remove_passkey(current: SignedInSession, passkey_id: UUID, house: HouseDep) -> None:
    """Remove one of my passkeys: it opens nothing any more."""
    await service.remove(house, current, passkey_id)


@router.put("/me/passkey-offer", status_code=204)
async def decline_passkeys(current: SignedInSession, given: OfferIn, house: HouseDep) -> None:  # noqa: ARG001 - its shape is the answer
    """Not for me: do not propose one again, on any device."""
    await service.decline(house, current)


@router.post("/session/passkey-challenges", status_code=201, dependencies=[public], responses=NOT_HERE)
async def ask_who(request: Request, house: HouseDep) -> PasskeyQuestionOut:
    """The question for the device of somebody who wants in. One answer, within five minutes."""
    return await entering.ask_who(house, network=network_of(request))


@router.post("/session/passkey", dependencies=[public])
async def enter(given: PasskeySessionIn, request: Request, response: Response, house: HouseDep) -> MeOut:
    """Sign in with a passkey."""
    opened = await entering.sign_in(
        house,
        given,
        network=network_of(request),
        old_token=cookies.token_of(request),
        device=cookies.device_of(request),
    )
    cookies.give(response, house.settings, opened.token, opened.current.kind)
    return opened.me
