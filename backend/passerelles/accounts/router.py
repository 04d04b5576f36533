"""Routes of accounts: who I am, the ways in, the way out."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from passerelles.accounts import cookies, doors_left, service, signing_in
from passerelles.accounts.code_limits import WINDOW
from passerelles.accounts.codes import LIFE
from passerelles.accounts.passkeys.router import router as passkeys_router
from passerelles.accounts.policy import CurrentDep, SignedIn
from passerelles.accounts.schemas import BirthDateIn, CodeRequestIn, CodeSentOut, DemoSessionIn, MeOut, SessionIn
from passerelles.accounts.sessions_router import router as sessions_router
from passerelles.core.house import Db, HouseDep
from passerelles.core.messages import t
from passerelles.core.security import public
from passerelles.core.security.throttle import network_of

router = APIRouter(tags=["accounts"])
router.include_router(sessions_router)
router.include_router(passkeys_router)


@router.get("/me", dependencies=[public])
async def me(current: CurrentDep, db: Db) -> MeOut:
    """The signed-in person; `signed_in: false` and nulls for a visitor. Opens no session."""
    return await service.me(db, current)


@router.put("/me/birth-date", responses={409: {"description": "`identity-fixed`: another answer was given before"}})
async def give_birth_date(person: SignedIn, current: CurrentDep, given: BirthDateIn, db: Db) -> MeOut:
    """Name and birth date, given once: rights depend on the age at the date of a stay."""
    named = await service.give_birth_date(db, person, name=given.name, birth_date=given.birth_date)
    return await service.me(db, current and replace(current, person=named))


@router.post("/session-codes", status_code=202, dependencies=[public])
async def send_code(wanted: CodeRequestIn, request: Request, response: Response, house: HouseDep) -> CodeSentOut:
    """Send a one-time code to an address. The answer is the same whether or not the address is known.

    The code opens the browser that asked, known by the cookie given here, and no other.
    """
    sent = await signing_in.send_code(
        house,
        email=wanted.email,
        network=network_of(request),
        browser=cookies.ASKED.secret(request, house.settings),
        device=cookies.device_of(request),
    )
    cookies.ASKED.give(response, house.settings, sent.browser, life=WINDOW)
    minutes = int(LIFE.total_seconds() // 60)
    return CodeSentOut(
        words=t("accounts.code.sent", minutes=minutes),
        expires_in_minutes=minutes,
        demo_mail_url=f"/demo/courriel/{sent.message_id}" if house.settings.demo else None,
    )


@router.post("/session", dependencies=[public])
async def sign_in(given: SessionIn, request: Request, response: Response, house: HouseDep) -> MeOut:
    """Sign in with the code received. A first sign-in makes a student's account."""
    opened = await signing_in.sign_in_with_code(
        house,
        email=given.email,
        digits=given.code,
        network=network_of(request),
        browser=cookies.ASKED.secret(request, house.settings),
        old_token=cookies.token_of(request),
        short=given.short,
        device=cookies.device_of(request),
    )
    cookies.give(response, house.settings, opened.token, opened.current.kind)
    cookies.ASKED.take_back(response, house.settings)
    return opened.me


@router.delete("/session", status_code=204, dependencies=[public])
async def sign_out(
    request: Request,
    response: Response,
    house: HouseDep,
    late: Annotated[bool, Query(description="They left while offline: the page has forgotten them itself.")] = False,
) -> None:
    """Sign out: the session ends on the server, and the browser forgets what it kept for this site.

    `late`: what the page keeps by now may be the next person's, and stays.
    """
    token = cookies.token_of(request)
    marked = await doors_left.leaves_one(house, token)
    if token is not None:
        await signing_in.sign_out(house, token)
    if late:
        cookies.take_back(response, house.settings, marked=marked)
        response.headers["Clear-Site-Data"] = '"cache"'
    else:
        cookies.forget_everything(response, house.settings, marked=marked)


@router.post("/demo/session", dependencies=[public])
async def sign_in_as_persona(wanted: DemoSessionIn, request: Request, response: Response, house: HouseDep) -> MeOut:
    """Demonstration only: become the n-th person of a kind, made when first asked. 404 elsewhere."""
    opened = await signing_in.sign_in_as_persona(
        house,
        persona=wanted.persona,
        n=wanted.n,
        old_token=cookies.token_of(request),
        short=wanted.short,
        device=cookies.device_of(request),
    )
    cookies.give(response, house.settings, opened.token, opened.current.kind)
    return opened.me
