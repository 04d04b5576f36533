"""`passerelles providers`: who may vouch for people, what to register there, and whether they answer."""

from __future__ import annotations

import asyncio

import typer
from rich.console import Console

from passerelles.accounts.identity.provider_settings import ProviderSettingsError
from passerelles.accounts.identity.registry import Registry
from passerelles.core.messages import t
from passerelles.core.settings import settings

console = Console(soft_wrap=True)


def providers_command() -> None:
    """Lister les fournisseurs d’identité, les adresses à leur déclarer, et essayer leurs métadonnées et leurs clés."""
    try:
        registry = Registry(settings())
    except ProviderSettingsError as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    if asyncio.run(_tried(registry)):
        raise typer.Exit(1)


async def _tried(registry: Registry) -> int:
    """Print each provider as it is found; how many do not answer as they should."""
    adapters = list(registry)
    if not adapters:
        console.print(t("identity.cli.none"))
    for adapter in adapters:
        one = adapter.provider
        console.print(t("identity.cli.provider", label=one.label, id=one.id, kind=one.kind), markup=False)
        await adapter.look()
        if adapter.trouble is not None:
            console.print(t("identity.cli.down", why=adapter.trouble), markup=False)
        else:
            console.print(t("identity.cli.up" if one.kind == "oidc" else "identity.cli.unasked"))
        for address in adapter.registered:
            console.print(t("identity.cli.register", address=address), markup=False)
    return sum(adapter.trouble is not None for adapter in adapters)
