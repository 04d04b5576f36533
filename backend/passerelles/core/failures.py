"""What happens when we are wrong: the caller gets a problem, the log gets the place, nobody gets the data.

A middleware rather than an exception handler: a handler for every `Exception` would answer outside our other
middlewares (so without their headers), then raise again (so that the server prints the message, and what people typed).
"""

from __future__ import annotations

import traceback

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passerelles.core.errors import Problem, problem_response

log = structlog.get_logger()


class Failure(Problem):
    status = 500
    slug = "failure"


class CutShortError(RuntimeError):
    """An answer failed after its first bytes: the connection must close. Carries nothing."""


class FailureGuard:
    """ASGI middleware turning any exception into a 500 problem and one line of log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            route = getattr(scope.get("route"), "path", "?")
            log.error("request failed", route=route, error=type(error).__name__, exc_info=error)
            if started:
                raise CutShortError from None
            await problem_response(Failure())(scope, receive, send)


def places(error: BaseException) -> list[str]:
    """Where an exception and its causes were raised, without what they say: `TypeError`, `file.py:12 in f`, …"""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 60:
        found.append(type(cause).__name__)
        found += [
            f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return found
