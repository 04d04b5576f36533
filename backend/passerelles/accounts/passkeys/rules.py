"""Pure rules of passkeys: where browsers allow them, who may add one now, which count is a copy's."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from passerelles.accounts.passkeys.schemas import MayChange
from passerelles.accounts.schemas import SessionKind

LIFE: Final = timedelta(minutes=5)
RECENT: Final = timedelta(minutes=15)
"""How fresh a sign-in must be to change what opens the account (OWASP ASVS v5.0.0-7.5.1)."""
MOST: Final = 10
TIMEOUT_MS: Final = int(LIFE.total_seconds() * 1000)


def rp_id_of(origin: str) -> str:
    """The name that a key is bound to: the host of our public address."""
    return urlsplit(origin).hostname or ""


def is_available(origin: str) -> bool:
    """Whether a browser makes keys for this address: https, or a machine's own `localhost`. Never a bare IP address."""
    host = rp_id_of(origin)
    try:
        ip_address(host)
    except ValueError:
        return bool(host) and (origin.startswith("https://") or host == "localhost" or host.endswith(".localhost"))
    return False


def may_change(*, available: bool, kind: SessionKind, opened_at: datetime, now: datetime) -> MayChange:
    """Whether this session may add or remove a key."""
    if not available:
        return "unavailable"
    if kind == "short":
        return "shared"
    return "now" if is_recent(opened_at, now) else "sign_in_again"


def is_recent(opened_at: datetime, now: datetime) -> bool:
    """Whether somebody has just proved who they are."""
    return now - opened_at <= RECENT


def went_back(stored: int, given: int) -> bool:
    """Whether a use's count says that the key was copied. Synchronised keys do not count: always 0 (WebAuthn 6.1.1)."""
    return (stored > 0 or given > 0) and given <= stored
