"""Public answers that carry availability: named by the edition and by what is free, fresh for a minute."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request, Response
from pydantic import BaseModel

from passerelles.boarding import availability
from passerelles.catalogue.answers import etag
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.db import Database, Session

CACHE_CONTROL: Final = "public, max-age=60"


async def answer(
    request: Request,
    catalogue: Catalogue,
    db: Database,
    campus_id: str,
    make: Callable[[Session], Awaitable[BaseModel]],
) -> Response:
    """What `make` reads, or 304 when the caller already has it. `make` may refuse."""
    async with db.read() as session:
        tag = etag(catalogue, await availability.version(session, campus_id))
        headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL}
        if tag.removeprefix("W/") in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = (await make(session)).model_dump_json().encode()
    return Response(body, media_type="application/json", headers=headers)
