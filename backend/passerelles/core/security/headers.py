"""What every answer tells the browser: nothing inline, nothing from elsewhere, nothing kept that is personal."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(tiles: str = "") -> str:
    """What a page may load. `tiles`: the one origin that pictures may also come from, when the map has tiles."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            " ".join(filter(None, ("img-src 'self' data:", tiles))),
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html app",
        )
    )


CSP = policy()

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Content-Security-Policy": CSP,
}
FILES = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
"""For the files of a build: what protects a page means nothing on a script or a font, and costs a poor network
600 bytes each, a fifth of a first visit. A picture opened on its own still runs nothing."""

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
"""For everything that a token in the address opens, refusals included: the address must not leak, nor be kept."""

HSTS = "max-age=31536000; includeSubDomains"


class SecurityHeaders:
    """ASGI middleware: sets what a route did not set itself; anything without a cache policy is `no-store`."""

    def __init__(self, app: ASGIApp, *, https: bool, noindex: bool, tiles: str = "") -> None:
        self.app = app
        always = {"Strict-Transport-Security": HSTS} if https else {}
        self._files = FILES | always
        page = COMMON | {"Content-Security-Policy": policy(tiles)}
        self._headers = page | always | ({"X-Robots-Tag": "noindex, nofollow"} if noindex else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_file_path = scope["path"].startswith("/assets/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_file = is_file_path and message["status"] == 200
                for name, value in (self._files if is_file else self._headers).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)
