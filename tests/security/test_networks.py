"""A caller is counted by the address that the proxy saw, whatever they write in front of it."""

from __future__ import annotations

import re
from typing import Final

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from passerelles.core.security.throttle import NO_ADDRESS, network_of
from passerelles.core.settings import ROOT

GATEWAY: Final = "172.18.0.1"
REAL: Final = "203.0.113.7"


def believed_by_compose() -> str:
    found = re.search(r'^ +FORWARDED_ALLOW_IPS: "([^"]+)"$', (ROOT / "compose.yaml").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


async def counted_as(forwarded: str, *, believed: str, sender: str = GATEWAY) -> str:
    """The network under which a request is counted, through uvicorn's own reading of the header."""
    counted: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - the protocol's
        counted.append(network_of(Request(scope)))

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    async def ignore(message: Message) -> None:
        """Nothing is answered."""

    scope: Scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "scheme": "http",
        "client": (sender, 1), "headers": [(b"x-forwarded-for", forwarded.encode())],
    }  # fmt: skip
    await ProxyHeadersMiddleware(application, believed)(scope, nothing, ignore)  # type: ignore[arg-type] # its own ASGI types
    return counted[0]


@pytest.mark.parametrize("written", ["198.51.100.1", "invented", "127.0.0.1", "172.18.0.1", "10.0.0.1, 10.0.0.2"])
async def test_what_a_caller_writes_before_the_proxys_word_is_not_believed(written: str) -> None:
    assert await counted_as(f"{written}, {REAL}", believed=believed_by_compose()) == REAL


async def test_negative_control_believing_any_sender_lets_callers_choose() -> None:
    assert await counted_as(f"198.51.100.1, {REAL}", believed="*") == "198.51.100.1"


async def test_somebody_who_is_not_the_proxy_is_counted_as_oneself() -> None:
    assert await counted_as("198.51.100.1", believed=believed_by_compose(), sender=REAL) == REAL


@pytest.mark.parametrize(
    ("sender", "network"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", REAL),
        ("one", NO_ADDRESS),
        ("another", NO_ADDRESS),
        ("", NO_ADDRESS),
    ],
)
async def test_what_is_no_address_shares_one_network(sender: str, network: str) -> None:
    assert await counted_as("", believed="127.0.0.1", sender=sender) == network
