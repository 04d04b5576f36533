"""How fast one caller may act: a floor under every unsafe route, whatever finer limits its feature has.

Acts of a session are counted by session, so that a school behind one address never waits for its neighbours; acts
without one are counted by network, generously. ASVS v5.0.0-2.4.1. What is counted lives in this process's memory:
the digest of a cookie or a network, for a few minutes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from passerelles.core.errors import problem_response
from passerelles.core.ids import digest
from passerelles.core.security.csrf import SAFE
from passerelles.core.security.throttle import Limit, Throttle, TooMany, network_of

PER_SESSION: Final = Limit("acts of a session", times=1200, per=timedelta(minutes=1))
"""Twenty a second: no person taps so fast, and a program that does is asked to wait."""

PER_NETWORK: Final = Limit("acts of a network", times=6000, per=timedelta(minutes=10))
"""Acts of people not signed in yet: three hundred boarders who sign in at six in the evening make about a thousand."""


class ActBrake:
    """ASGI middleware counting every unsafe request before it reaches its route."""

    def __init__(self, app: ASGIApp, *, throttle: Throttle, cookie: str) -> None:
        self.app = app
        self._throttle = throttle
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE:
            try:
                self._count(Request(scope))
            except TooMany as refusal:
                await problem_response(refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _count(self, request: Request) -> None:
        token, network = request.cookies.get(self._cookie), network_of(request)
        if token is None:
            self._throttle.spend(PER_NETWORK, network)
        elif self._throttle.spend(PER_SESSION, digest(token)):
            self._throttle.spend(PER_NETWORK, network)  # a cookie may be invented: each new one counts for its network
