"""The providers of one process, ready to be asked. Kept by the application, reached by the routes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Request

from passerelles.accounts.identity.adapter import Adapter
from passerelles.accounts.identity.provider_settings import load
from passerelles.accounts.identity.providers import Provider, SamlProvider
from passerelles.core.errors import NotFound
from passerelles.core.settings import Settings

STATE: Final = "identity_providers"
PATIENCE: Final = 1.0
"""Seconds that the sign-in page may wait to learn that a provider is down."""


class Registry:
    """One adapter per configured provider, in the order of the settings."""

    def __init__(self, config: Settings) -> None:
        described = load(config.providers, production=config.exposed)
        self._adapters = {provider.id: _adapter(provider, config) for provider in described}
        self._looking: dict[str, asyncio.Task[None]] = {}

    def __iter__(self) -> Iterator[Adapter]:
        return iter(self._adapters.values())

    def get(self, provider: str) -> Adapter:
        """The adapter of a provider.

        Raises:
            NotFound: nobody of that name is configured.
        """
        found = self._adapters.get(provider)
        if found is None:
            raise NotFound
        return found

    async def down(self) -> list[str]:
        """The providers known not to answer. A slow one is asked in the background: the next page will know."""
        for adapter in self:
            task = self._looking.get(adapter.provider.id)
            if task is None or task.done():
                self._looking[adapter.provider.id] = asyncio.create_task(adapter.look())
        if self._looking:
            await asyncio.wait(self._looking.values(), timeout=PATIENCE)
        return [adapter.provider.id for adapter in self if adapter.trouble is not None]

    async def close(self) -> None:
        """Stop asking."""
        for task in self._looking.values():
            task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)


def return_paths(config: Settings) -> frozenset[str]:
    """The addresses where a provider's own page posts a form: SAML's, and no other."""
    described = load(config.providers, production=config.exposed)
    return frozenset(f"/connexion/{one.id}/retour" for one in described if isinstance(one, SamlProvider))


def install(app: FastAPI, registry: Registry) -> None:
    """Let the routes of `app` reach these providers."""
    setattr(app.state, STATE, registry)


def of(app: FastAPI) -> Registry:
    """The providers of an application."""
    registry = getattr(app.state, STATE)
    if not isinstance(registry, Registry):
        raise TypeError("create_app() installs the registry")
    return registry


def _asked_by(request: Request) -> Registry:
    return of(request.app)


Providers = Annotated[Registry, Depends(_asked_by)]


def _adapter(provider: Provider, config: Settings) -> Adapter:
    """Imported here: what a protocol needs is heavy, and an installation without providers starts without it."""
    if isinstance(provider, SamlProvider):
        from passerelles.accounts.identity.saml import SamlAdapter

        return SamlAdapter(provider, origin=config.origin)
    from passerelles.accounts.identity.guarded import GuardedClient
    from passerelles.accounts.identity.oidc import OidcAdapter

    return OidcAdapter(provider, origin=config.origin, client=GuardedClient(production=config.exposed))
