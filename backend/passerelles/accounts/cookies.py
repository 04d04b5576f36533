"""What accounts keep in a browser: who is signed in; while they sign in, what they began from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from passerelles.accounts import devices
from passerelles.accounts.rules import LIMITS
from passerelles.accounts.schemas import SessionKind
from passerelles.core.house import house_of
from passerelles.core.ids import new_token
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
MARKED_FOR: Final = timedelta(hours=12)
"""Longer than identity providers keep a session that nobody uses."""
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


def forget_everything(response: Response, settings: Settings, *, marked: bool = False) -> None:
    """Ask the browser to forget the token and all that it kept for this site. `marked`: as `take_back`."""
    take_back(response, settings, marked=marked)
    response.headers.update(FORGET_EVERYTHING)


def take_back(response: Response, settings: Settings, *, marked: bool = False) -> None:
    """Ask the browser to forget the token. `marked`: one that opens nothing takes its place (`doors_left`)."""
    if marked:
        SESSION.give(response, settings, new_token(), life=MARKED_FOR)
    else:
        SESSION.take_back(response, settings)
