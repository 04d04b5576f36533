"""Where a sign-in may lead: a path of this site, nothing that a browser could read as another one."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

MAX_LENGTH: Final = 512
NOT_AFTER_SIGN_IN: Final = ("/connexion", "/api", "/assets")


def local_path(wanted: str | None) -> str | None:
    """`wanted` when it is a plain path of this site, with or without a query; None for anything else.

    Every reading counts: as it is, and percent-decoded until nothing changes (OWASP ASVS v5.0.0-3.7.2).
    """
    if not wanted or len(wanted) > MAX_LENGTH:
        return None
    reading = wanted
    for _ in range(4):
        if not _is_plain(reading):
            return None
        decoded = unquote(reading)
        if decoded == reading:
            return None if _leads_back(reading) else wanted
        reading = decoded
    return None  # encoded more often than any link of ours


def _is_plain(path: str) -> bool:
    if not path.isprintable() or "\\" in path or not path.startswith("/"):
        return False
    before_query = path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    if "//" in before_query or any(part in (".", "..") for part in before_query.split("/")):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _leads_back(path: str) -> bool:
    first = path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].lower()
    return any(first == start or first.startswith(f"{start}/") for start in NOT_AFTER_SIGN_IN)
