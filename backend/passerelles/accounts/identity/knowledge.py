"""What a provider says of itself: its metadata and its keys, fetched when needed and kept an hour."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

from passerelles.accounts.identity.guarded import GuardedClient, UnreachableError
from passerelles.accounts.identity.refusals import ProviderDown
from passerelles.core import clock

LIFE: Final = timedelta(hours=1)
FAILED_FOR: Final = timedelta(seconds=30)
"""A provider that failed is not asked again before: three hundred students must not each wait for it."""
KEYS_AGAIN: Final = timedelta(seconds=60)
"""A token signed with an unknown key has the keys fetched again, but not more often than this."""
ASYMMETRIC: Final = frozenset({"EC", "RSA"})


class Metadata(BaseModel):
    """What we use of OpenID Connect Discovery 1.0."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False  # RFC 9207


class Knowledge:
    """The metadata and keys of one provider, shared by every sign-in of the process."""

    def __init__(self, issuer: str, client: GuardedClient) -> None:
        self._issuer = issuer
        self._client = client
        self._metadata: Metadata | None = None
        self._keys: KeySet | None = None
        self._known_until: datetime | None = None
        self._keys_until: datetime | None = None
        self._keys_again_from: datetime | None = None
        self._failed: tuple[datetime, str] | None = None  # until when, why
        self._one = asyncio.Lock()

    @property
    def is_down(self) -> bool:
        """Whether the last that we asked failed."""
        return self._failed is not None

    @property
    def is_due(self) -> bool:
        """Whether asking again could tell something new."""
        now = clock.now()
        if self._failed:
            return now >= self._failed[0]
        return self._known_until is None or now >= self._known_until

    async def look(self) -> None:
        """Ask for everything again: after a failure, what was kept of the provider does not say that it is back.

        Raises:
            ProviderDown: it still does not answer.
        """
        if self._failed:
            self._known_until = self._keys_until = None
        await self.metadata()
        await self.keys()

    async def metadata(self) -> Metadata:
        """The provider's own description.

        Raises:
            ProviderDown: it does not answer, or describes another issuer.
        """
        async with self._one:
            if self._metadata is None or self._known_until is None or clock.now() >= self._known_until:
                self._metadata = await self._asked(self._described)
                self._known_until = clock.now() + LIFE
            return self._metadata

    async def keys(self) -> KeySet:
        """The keys that the provider signs with now.

        Raises:
            ProviderDown: they cannot be had.
        """
        uri = (await self.metadata()).jwks_uri
        async with self._one:
            if self._keys is None or self._keys_until is None or clock.now() >= self._keys_until:
                await self._fetch_keys(uri)
            if self._keys is None:
                raise AssertionError("fetched, or raised")
            return self._keys

    async def keys_again(self) -> KeySet | None:
        """The keys, fetched again because a token names another one; None when that was tried a moment ago."""
        uri = (await self.metadata()).jwks_uri
        async with self._one:
            if self._keys_again_from is not None and clock.now() < self._keys_again_from:
                return None
            self._keys_again_from = clock.now() + KEYS_AGAIN
            await self._fetch_keys(uri)
            return self._keys

    async def _fetch_keys(self, uri: str) -> None:
        async def published() -> KeySet:
            listed = (await self._json(uri)).get("keys")
            usable = [
                key
                for key in (listed if isinstance(listed, list) else [])
                if isinstance(key, dict) and key.get("kty") in ASYMMETRIC and key.get("use", "sig") == "sig"
            ]
            return KeySet.import_key_set({"keys": usable})

        self._keys = await self._asked(published)
        self._keys_until = clock.now() + LIFE

    async def _described(self) -> Metadata:
        url = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        described = Metadata.model_validate(await self._json(url))
        if described.issuer != self._issuer:
            raise UnreachableError("another issuer")
        used = (described.authorization_endpoint, described.end_session_endpoint)
        if not all(self._client.allows(address) for address in used if address is not None):
            raise UnreachableError("address refused")  # a browser would be sent there
        return described

    async def _json(self, url: str) -> dict[str, Any]:
        answer = await self._client.fetch("GET", url, headers={"Accept": "application/json"})
        if answer.status != 200:
            raise UnreachableError(f"status {answer.status}")
        found = json.loads(answer.body)
        if not isinstance(found, dict):
            raise UnreachableError("not an object")
        return found

    async def _asked(self, ask: Any) -> Any:
        """Ask, remembering a failure for a while so that nobody else waits for it."""
        if self._failed and clock.now() < self._failed[0]:
            raise ProviderDown(self._failed[1])
        try:
            found = await ask()
        except UnreachableError as error:
            reason = error.reason
        except (ValidationError, JoseError, ValueError, RecursionError) as error:
            reason = type(error).__name__
        else:
            self._failed = None
            return found
        self._failed = (clock.now() + FAILED_FOR, reason)
        raise ProviderDown(reason)
