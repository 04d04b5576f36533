"""The API's description, with what every route shares: who may call it, and the refusals of the door.

FastAPI describes what routes say of themselves. What middlewares and policies answer in their place is added here,
so that a program written from the description (and the fuzzer that reads it) meets nothing unannounced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.security.policy import policy_of

SCHEME: Final = "session"
UNSAFE: Final = frozenset({"post", "put", "patch", "delete"})
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A refusal (RFC 9457): what happened, why, and what to do next, in French.",
    "required": ["type", "title", "status", "detail", "next"],
    "properties": {
        "type": {"type": "string", "description": "Stable: `/problemes/slot-taken`"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "next": {"type": "string"},
    },
    "additionalProperties": True,
}
OVERLOADED: Final = "Too many acts wait for their turn: `Retry-After` says when to try again"
NOT_SIGNED_IN: Final = "Nobody is signed in"
NOT_ALLOWED: Final = "Signed in without a role that may do this"
CROSS_SITE: Final = "Not from this site's own page, or without `Idempotency-Key` or `X-Requested-With`"
MALFORMED: Final = "Not of the shape described: `errors` names the places"
NO_SUCH: Final = "Nothing of this name that this caller may know of"


def install(app: FastAPI, cookie: str) -> None:
    """Complete the description of `app`; `cookie` is the name of the session's cookie."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain(), _policies(app), cookie)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to extend a description


def _policies(app: FastAPI) -> dict[tuple[str, str], str]:
    """The policy of each (path, method)."""
    return {
        (str(context.path), method.lower()): policy_of(_dependant(context)) or ""
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute)
        for method in context.methods or ()
    }


def _dependant(context: Any) -> Any:
    return context.dependant  # what a router's inclusion adds is reached by attribute, untyped


def _completed(schema: dict[str, Any], policies: dict[tuple[str, str], str], cookie: str) -> dict[str, Any]:
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM
    components["securitySchemes"] = {SCHEME: {"type": "apiKey", "in": "cookie", "name": cookie}}
    for path, method, operation in _operations(schema):
        policy = policies.get((path, method), "public")
        responses = operation["responses"]
        if "HTTPValidationError" in str(responses.get("422")):
            del responses["422"]  # FastAPI's own refusal, which is not what we answer
        for status, words in _shared(path, method, operation, policy):
            responses.setdefault(status, {"description": words})
        for status, response in responses.items():
            if status >= "400" and not _is_an_answer(response):
                response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        if policy.startswith("may:"):
            operation["security"] = [{SCHEME: []}]
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _shared(path: str, method: str, operation: dict[str, Any], policy: str) -> Iterator[tuple[str, str]]:
    """The refusals that this operation owes to the door, each with why."""
    yield "503", OVERLOADED
    if policy.startswith("may:"):
        yield "401", NOT_SIGNED_IN
        yield "403", NOT_ALLOWED
    if "{" in path:
        yield "404", NO_SUCH
    if "parameters" in operation or "requestBody" in operation:
        yield "422", MALFORMED
    if method in UNSAFE:
        yield "403", CROSS_SITE
        yield "413", "The body is too long"
        yield "415", "The body is not JSON"
        yield "429", "Too often: `Retry-After` says when to try again"
        yield "400", "The body cannot be read, or the key that a retry needs is missing"


def _is_an_answer(response: dict[str, Any]) -> bool:
    """Whether the route describes a body of its own for this status (a health check's 503)."""
    return any(kind != MEDIA_TYPE and content for kind, content in response.get("content", {}).items())
