"""Public answers that carry availability: named by what they say, fresh for a minute.

The name must not change with each act on a bed: whoever watched it would know when somebody asks, and by comparing
with a stay of their own, who. It is made of the answer's own words; what the acts change only decides when to look.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request, Response
from pydantic import BaseModel

from passerelles.boarding import availability
from passerelles.catalogue.answers import etag, has, named
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.db import Database, Session, shows_demo

CACHE_CONTROL: Final = "public, max-age=60"
KEPT: Final = 2_000
"""Names kept per process, so that an answer that nothing changed is neither made nor sent again."""


async def answer(
    request: Request,
    catalogue: Catalogue,
    db: Database,
    campus_id: str,
    make: Callable[[Session], Awaitable[BaseModel]],
) -> Response:
    """What `make` reads, or 304 when the caller already has it. `make` may refuse."""
    names = catalogue.derived("boarding.answers", lambda _: OrderedDict[tuple[object, ...], str]())
    async with db.read() as session:
        now = await availability.version(session, campus_id)
        key = (db.url, shows_demo(session), request.scope["path"], request.scope["query_string"], now)
        if (known := names.get(key)) is not None and has(request, known):
            return Response(status_code=304, headers=_headers(known))
        body = (await make(session)).model_dump_json().encode()
    tag = names[key] = etag(catalogue, named(body))
    names.move_to_end(key)
    if len(names) > KEPT:
        names.popitem(last=False)
    if has(request, tag):
        return Response(status_code=304, headers=_headers(tag))
    return Response(body, media_type="application/json", headers=_headers(tag))


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": CACHE_CONTROL}
