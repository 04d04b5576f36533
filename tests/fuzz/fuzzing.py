"""One operation, one caller, many generated requests: what must hold for every answer.

Schemathesis makes requests that follow the description and requests that break it. Whatever comes: no 5xx, an answer
of the described shape with a described status, and no door that opens without the session it asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Err
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.callers import OURS, VISITOR, Caller

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
Operation: TypeAlias = "APIOperation[Any, Any, Any, Any]"
Request: TypeAlias = "Case[Any]"
BUSY = 503
"""The one 5xx that is an answer: too many acts at once, described and retried by programs."""


@dataclass
class Findings:
    """What was sent and what was wrong with the answers."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    let_in: Counter[str] = field(default_factory=Counter)  # answers that were no refusal, by kind of caller
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, other: Findings) -> None:
        self.cases += other.cases
        self.statuses.update(other.statuses)
        self.let_in.update(other.let_in)
        self.failures.update(other.failures)


def operations(description: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of an API's description."""
    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        if isinstance(result, Err):
            raise result.err()
        yield result.ok()


def fuzz(operation: Operation, caller: Caller, things: dict[str, list[str]], cases: int) -> Findings:
    """Send up to `cases` requests of each mode to one operation; the same ones every time."""
    found = Findings()
    caller.be_signed_in()
    for mode in GenerationMode:
        _send(operation, caller, _requests(operation, mode, things), cases, found)
    return found


def _requests(operation: Operation, mode: GenerationMode, things: dict[str, list[str]]) -> st.SearchStrategy[Request]:
    names = [parameter.name for parameter in operation.path_parameters]
    real = {name: things[name] for name in names if things.get(name)}
    invented = operation.as_strategy(generation_mode=mode)
    if not real or len(real) < len(names):
        return invented
    leading = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in real.items()})
    return invented | leading.flatmap(lambda at: operation.as_strategy(generation_mode=mode, path_parameters=at))


def _send(
    operation: Operation, caller: Caller, requests: st.SearchStrategy[Request], cases: int, found: Findings
) -> None:
    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=requests)
    def knock(case: Request) -> None:
        answer = case.call(caller.url, session=caller.connection, headers=OURS, cookies=caller.cookies)
        found.cases += 1
        found.statuses[answer.status_code] += 1
        found.let_in[caller.persona] += answer.status_code < 400
        if answer.status_code == BUSY:
            return
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                found.failures.setdefault(f"{operation.label} as {caller.persona}: {failure}", case.as_curl_command())
        if _opened_without_session(operation, caller, answer.status_code):
            found.failures.setdefault(f"{operation.label} let a visitor in", case.as_curl_command())
        if answer.status_code == 401 and caller.persona != VISITOR:
            caller.sign_in()

    with suppress(Unsatisfiable):  # an operation without parameters has nothing to break
        knock()


def _opened_without_session(operation: Operation, caller: Caller, status: int) -> bool:
    guarded = bool(operation.definition.raw.get("security"))
    return guarded and caller.persona == VISITOR and status < 400
