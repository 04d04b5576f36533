"""The API of signing in at a provider: the ways in, the start, the way out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from passerelles.accounts import cookies, doors_left
from passerelles.accounts.identity import arrivals, attempts, departures
from passerelles.accounts.identity.registry import Providers
from passerelles.accounts.identity.schemas import (
    LocationOut,
    ProviderOut,
    SignedOutOut,
    SignInOptionsOut,
    SignInStartIn,
)
from passerelles.accounts.passkeys.service import available as passkeys_available
from passerelles.core.house import HouseDep
from passerelles.core.security import public
from passerelles.core.security.throttle import network_of

router = APIRouter(tags=["accounts"])


@router.get("/sign-in-options", dependencies=[public])
async def sign_in_options(house: HouseDep, providers: Providers) -> SignInOptionsOut:
    """The ways in of this installation, and which providers do not answer at the moment."""
    listed = [adapter.provider for adapter in providers]
    return SignInOptionsOut(
        providers=[ProviderOut(id=one.id, label=one.label, kind=one.kind, logo=None, help=one.help) for one in listed],
        code=True,
        passkey=passkeys_available(house.settings),
        down=await providers.down(),
    )


@router.post("/sign-in/{provider}", dependencies=[public])
async def begin_sign_in(
    *, provider: str, given: SignInStartIn, request: Request, response: Response, house: HouseDep, providers: Providers
) -> LocationOut:
    """Begin to sign in at a provider: where the page must go. The attempt is bound to this browser, for ten minutes."""
    begun = await arrivals.begin(
        house,
        providers.get(provider),
        wanted=given.next,
        short=given.short,
        anew=doors_left.asks_anew(request, short=given.short),
        browser=cookies.ATTEMPT.secret(request, house.settings),
        network=network_of(request),
    )
    cookies.ATTEMPT.give(response, house.settings, begun.browser, life=attempts.LIFE)
    return LocationOut(location=begun.location)


@router.post("/sign-out", dependencies=[public])
async def sign_out_everywhere_here(
    request: Request, response: Response, house: HouseDep, providers: Providers
) -> SignedOutOut:
    """Sign out as `DELETE /api/session` does, and say where to sign out at the provider too."""
    token = cookies.token_of(request)
    marked = await doors_left.leaves_one(house, token)
    location = await departures.leave(house, providers, token)
    cookies.take_back(response, house.settings, marked=marked)
    response.headers.update(cookies.FORGET_EVERYTHING)
    return SignedOutOut(location=location)
