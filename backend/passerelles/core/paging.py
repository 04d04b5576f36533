"""Pages of long lists: an opaque cursor, never an offset shown to the caller."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Generic, TypeVar

from pydantic import BaseModel

from passerelles.core.errors import MalformedInput

Item = TypeVar("Item")
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class Page(BaseModel, Generic[Item]):
    """A slice of a list, how many there are in all, and where the next slice starts."""

    items: list[Item]
    total: int
    next: str | None


def cut(items: Sequence[Item], cursor: str | None, limit: int = DEFAULT_LIMIT) -> tuple[list[Item], str | None]:
    """The slice after `cursor`, and the cursor of the slice that follows it."""
    start = _position(cursor)
    end = start + max(1, min(limit, MAX_LIMIT))
    return list(items[start:end]), _cursor(end) if end < len(items) else None


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"p{position}".encode()).decode().rstrip("=")


def _position(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        position = int(text.removeprefix("p"))
    except ValueError as error:
        raise MalformedInput(extra={"errors": [{"in": "query.cursor", "problem": "unknown_cursor"}]}) from error
    return max(0, position)
