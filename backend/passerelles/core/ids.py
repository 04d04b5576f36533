"""Identifiers made by the application: sortable, unguessable enough for keys, never for secrets."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

__all__ = ["digest", "new_id", "new_token"]

TOKEN_BYTES = 32


def new_id() -> UUID:
    """A UUIDv7: time-ordered, so that primary keys stay dense in their index."""
    return uuid7()


def new_token(size: int = TOKEN_BYTES) -> str:
    """A secret for a cookie or a link, `size` bytes of entropy, URL-safe."""
    return secrets.token_urlsafe(size)


def digest(token: str) -> str:
    """What we store of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
