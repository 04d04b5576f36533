"""How much may come in: bodies are counted as they arrive, whatever their declared length."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passerelles.core.errors import Problem, problem_response


class TooLarge(Problem):
    status = 413
    slug = "too-large"


class BodyLimit:
    """ASGI middleware that refuses a request body longer than `limit` bytes."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self.app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self._accepts(Headers(scope=scope).get("content-length", "0")):
            await problem_response(TooLarge())(scope, receive, send)
            return
        received = 0
        refused = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit:
                raise TooLarge
            return message

        async def answered(message: Message) -> None:
            """Whatever the route made of a body cut short, the answer is ours."""
            nonlocal refused
            if received <= self._limit:
                await send(message)
            elif not refused:
                refused = True
                await problem_response(TooLarge())(scope, receive, send)

        await self.app(scope, counted, answered)

    def _accepts(self, declared: str) -> bool:
        digits = declared.isascii() and declared.isdigit() and len(declared) <= len(str(self._limit))
        return digits and int(declared) <= self._limit
