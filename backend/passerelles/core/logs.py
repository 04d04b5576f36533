"""Logs: one line of JSON per event, without a name, an address, a token, a query string or a body."""

from __future__ import annotations

import logging

import structlog

from passerelles.core.failures import places


def configure(*, readable: bool) -> None:
    """Set the process's logging: JSON lines, or readable ones on a developer's terminal.

    An exception's message may repeat what somebody typed: only the terminal shows it, JSON lines say where it was.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # plain: the default prints every local variable, and a frame may hold a person or the whole catalogue
    on_terminal = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderers: list[structlog.typing.Processor] = (
        [on_terminal] if readable else [_places_only, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *renderers,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def _places_only(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace an exception by the places it went through."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["places"] = places(error)
    return event
