"""The application: builds the house, mounts every feature's router, closes the door behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette_compress import CompressMiddleware

import passerelles.tables  # noqa: F401 - what is held about people is declared there
from passerelles import scopes
from passerelles.accounts.cookies import cookie_name
from passerelles.accounts.identity.registry import Registry, return_paths
from passerelles.accounts.identity.registry import install as install_providers
from passerelles.accounts.identity.registry import of as providers_of
from passerelles.accounts.identity.returns import router as returns_router
from passerelles.accounts.identity.router import router as identity_router
from passerelles.accounts.privacy import service as privacy
from passerelles.accounts.privacy.router import router as privacy_router
from passerelles.accounts.roles.router import router as roles_router
from passerelles.accounts.router import router as accounts_router
from passerelles.boarding.guardians.router import router as guardians_router
from passerelles.boarding.guardians.staff_router import router as guardians_staff_router
from passerelles.boarding.router import router as boarding_router
from passerelles.booking.router import router as booking_router
from passerelles.catalogue import live
from passerelles.catalogue.router import router as catalogue_router
from passerelles.core import described, errors, secret
from passerelles.core.assets import WORTH_COMPRESSING, Assets
from passerelles.core.db import Database
from passerelles.core.failures import FailureGuard
from passerelles.core.house import STATE, House
from passerelles.core.outbox import Outbox
from passerelles.core.security.brake import ActBrake
from passerelles.core.security.csrf import CsrfGuard
from passerelles.core.security.headers import SecurityHeaders
from passerelles.core.security.limits import BodyLimit
from passerelles.core.security.typed import NotAPage
from passerelles.core.settings import Settings, settings
from passerelles.facilities.router import router as facilities_router
from passerelles.health import router as health_router
from passerelles.internships.router import router as internships_router
from passerelles.journeys import curated
from passerelles.journeys.curated_router import router as curated_router
from passerelles.journeys.graph import keeping
from passerelles.journeys.router import router as journeys_router
from passerelles.loops import loops
from passerelles.notifications import mail
from passerelles.notifications.router import router as notifications_router
from passerelles.pages.router import router as pages_router

API_ROUTERS = (
    health_router,
    catalogue_router,
    journeys_router,
    curated_router,
    boarding_router,
    guardians_router,
    guardians_staff_router,
    internships_router,
    facilities_router,
    booking_router,
    accounts_router,
    roles_router,
    identity_router,
    privacy_router,
    notifications_router,
)

DESCRIPTION = """Journeys, beds, placements and sport across a *campus des métiers et des qualifications*.

Public reads need no account. Unsafe calls are JSON and carry `Idempotency-Key` or `X-Requested-With`.
Refusals are `application/problem+json` (RFC 9457): a stable `type`, a French sentence, the next step."""


def create_app(config: Settings | None = None) -> FastAPI:
    """Build the application for these settings (the environment's by default)."""
    config = config or settings()
    db = Database(config.database_url, max_waiting_writers=config.max_waiting_writers, demo=config.demo)
    house = House(settings=config, db=db, outbox=Outbox(db), assets=Assets(config.frontend_dir))
    keeping.keep_in(config.var_dir / "cache")
    app = FastAPI(
        title="Passerelles", version="0.1.0", description=DESCRIPTION, lifespan=_lifespan, docs_url=None, redoc_url=None
    )
    setattr(app.state, STATE, house)
    install_providers(app, Registry(config))
    errors.install(app)
    for router in API_ROUTERS:
        app.include_router(router, prefix="/api")
    described.install(app, cookie_name(config))
    app.mount("/assets", house.assets)
    app.include_router(returns_router)
    app.include_router(pages_router)  # last: it answers every other address with the shell
    app.add_middleware(NotAPage, cookie=cookie_name(config))
    # A page in brotli at 5 is a tenth smaller than in zstd, for 0.4 ms; every browser that has zstd has brotli.
    app.add_middleware(CompressMiddleware, minimum_size=WORTH_COMPRESSING, brotli_quality=5, zstd=False)
    app.add_middleware(BodyLimit, limit=config.body_limit)
    app.add_middleware(ActBrake, throttle=house.throttle, cookie=cookie_name(config))
    app.add_middleware(CsrfGuard, posted_from_elsewhere=return_paths(config))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=config.allowed_hosts, www_redirect=False)
    app.add_middleware(FailureGuard)
    app.add_middleware(SecurityHeaders, https=config.secure_cookies, noindex=config.demo, tiles=config.tiles_origin)
    mail.register(house)
    scopes.compose()
    privacy.register(house)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    house: House = getattr(app.state, STATE)
    secret.ready(house.settings)
    await live.open_at_once(house.db)
    read_curated = partial(curated.load, house.db, house.settings.campus_id)
    await read_curated()
    running = [
        asyncio.create_task(live.prepare_shown()),
        asyncio.create_task(live.follow(house.db, also=read_curated)),
    ]
    if house.settings.outbox_loop:
        running += [asyncio.create_task(loop) for loop in loops(house)]
    try:
        yield
    finally:
        for loop in running:
            loop.cancel()
        for loop in running:
            with suppress(asyncio.CancelledError):
                await loop
        await providers_of(app).close()
        await house.db.close()
