"""An address of the API, typed or found in the history, shows nobody's things: answers are for the app's screens.

Whoever left a device without a network has a session here until that device is back (docs/sessions.md). The screens
know that they left; an answer opened as a page of its own does not.
"""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCREEN: Final = "/moi"


class NotAPage:
    """ASGI middleware: what the API answers to one person is never a page; the person's own screen is shown instead.

    A download (`Sec-Fetch-Dest: empty`), a public answer, a refusal, and a caller without a session pass.
    """

    def __init__(self, app: ASGIApp, *, cookie: str) -> None:
        self.app = app
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_opened(scope):
            await self.app(scope, receive, send)
            return
        held_back = False

        async def answered(message: Message) -> None:
            nonlocal held_back
            if message["type"] == "http.response.start" and _is_of_one_person(message):
                held_back = True
                headers = {"Cache-Control": "no-store", "Vary": "Sec-Fetch-Dest"}
                await RedirectResponse(SCREEN, status_code=303, headers=headers)(scope, receive, send)
            elif not held_back:
                await send(message)

        await self.app(scope, receive, answered)

    def _is_opened(self, scope: Scope) -> bool:
        """Whether a browser asks for it as a page, with a session."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not scope["path"].startswith("/api/"):
            return False
        headers = Headers(scope=scope)
        return headers.get("sec-fetch-dest") == "document" and self._cookie in SimpleCookie(headers.get("cookie", ""))


def _is_of_one_person(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_json = headers.get("content-type", "").startswith("application/json")
    return start["status"] == 200 and is_json and "public" not in headers.get("cache-control", "")
