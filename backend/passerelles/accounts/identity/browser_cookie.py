"""The cookie that binds an attempt to the browser that began it: nobody can be signed in by somebody else's link."""

from __future__ import annotations

from fastapi import Request, Response

from passerelles.accounts.identity.attempts import LIFE
from passerelles.core.house import house_of
from passerelles.core.settings import Settings


def cookie_name(settings: Settings) -> str:
    """`__Host-`: no neighbour of ours can set it, which would bind a victim to an attempt of theirs."""
    return "__Host-attempt" if settings.secure_cookies else "attempt"


def secret_of(request: Request) -> str | None:
    """The secret that the browser sent, if it has the length of one of ours."""
    secret = request.cookies.get(cookie_name(house_of(request).settings))
    return secret if secret and len(secret) == 43 else None


def give(response: Response, settings: Settings, secret: str) -> None:
    """Hand the secret to the browser, for as long as an attempt may last.

    `Lax`: sent when the provider's page leads back here. A form posted from there (SAML) comes without it.
    """
    response.set_cookie(
        cookie_name(settings),
        secret,
        max_age=int(LIFE.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
