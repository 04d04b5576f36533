"""Which address a report may keep."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

PRIVATE_BELOW: Final = ("/p/", "/accord/", "/invitation/", "/moi/", "/demo/courriel/", "/gestion/internats/")
"""Below these, an address holds a secret or points at somebody's own thing."""


def reportable(address: str) -> str:
    """The path without query nor fragment; what would identify a link, a request or a mail is replaced by `…`."""
    path = unquote(urlsplit(address).path) or "/"
    for start in PRIVATE_BELOW:
        if path.startswith(start) and path != start:
            return f"{start}…"
    return path
