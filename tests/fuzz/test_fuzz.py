"""A short run of the fuzzer, the same every time; `make fuzz` makes thousands of requests more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fuzz.callers import VISITOR, Caller
from tests.fuzz.fuzzing import Operation, fuzz, operations
from tests.fuzz.running import description_of, fuzz_everything
from tests.support.server import Server

CALLERS = (VISITOR, "student", "boarding")
CASES = 2


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("fuzz"))
    try:
        server.wait()
        yield server.url
    finally:
        server.stop()


def test_whatever_is_sent_the_answer_is_one_of_those_described(url: str) -> None:
    found = fuzz_everything(url, CALLERS, CASES)
    assert list(found.failures) == []
    assert found.cases > 300
    assert found.statuses[200] > 50  # some of it gets through the door


def test_the_fuzzer_sees_an_answer_that_is_not_described(url: str) -> None:
    """The negative control: a description that promises 204 where 200 comes."""
    description = description_of(url)
    responses = description["paths"]["/api/search"]["get"]["responses"]
    responses["204"] = responses.pop("200")
    found = fuzz(one(description, "GET /api/search"), Caller(url, VISITOR), {}, 3)
    assert any("Undocumented" in failure for failure in found.failures), found.statuses


def test_the_fuzzer_sees_a_door_that_opens_without_a_session(url: str) -> None:
    """The negative control: a public route described as guarded."""
    description = description_of(url)
    description["paths"]["/api/search"]["get"]["security"] = [{"session": []}]
    found = fuzz(one(description, "GET /api/search"), Caller(url, VISITOR), {}, 3)
    assert any("let a visitor in" in failure for failure in found.failures), found.statuses


def one(description: dict[str, Any], label: str) -> Operation:
    return next(operation for operation in operations(description) if operation.label == label)
