"""Public answers as bytes: named by the edition and the release, made once, sent many times."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from fastapi import Request, Response
from pydantic import BaseModel

from passerelles.catalogue import progressions
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.release import release

CACHE_CONTROL: Final = "public, max-age=60, stale-while-revalidate=600"
KEPT: Final = 2_000
"""Answers kept per process: the pages of a campus fit; a scraper's variety cannot fill the memory."""
MAX_KEPT_BYTES: Final = 64 * 1024
MINUTE: Final = re.compile(rb'"as_of": ?"[^"]*"')


def answer(request: Request, catalogue: Catalogue, make: Callable[[], BaseModel], *, version: str = "") -> Response:
    """The answer to a public read, or 304 when the caller already has it.

    `make` is called at most once per address, edition and `version`; what it raises (a refusal) is not kept.
    `version` names what else than the edition and the curated progressions the answer depends on.
    """
    headers = {"ETag": etag(catalogue, version), "Cache-Control": CACHE_CONTROL}
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    kept = catalogue.derived("catalogue.answers", lambda _: OrderedDict[tuple[str, str, str], bytes]())
    # Not request.url: it is made of the Host header too, which the caller writes.
    key = (request.scope["path"], request.scope["query_string"].decode("latin-1"), headers["ETag"])
    body = kept.get(key)
    if body is None:
        body = make().model_dump_json(by_alias=True).encode()
        if len(body) <= MAX_KEPT_BYTES:
            kept[key] = body
            if len(kept) > KEPT:
                kept.popitem(last=False)
    else:
        kept.move_to_end(key)
    return Response(body, media_type="application/json", headers=headers)


def etag(catalogue: Catalogue, version: str = "") -> str:
    """Weak: the same answer may travel compressed or not."""
    return f'W/"{".".join(filter(None, (catalogue.edition, release(), progressions.provider().version(), version)))}"'


def named(body: bytes) -> str:
    """A name for what an answer says, whatever the minute at which it was true."""
    return hashlib.sha256(MINUTE.sub(b"", body)).hexdigest()[:20]


def has(request: Request, tag: str) -> bool:
    """Whether the caller already has the answer of this name."""
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in asked.split(",")
    }
