"""The one way out to an identity provider: no redirect, no private address in production, little time, little size.

What a provider says of itself (the addresses of its metadata) is somebody else's word: each is checked here, when the
name is resolved and again never after, because the connection goes to the very address that was checked.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SOCK_STREAM
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore

LIMIT: Final = 256 * 1024
SECONDS: Final = 5.0
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("2002::/16"))  # an IPv4 address in disguise

NO_ANSWER: Final = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
    UnicodeError,  # a name that no host can have
)


class UnreachableError(Exception):
    """Nothing usable came back. `reason`: one word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Fetched:
    """An answer, whole."""

    status: int
    content_type: str
    body: bytes


class GuardedClient:
    """Fetches from identity providers. In production: https, public addresses. Elsewhere http is for this machine."""

    def __init__(self, *, production: bool) -> None:
        self._production = production

    async def fetch(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: str | None = None
    ) -> Fetched:
        """One exchange.

        Raises:
            UnreachableError: refused by the guard, too slow, too long, redirected, or no answer at all.
        """
        if not self.allows(url):
            raise UnreachableError("address refused")
        try:
            async with asyncio.timeout(SECONDS):
                return await self._exchange(method, url, {"Accept-Encoding": "identity", **(headers or {})}, body)
        except TimeoutError:
            raise UnreachableError("too slow") from None
        except NO_ANSWER as error:
            raise UnreachableError(type(error).__name__) from None

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched, or given to a browser, as far as its words tell."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            return False
        if not host or parts.username or parts.password or not url.isascii() or not url.isprintable() or " " in url:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and not self._production and host in LOOPBACK)

    async def _exchange(self, method: str, url: str, headers: Mapping[str, str], body: str | None) -> Fetched:
        content = None if body is None else body.encode()
        async with (
            httpcore.AsyncConnectionPool(
                ssl_context=self._tls, network_backend=_CheckedNetwork(production=self._production)
            ) as pool,
            pool.stream(method, url, headers=list({"Host": _host(url), **headers}.items()), content=content) as answer,
        ):
            if 300 <= answer.status < 400:
                raise UnreachableError("redirected")
            received = bytearray()
            async for part in answer.aiter_stream():
                received += part
                if len(received) > LIMIT:
                    raise UnreachableError("too long")
            kinds = [value for name, value in answer.headers if name.lower() == b"content-type"]
            kind = kinds[0].decode("latin-1").split(";")[0].strip().lower() if kinds else ""
            return Fetched(answer.status, kind, bytes(received))

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


class _CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Resolves a name once, refuses the addresses that may not be reached, connects to one that may."""

    def __init__(self, *, production: bool) -> None:
        self._production = production
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature; the whole exchange has its own limit
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if not all(may_reach(address, production=self._production) for address in addresses):
            raise UnreachableError("private address")
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
        raise failure


def may_reach(text: str, *, production: bool) -> bool:
    """Whether a resolved address may be connected to. Link-local (cloud metadata) never is, anywhere."""
    address: IPv4Address | IPv6Address = ip_address(text.split("%", maxsplit=1)[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if any(address in network for network in TRANSLATED):
        return False
    return address.is_global or (not production and (address.is_private or address.is_loopback))


def _host(url: str) -> str:
    return urlsplit(url).netloc
