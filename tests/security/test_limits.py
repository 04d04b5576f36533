"""How much may come in, and how often."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
import time_machine
from fastapi import Request

from passerelles.core import clock
from passerelles.core.errors import Forbidden, NotFound, Problem
from passerelles.core.security import throttle
from passerelles.core.security.throttle import Limit, Throttle, TooMany, network_of
from passerelles.core.settings import Settings

JSON = {"Content-Type": "application/json"}
TWICE = Limit("twice", times=2, per=timedelta(minutes=1))


def padded(size: int) -> bytes:
    """A valid body of the given length."""
    body = b'{"persona": "student"'
    return body + b" " * (size - len(body) - 1) + b"}"


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


async def test_a_body_at_the_limit_is_read(client: httpx.AsyncClient, config: Settings) -> None:
    answer = await client.post("/api/demo/session", content=padded(config.body_limit), headers=JSON)
    assert answer.status_code == 200


async def test_a_longer_body_is_refused_on_its_word(client: httpx.AsyncClient, config: Settings) -> None:
    answer = await client.post("/api/demo/session", content=padded(config.body_limit + 1), headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problemes/too-large")


async def test_a_longer_body_without_a_declared_length_is_counted(client: httpx.AsyncClient, config: Settings) -> None:
    answer = await client.post("/api/demo/session", content=in_pieces(padded(config.body_limit + 1)), headers=JSON)
    assert "content-length" not in answer.request.headers
    assert (answer.status_code, answer.json()["type"]) == (413, "/problemes/too-large")


async def test_a_body_longer_than_it_says_is_counted_too(client: httpx.AsyncClient, config: Settings) -> None:
    lying = {**JSON, "Content-Length": "10"}
    answer = await client.post("/api/demo/session", content=in_pieces(padded(config.body_limit + 1)), headers=lying)
    assert answer.status_code == 413


@pytest.mark.parametrize("declared", ["-1", "1e3", "²", "9" * 5000, "x", "10737418240"])
async def test_a_length_that_is_no_length_is_refused(client: httpx.AsyncClient, declared: str) -> None:
    headers = {b"Content-Type": b"application/json", b"Content-Length": declared.encode("latin-1")}
    answer = await client.post("/api/demo/session", content=b"{}", headers=headers)
    assert answer.status_code == 413


async def test_deep_or_broken_json_is_malformed_not_a_failure(client: httpx.AsyncClient) -> None:
    for body in (b"[" * 100_000, b"{", b"\xff\xfe", b'{"persona": NaN}', b'{"n": 1' + b"0" * 5000 + b"}", b"null", b""):
        answer = await client.post("/api/demo/session", content=body, headers=JSON)
        assert answer.status_code in {400, 422}, body[:20]


def test_a_limit_counts_each_caller_apart_and_forgets_with_its_window() -> None:
    brake = Throttle()
    assert [brake.spend(TWICE, "a") for _ in range(2)] == [True, False]
    assert brake.spend(TWICE, "b")
    with pytest.raises(TooMany) as refused:
        brake.spend(TWICE, "a")
    assert 0 < int(refused.value.headers["Retry-After"]) <= 60
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        assert brake.spend(TWICE, "a")


def test_only_the_refusal_named_counts_and_the_next_act_is_not_begun() -> None:
    brake, begun = Throttle(), 0
    outcomes: list[type[Problem] | None] = [None, None, None, Forbidden, Forbidden, Forbidden, NotFound, NotFound]
    for outcome in outcomes:
        with suppress(Problem), brake.counting(TWICE, "guesser", NotFound):
            begun += 1
            if outcome:
                raise outcome
    assert begun == len(outcomes)
    with pytest.raises(TooMany), brake.counting(TWICE, "guesser", NotFound):
        begun += 1
    assert begun == len(outcomes)


def test_many_callers_never_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MAX_KEYS", 10)
    brake = Throttle()
    for n in range(50):
        brake.count(TWICE, str(n))
    assert len(brake._windows[TWICE.name]) <= 10
    brake.count(TWICE, "49")
    with pytest.raises(TooMany):
        brake.refuse_over(TWICE, "49")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix", "no address"),
    ],
)
def test_an_ipv6_subscriber_is_one_network(address: str, network: str) -> None:
    assert network_of(Request({"type": "http", "client": (address, 1), "headers": []})) == network


def test_filling_one_limit_forgets_nothing_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MAX_KEYS", 10)
    brake = Throttle()
    for _ in range(2):
        brake.count(TWICE, "guesser")
    for n in range(50):
        brake.count(Limit("another", times=2, per=TWICE.per), str(n))
    with pytest.raises(TooMany):
        brake.refuse_over(TWICE, "guesser")
