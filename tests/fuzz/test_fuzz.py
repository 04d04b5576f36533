"""A short run of the fuzzer, the same every time; `make fuzz` makes thousands of requests more.

Last, what the server wrote meanwhile: a line for each request would hold the addresses, so the tokens, of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fuzz.callers import CALLERS, PERSONAS, VISITOR, Caller
from tests.fuzz.fuzzing import Operation, fuzz, operations
from tests.fuzz.plans import each_in_turn, everybody_everywhere
from tests.fuzz.running import description_of, fuzz_everything
from tests.support.server import Server

TOKEN = "jeton-7f3a-" + "x" * 32


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("fuzz"))
    try:
        server.wait()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def described(server: Server) -> dict[str, Any]:
    return description_of(server.url)


def test_every_role_comes_in_turn() -> None:
    """Whoever is asked least is on 15 operations, refused on some; in the long run everybody is on all of them."""
    plan = each_in_turn()
    assert all(VISITOR in callers and len(callers) == 3 for callers in plan.values())
    assert min(sum(persona in callers for callers in plan.values()) for persona in PERSONAS) >= 15
    assert {len(callers) for callers in everybody_everywhere(12).values()} == {len(CALLERS)}


def test_whatever_is_sent_the_answer_is_one_of_those_described(server: Server) -> None:
    found = fuzz_everything(server.url, each_in_turn())
    assert list(found.failures) == []
    assert found.cases > 500
    assert found.statuses[200] > 50  # some of it gets through the door
    assert {persona for persona, count in found.let_in.items() if count} == set(CALLERS), "as each kind of caller"


def test_the_fuzzer_sees_an_answer_that_is_not_described(server: Server, described: dict[str, Any]) -> None:
    """The negative control: a description that promises 204 where 200 comes."""
    responses = described["paths"]["/api/search"]["get"]["responses"]
    promised = {**described, "paths": {"/api/search": {"get": {**described["paths"]["/api/search"]["get"]}}}}
    promised["paths"]["/api/search"]["get"]["responses"] = {"204": responses["200"]}
    found = fuzz(one(promised, "GET /api/search"), Caller(server.url, VISITOR), {}, 3)
    assert any("Undocumented" in failure for failure in found.failures), found.statuses


def test_the_fuzzer_sees_a_door_that_opens_without_a_session(server: Server, described: dict[str, Any]) -> None:
    """The negative control: a public route described as guarded."""
    guarded = {**described["paths"]["/api/search"]["get"], "security": [{"session": []}]}
    promised = {**described, "paths": {"/api/search": {"get": guarded}}}
    found = fuzz(one(promised, "GET /api/search"), Caller(server.url, VISITOR), {}, 3)
    assert any("let a visitor in" in failure for failure in found.failures), found.statuses


def test_the_servers_own_log_holds_no_address_and_no_token(server: Server) -> None:
    with httpx.Client(base_url=server.url, verify=False) as visitor:
        for path in ("/p/", "/invitation/", "/accord/", "/api/shared/", "/api/invitations/", "/api/me?sid="):
            visitor.get(path + TOKEN, headers={"Cookie": f"sid={TOKEN}"})
    written = (server.folder / "server.log").read_text("utf-8")
    assert "Passerelles" in written, "the log is there to be read"
    assert TOKEN not in written
    assert "GET /" not in written
    assert " HTTP/1.1" not in written


def one(description: dict[str, Any], label: str) -> Operation:
    return next(operation for operation in operations(description) if operation.label == label)
