"""What every answer tells the browser: nothing inline, nothing from elsewhere, nothing kept that is personal."""

from __future__ import annotations

from typing import Final

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

UNUSED: Final = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What our pages never ask of the browser. What they use (passkeys, copying and sharing a link) is not named: browsers
then grant it to our own pages only. A name that they do not know would be told in every console."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COMMON = ALWAYS | {"Content-Security-Policy": CSP}
PERMISSIONS: Final = ", ".join(f"{name}=()" for name in UNUSED)
"""For pages: nothing else asks a browser for a feature."""
DATA = ALWAYS | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
"""For answers in JSON: they load nothing and ask the browser for nothing, and a first visit waits for each byte."""
JSON_TYPES: Final = ("application/json", "application/problem+json")
INERT_FILES = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
INERT_TYPES: Final = ("text/javascript", "text/css", "font/woff2")
"""Opened on its own, such a file is text or nothing: its type is not guessed."""
FILES = INERT_FILES | {"Content-Security-Policy": "default-src 'none'; sandbox"}
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
        self._files, self._inert_files = FILES | always, INERT_FILES | always
        always |= {"X-Robots-Tag": "noindex, nofollow"} if noindex else {}
        self._data = DATA | always
        self._common = COMMON | {"Content-Security-Policy": policy(tiles)} | always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_file_path = scope["path"].startswith("/assets/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_file = is_file_path and message["status"] == 200
                kind = headers.get("content-type", "").split(";")[0]
                for name, value in self._of(kind, is_file=is_file).items():
                    headers.setdefault(name, value)
                if kind == "text/html":
                    headers.setdefault("Permissions-Policy", PERMISSIONS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _of(self, kind: str, *, is_file: bool) -> dict[str, str]:
        """The headers of an answer of this type."""
        if is_file:
            return self._inert_files if kind in INERT_TYPES else self._files
        return self._data if kind in JSON_TYPES else self._common
