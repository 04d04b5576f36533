"""Every operation, as the callers that a plan names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import httpx

from tests.fuzz.callers import CALLERS, Caller, known_things
from tests.fuzz.fuzzing import Findings, fuzz, operations

Plan: TypeAlias = "Mapping[str, Mapping[str, int]]"
"""By operation ("GET /api/me"): up to how many requests of each mode each kind of caller sends."""


def fuzz_everything(url: str, plan: Plan) -> Findings:
    """Fuzz the server at `url`: every operation of its description, which the plan must name."""
    total = Findings()
    things = known_things(url)
    callers = {persona: Caller(url, persona) for persona in CALLERS}
    for operation in operations(description_of(url)):
        for persona, cases in plan[operation.label].items():
            total.add(fuzz(operation, callers[persona], things, cases))
    return total


def description_of(url: str) -> dict[str, Any]:
    """What the server says of itself."""
    described: dict[str, Any] = httpx.get(f"{url}/openapi.json").raise_for_status().json()
    return described
