"""Refusals as RFC 9457 `application/problem+json`: a stable type, a French sentence, the next step.

Failures of ours are answered by `core.failures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from passerelles.core.messages import t

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "/problemes/"


class Problem(Exception):  # noqa: N818 - a refusal is part of the product, not an error of ours
    """A refusal. Subclasses set `status` and `slug`; sentences come from `problems.<slug>` in the catalogue.

    `problems.<slug>.title` says what happened, `.detail` why, `.next` what to do now.
    Keyword arguments fill the placeholders; `extra` is added to the body.
    """

    status = 400
    slug = "bad-request"

    def __init__(
        self, *, extra: dict[str, Any] | None = None, headers: dict[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(self.slug)
        self.extra = extra or {}
        self.headers = headers or {}
        self.values = values

    def body(self) -> dict[str, Any]:
        key = f"problems.{self.slug}"
        return {
            "type": TYPE_PREFIX + self.slug,
            "title": t(f"{key}.title", **self.values),
            "status": self.status,
            "detail": t(f"{key}.detail", **self.values),
            "next": t(f"{key}.next", **self.values),
            **self.extra,
        }


class NotFound(Problem):
    """Nothing here, or nothing that this person may know of."""

    status = 404
    slug = "not-found"


class NotSignedIn(Problem):
    status = 401
    slug = "not-signed-in"


class Forbidden(Problem):
    """Used only where the person already knows that the thing exists; otherwise `NotFound`."""

    status = 403
    slug = "forbidden"


class Overloaded(Problem):
    status = 503
    slug = "overloaded"

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "2"})


class MalformedInput(Problem):
    """422: the request does not have the documented shape. Names the places, never echoes the input."""

    status = 422
    slug = "malformed-input"


def problem_response(problem: Problem) -> JSONResponse:
    return JSONResponse(problem.body(), status_code=problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


class _ByStatus(Problem):
    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.slug = {404: "not-found", 405: "method-not-allowed", 401: "not-signed-in", 403: "forbidden"}.get(
            status, "bad-request"
        )
        super().__init__(headers=headers)


def install(app: FastAPI) -> None:
    """Answer every refusal of `app` as problem+json."""

    @app.exception_handler(Problem)
    async def _problem(_: Request, problem: Problem) -> JSONResponse:
        return problem_response(problem)

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        return problem_response(_ByStatus(error.status_code, dict(error.headers or {})))

    @app.exception_handler(RequestValidationError)
    async def _validation(_: Request, error: RequestValidationError) -> JSONResponse:
        places = [{"in": _place(e["type"], e["loc"]), "problem": e["type"]} for e in error.errors()]
        return problem_response(MalformedInput(extra={"errors": places}))


def _place(kind: str, where: Sequence[int | str]) -> str:
    """The documented name of a refused field. The name of an unknown one is the caller's own words: left out."""
    known = where[:-1] if kind == "extra_forbidden" else where
    return ".".join(str(part) for part in known)
