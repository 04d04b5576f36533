"""Routes of pages: a refusal is a page with a way out, never JSON; everything under `/api` stays problem+json."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from passerelles.core.errors import MalformedInput, Problem
from passerelles.core.failures import Failure
from passerelles.core.security import public
from passerelles.pages.page import Page
from passerelles.pages.shell import respond

log = structlog.get_logger()

METHODS = ["GET", "HEAD"]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """Answers `Problem`s with a designed page and their own status."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return refusal(request, problem)
            except RequestValidationError:
                return refusal(request, MalformedInput())
            except Exception as error:
                log.error("page failed", route=self.path, error=type(error).__name__, exc_info=error)
                return refusal(request, Failure())

        return handled


def page_router() -> APIRouter:
    """A router of public GET pages, left out of the API's documentation."""
    return APIRouter(route_class=PageRoute, include_in_schema=False, dependencies=[public])


def refusal(request: Request, problem: Problem) -> Response:
    """The page that says what happened, why, and what to do now."""
    words, path = problem.body(), request.scope["path"]
    page = Page(
        template="problem",
        path=path,
        audience="link" if path.startswith(("/p/", "/accord/", "/invitation/")) else "public",
        title=words["title"],
        description=words["detail"],
        status=problem.status,
        scripted=False,
        values={"problem": words},
    )
    response = respond(request, page)
    response.headers.update(problem.headers)
    return response
