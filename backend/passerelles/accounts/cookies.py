"""What accounts keep in a browser: who is signed in; while they sign in, what they began from it."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from passerelles.accounts import devices
from passerelles.accounts.rules import LIMITS
from passerelles.accounts.schemas import SessionKind
from passerelles.core.house import house_of
from passerelles.core.security.cookies import LockedCookie
from passerelles.core.settings import Settings

SESSION: Final = LockedCookie("sid")

ATTEMPT: Final = LockedCookie("attempt")
"""Binds an attempt to the browser that began it: nobody can be signed in by somebody else's link. A form posted from a
provider's page (SAML) comes without it.
"""
ASKED: Final = LockedCookie("asked")
"""Binds a code to the browser that asked for it: read out to somebody else, it opens nothing for them. It lasts as long
as its codes count, and goes when one has served.
"""

FORGET_EVERYTHING: Final = {"Clear-Site-Data": '"cache", "storage"'}
"""The copies of answers, and all that the pages kept; the service worker goes with them and comes back."""


def cookie_name(settings: Settings) -> str:
    """Under which name the session's token travels."""
    return SESSION.name(settings)


def token_of(request: Request) -> str | None:
    """The session token that the browser sent, if any."""
    return SESSION.read(request, house_of(request).settings)


def device_of(request: Request) -> str | None:
    """What to call the browser that asks: "Chrome sur Android"."""
    return devices.device_of(request.headers.get("user-agent", ""))


def give(response: Response, settings: Settings, token: str, kind: SessionKind) -> None:
    """Hand the token to the browser, for as long as the session may last."""
    SESSION.give(response, settings, token, life=LIMITS[kind].absolute)


def forget_everything(response: Response, settings: Settings) -> None:
    """Ask the browser to forget the token and all that it kept for this site."""
    take_back(response, settings)
    response.headers.update(FORGET_EVERYTHING)


def take_back(response: Response, settings: Settings) -> None:
    """Ask the browser to forget the token."""
    SESSION.take_back(response, settings)
