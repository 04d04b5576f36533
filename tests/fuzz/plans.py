"""Who knocks where: everybody everywhere in the long run, each in turn in the short one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from passerelles.core.security import policy_of
from tests.fuzz.callers import CALLERS, PERSONAS, VISITOR
from tests.fuzz.running import Plan
from tests.support.routes import every_route

PERSONA: Final = {
    "boarding_manager": "boarding",
    "education_assistant": "assistant",
    "facility_manager": "facility",
    "company_tutor": "company",
    "operational_director": "director",
    "administrator": "admin",
}
"""The persona of a role, where it has another name."""
LET_IN_CASES: Final = 2


def everybody_everywhere(cases: int) -> Plan:
    """Every kind of caller on every operation."""
    return {operation: dict.fromkeys(CALLERS, cases) for operation in _policies()}


def each_in_turn() -> Plan:
    """On every operation: a visitor, somebody whom its policy lets in, and somebody whom it does not (or another one).

    Whoever knocked least comes next, so that every role is let in somewhere and refused somewhere.
    """
    turns: Counter[str] = Counter()
    plan: dict[str, dict[str, int]] = {}
    for operation, policy in sorted(_policies().items()):
        let_in = _let_in(policy)
        welcome = _next(let_in, turns)
        other = _next([one for one in PERSONAS if one not in let_in] or PERSONAS, turns)
        plan[operation] = {VISITOR: 1, other: 1, welcome: LET_IN_CASES}
    return plan


def _next(among: Iterable[str], turns: Counter[str]) -> str:
    chosen = min(among, key=lambda persona: turns[persona])
    turns[chosen] += 1
    return chosen


def _let_in(policy: str) -> list[str]:
    named = [PERSONA.get(rule, rule) for rule in policy.removeprefix("may:").split(",")]
    return [persona for persona in PERSONAS if persona in named] or list(PERSONAS)


def _policies() -> dict[str, str]:
    """The policy of each operation of the API."""
    return {
        f"{method} {route.path}": policy_of(route.dependant) or ""
        for route in every_route()
        for method in route.methods
    }
