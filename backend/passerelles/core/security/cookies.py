"""The cookies of the house: unreadable by scripts, sent to this host only, never with a foreign page's act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from passerelles.core.settings import Settings

TOKEN_LENGTH: Final = 43
"""Of 256 bits in base64url: what `core.ids.new_token` makes."""


@dataclass(frozen=True)
class LockedCookie:
    """A cookie that carries a secret of ours, by its short name."""

    short: str

    def name(self, settings: Settings) -> str:
        """`__Host-` binds the cookie to this host and to https: no neighbour of ours can set it. Plain http (a
        developer's machine) cannot use it.
        """
        return f"__Host-{self.short}" if settings.secure_cookies else self.short

    def read(self, request: Request, settings: Settings) -> str | None:
        """What the browser sent, if anything."""
        return request.cookies.get(self.name(settings)) or None

    def secret(self, request: Request, settings: Settings) -> str | None:
        """What the browser sent, if it has the length of one of our tokens."""
        sent = self.read(request, settings)
        return sent if sent and len(sent) == TOKEN_LENGTH else None

    def give(self, response: Response, settings: Settings, value: str, *, life: timedelta) -> None:
        """Hand it to the browser. `Lax`: sent when a link from elsewhere leads here, never with a form from there."""
        response.set_cookie(
            self.name(settings),
            value,
            max_age=int(life.total_seconds()),
            path="/",
            secure=settings.secure_cookies,
            httponly=True,
            samesite="lax",
        )

    def take_back(self, response: Response, settings: Settings) -> None:
        """Ask the browser to forget it."""
        self.give(response, settings, "", life=timedelta())
