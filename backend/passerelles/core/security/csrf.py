"""One rule against forged requests, for the app and for programs.

An unsafe request must be JSON (or have no body), carry `Idempotency-Key` or `X-Requested-With` (headers that a
foreign form cannot send), and must not come from a foreign page as the browser tells it (`Sec-Fetch-Site`, else
`Origin`). A caller that sends neither is not a browser. OWASP ASVS v5.0.0-3.5.1 to 3.5.3.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from passerelles.core.errors import Problem, problem_response

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_HEADERS = ("idempotency-key", "x-requested-with")


class CrossSite(Problem):
    status = 403
    slug = "cross-site"


class NotJson(Problem):
    status = 415
    slug = "not-json"


class CsrfGuard:
    """ASGI middleware applying the rule to every unsafe request, whatever its route.

    `posted_from_elsewhere`: the exact paths where another site must post a form (an identity provider's answer).
    There, a form and nothing else passes; the route may not act for whoever the browser belongs to.
    """

    def __init__(self, app: ASGIApp, *, posted_from_elsewhere: frozenset[str] = frozenset()) -> None:
        self.app = app
        self._posted_from_elsewhere = posted_from_elsewhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE:
            headers = Headers(scope=scope)
            refusal = None if self._is_expected_form(scope, headers) else refusal_for(headers)
            if refusal is not None:
                await problem_response(refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_expected_form(self, scope: Scope, headers: Headers) -> bool:
        return (
            scope["method"] == "POST"
            and scope["path"] in self._posted_from_elsewhere
            and headers.get("content-type", "").split(";")[0].strip() == "application/x-www-form-urlencoded"
        )


def refusal_for(headers: Headers) -> Problem | None:
    """The refusal an unsafe request with these headers deserves, or None."""
    if not any(headers.get(name) for name in OUR_HEADERS):
        return CrossSite()
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return CrossSite()
    origin = headers.get("origin")
    if origin is not None and _host_of(origin) != headers.get("host"):
        return CrossSite()
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    if has_body and headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return NotJson()
    return None


def _host_of(origin: str) -> str:
    """The host of an origin; empty, so of nobody, when it is `null` or not an address at all."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
