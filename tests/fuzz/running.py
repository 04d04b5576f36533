"""Every operation as every caller."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpx

from tests.fuzz.callers import Caller, known_things
from tests.fuzz.fuzzing import Findings, fuzz, operations


def fuzz_everything(url: str, personas: Iterable[str], cases: int) -> Findings:
    """Fuzz the server at `url` with up to `cases` requests per operation, caller and mode."""
    total = Findings()
    things = known_things(url)
    callers = [Caller(url, persona) for persona in personas]
    for operation in operations(description_of(url)):
        for caller in callers:
            total.add(fuzz(operation, caller, things, cases))
    return total


def description_of(url: str) -> dict[str, Any]:
    """What the server says of itself."""
    described: dict[str, Any] = httpx.get(f"{url}/openapi.json").raise_for_status().json()
    return described
