"""The way out: what the address of an issuer may be, and what may come back from it (OWASP ASVS v5.0.0-10.5)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from passerelles.accounts.identity import guarded
from passerelles.accounts.identity.guarded import LIMIT, GuardedClient, UnreachableError, may_reach
from tests.identity.hostile import endless
from tests.identity.keys import key_and_certificate
from tests.identity.served import Served, served


async def fine(_: Request) -> Response:
    return JSONResponse({"fine": True})


async def redirected(_: Request) -> Response:
    return RedirectResponse("/fine")


async def gigabyte(_: Request) -> Response:
    return StreamingResponse(endless(), media_type="application/json", headers={"Content-Length": str(1 << 30)})


async def just_under(_: Request) -> Response:
    return Response(b"a" * LIMIT)


async def drop_by_drop(_: Request) -> Response:
    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(0.05)

    return StreamingResponse(drops())


@pytest.fixture(scope="module")
def peer() -> Iterator[Served]:
    answers = (fine, redirected, gigabyte, just_under, drop_by_drop)
    server = served(Starlette(routes=[Route(f"/{answer.__name__}", answer) for answer in answers]))
    yield server
    server.stop()


async def reason(client: GuardedClient, url: str) -> str:
    with pytest.raises(UnreachableError) as refused:
        await client.fetch("GET", url)
    return refused.value.reason


async def test_an_honest_answer_comes_back_whole(peer: Served) -> None:
    client = GuardedClient(production=False)
    answer = await client.fetch("GET", f"{peer.origin}/fine")
    assert (answer.status, answer.content_type, answer.body) == (200, "application/json", b'{"fine":true}')
    assert len((await client.fetch("GET", f"{peer.origin}/just_under")).body) == LIMIT


async def test_a_redirect_is_not_followed(peer: Served) -> None:
    assert await reason(GuardedClient(production=False), f"{peer.origin}/redirected") == "redirected"


async def test_a_gigabyte_is_cut_at_the_limit(peer: Served) -> None:
    assert await reason(GuardedClient(production=False), f"{peer.origin}/gigabyte") == "too long"


async def test_an_answer_drop_by_drop_is_cut_in_time(peer: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.3)
    assert await reason(GuardedClient(production=False), f"{peer.origin}/drop_by_drop") == "too slow"


async def test_a_certificate_must_be_one_that_this_machine_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = key_and_certificate(tmp_path, "peer")
    peer = served(Starlette(routes=[Route("/fine", fine)]), tls=(key, certificate))
    try:
        assert await reason(GuardedClient(production=False), f"{peer.origin}/fine") == "ConnectError"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert (await GuardedClient(production=False).fetch("GET", f"{peer.origin}/fine")).status == 200
    finally:
        peer.stop()


async def test_nobody_listening_is_no_answer() -> None:
    assert await reason(GuardedClient(production=False), "http://127.0.0.1:9/") == "ConnectError"


@pytest.mark.parametrize(
    "url",
    [
        "http://oidc.exemple.fr",
        "http://127.0.0.1/",
        "ftp://oidc.exemple.fr",
        "file:///etc/passwd",
        "https://person:secret@oidc.exemple.fr",
        "https://",
        "https://oidc.exemple.fr:notaport",
        "https://[::1",
        "https://oidc.exemple.fr/\r\nHost: ailleurs",
        "https://ôidc.exemple.fr",
    ],
)
async def test_in_production_only_plain_https_is_asked(url: str) -> None:
    assert await reason(GuardedClient(production=True), url) == "address refused"


@pytest.mark.parametrize(
    "url",
    ["https://169.254.169.254/latest/meta-data", "https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/",
     "https://[::1]/", "https://[::ffff:169.254.169.254]/", "https://2130706433/", "https://0x7f.1/", "https://0/"],
)  # fmt: skip
async def test_in_production_no_private_address_is_reached(url: str) -> None:
    assert await reason(GuardedClient(production=True), url) == "private address"


async def test_a_name_that_leads_to_a_private_address_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is where the connection goes, not what the address is called."""
    loop = asyncio.get_running_loop()

    async def resolved(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.1.2.3", 443))]

    monkeypatch.setattr(loop, "getaddrinfo", resolved)
    assert await reason(GuardedClient(production=True), "https://oidc.exemple.fr/") == "private address"


@pytest.mark.parametrize(
    ("address", "production", "anywhere"),
    [
        ("93.184.216.34", True, True),
        ("2606:2800:220:1:248:1893:25c8:1946", True, True),
        ("127.0.0.1", False, True),
        ("192.168.1.10", False, True),
        ("100.64.0.1", False, False),
        ("169.254.169.254", False, False),
        ("fe80::1%eth0", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("2002:7f00:1::", False, False),
        ("::ffff:10.0.0.1", False, True),
        ("224.0.0.1", False, False),
        ("0.0.0.0", False, False),
        ("fd00::1", False, True),
    ],
)
def test_which_addresses_may_be_reached(address: str, production: bool, anywhere: bool) -> None:
    assert may_reach(address, production=True) is production
    assert may_reach(address, production=False) is anywhere
