"""Where providers send browsers back. Always a redirect: to what was wanted, or to the sign-in page that says why not.

These addresses are registered at the providers: they never change.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from passerelles.accounts import cookies
from passerelles.accounts.identity import arrivals, posted
from passerelles.accounts.identity.attempts import Attempt
from passerelles.accounts.identity.refusals import SignInExpired
from passerelles.accounts.identity.registry import Providers
from passerelles.core.errors import NotFound, Problem
from passerelles.core.house import HouseDep
from passerelles.core.security import public

LONGEST_ANSWER: Final = 16 * 1024
router = APIRouter(include_in_schema=False, dependencies=[public])


@router.get("/connexion/{provider}/retour")
async def come_back(provider: str, request: Request, house: HouseDep, providers: Providers) -> Response:
    """The browser is back from a provider: it leaves signed in, or with the reason why it is not."""
    attempt: Attempt | None = None
    try:
        adapter = providers.get(provider)
        answer = _answer(request)
        attempt = await arrivals.take(
            house,
            adapter,
            state=answer.get("state"),
            browser=cookies.ATTEMPT.secret(request, house.settings),
            token=answer.get(posted.POSTER),
        )
        arrived = await arrivals.arrive(
            house,
            adapter,
            attempt,
            answer,
            old_token=cookies.token_of(request),
            device=cookies.device_of(request),
        )
    except Problem as problem:
        return _refused(problem, attempt)
    response = _redirect(arrived.next)
    cookies.give(response, house.settings, arrived.opened.token, arrived.opened.current.kind)
    return response


@router.post("/connexion/{provider}/retour")
async def be_posted(provider: str, request: Request, house: HouseDep, providers: Providers) -> Response:
    """A provider's page posts its answer (SAML). It comes from another site, so without our cookies: it is checked and
    kept, and the browser is led to the address above, where it shows whose attempt this is and
    that it posted the answer itself. It signs nobody in."""
    try:
        shown = await posted.receive(house, providers.get(provider), await request.body())
    except Problem as problem:
        return _refused(problem, None)
    return _redirect(f"/connexion/{provider}/retour?{urlencode(shown)}")


@router.get("/connexion/{provider}/metadonnees")
async def describe_us(provider: str, providers: Providers) -> Response:
    """Who we are, for a SAML provider's convention: public, the same for everybody."""
    adapter = providers.get(provider)
    if not isinstance(adapter, posted.PostedAdapter):
        raise NotFound
    return Response(adapter.metadata(), media_type="application/samlmetadata+xml")


@router.get("/deconnexion/{provider}/retour")
async def left(provider: str) -> Response:  # noqa: ARG001 - wherever they left, they are home
    """The browser is back from signing out at a provider: nothing is left to do."""
    return _redirect("/")


def _answer(request: Request) -> dict[str, str]:
    """What the address carries; a parameter given twice is no answer of an honest provider."""
    query = request.scope["query_string"]
    if len(query) > LONGEST_ANSWER:
        raise SignInExpired
    try:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=30)
    except ValueError:
        raise SignInExpired from None
    if len({name for name, _ in pairs}) != len(pairs):
        raise SignInExpired
    return dict(pairs)


def _refused(problem: Problem, attempt: Attempt | None) -> Response:
    slug = SignInExpired.slug if isinstance(problem, NotFound) else problem.slug
    then = {"next": attempt.next} if attempt and attempt.next else {}
    return _redirect(f"/connexion?{urlencode({'refus': slug, **then})}")


def _redirect(where: str) -> Response:
    """303: whatever was sent here is not sent on. The address that we leave held a code: it is told to nobody."""
    return RedirectResponse(where, status_code=303, headers={"Referrer-Policy": "no-referrer"})
