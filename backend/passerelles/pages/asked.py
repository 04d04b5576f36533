"""What an address asks, in the words of the API: the app recognises its own question in the answer it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi import Request

WHOLE_CAMPUS: Final = "campus"
"""`near=campus`, which the app writes when a place was taken away: no place at all."""


def question(request: Request, path: str, names: tuple[str, ...] = (), defaults: Mapping[str, str] = {}) -> str:
    """The API's address for this page: `path` with those of the page's parameters that the API knows."""
    given = {name: request.query_params.get(name) or defaults.get(name, "") for name in names}
    kept = {name: value for name, value in given.items() if value and (name, value) != ("near", WHOLE_CAMPUS)}
    return f"{path}?{urlencode(kept)}" if kept else path


def place(near: str | None) -> str | None:
    """The commune to measure from, or None."""
    return None if near in ("", WHOLE_CAMPUS) else near
