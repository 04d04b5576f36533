"""Logs: one line of JSON per event, without a name, an address, a token, a query string or a body."""

from __future__ import annotations

import logging

import structlog


def configure(*, readable: bool) -> None:
    """Set the process's logging: JSON lines, or readable ones on a developer's terminal."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
