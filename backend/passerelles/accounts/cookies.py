"""The session cookie: unreadable by scripts, sent to this host only, never with a foreign page's act."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from passerelles.accounts import devices
from passerelles.accounts.rules import LIMITS
from passerelles.accounts.schemas import SessionKind
from passerelles.core.house import house_of
from passerelles.core.ids import new_token
from passerelles.core.settings import Settings

MARKED_FOR: Final = timedelta(hours=12)
"""Longer than identity providers keep a session that nobody uses."""
FORGET_EVERYTHING: Final = {"Clear-Site-Data": '"cache", "storage"'}
"""The copies of answers, and all that the pages kept; the service worker goes with them and comes back."""


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host and to https; plain http (a developer's machine) cannot use it."""
    return "__Host-sid" if settings.secure_cookies else "sid"


def token_of(request: Request) -> str | None:
    """The session token that the browser sent, if any."""
    return request.cookies.get(cookie_name(house_of(request).settings)) or None


def device_of(request: Request) -> str | None:
    """What to call the browser that asks: "Chrome sur Android"."""
    return devices.device_of(request.headers.get("user-agent", ""))


def give(response: Response, settings: Settings, token: str, kind: SessionKind) -> None:
    """Hand the token to the browser, for as long as the session may last."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=int(LIMITS[kind].absolute.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def forget_everything(response: Response, settings: Settings, *, marked: bool = False) -> None:
    """Ask the browser to forget the token and all that it kept for this site. `marked`: as `take_back`."""
    take_back(response, settings, marked=marked)
    response.headers.update(FORGET_EVERYTHING)


def take_back(response: Response, settings: Settings, *, marked: bool = False) -> None:
    """Ask the browser to forget the token. `marked`: one that opens nothing takes its place (`doors_left`)."""
    response.set_cookie(
        cookie_name(settings),
        new_token() if marked else "",
        max_age=int(MARKED_FOR.total_seconds()) if marked else 0,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
