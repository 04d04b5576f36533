"""Read `PASSERELLES_PROVIDERS`: JSON, or the path of a TOML file. Secrets come from the environment or from files."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from passerelles.accounts.identity.presets import PRESETS
from passerelles.accounts.identity.providers import OidcProvider, Provider
from passerelles.core.messages import catalogue

_PROVIDER: Final[TypeAdapter[Provider]] = TypeAdapter(Provider)
FILES: Final = ("idp_metadata", "key_file", "cert_file")


class ProviderSettingsError(ValueError):
    """The installation cannot start with these settings; says which provider and which field, never a value."""


def load(raw: str, *, production: bool) -> tuple[Provider, ...]:
    """The providers described by the setting; none when it is empty.

    Raises:
        ProviderSettingsError: what is described cannot be used.
    """
    text = raw.strip()
    if not text:
        return ()
    described, folder = _parsed(text)
    found = tuple(_provider(one, folder) for one in described)
    ids = [provider.id for provider in found]
    if len(set(ids)) != len(ids):
        raise ProviderSettingsError("two providers have the same id")
    for provider in found:
        if production and isinstance(provider, OidcProvider) and not provider.issuer.startswith("https://"):
            raise ProviderSettingsError(f"provider {provider.id}: the issuer must be https in production")
    return found


def _parsed(text: str) -> tuple[list[dict[str, Any]], Path]:
    try:
        if text[0] in "[{":
            whole, folder = json.loads(text), Path.cwd()
        else:
            file = Path(text)
            whole, folder = tomllib.loads(file.read_text("utf-8")), file.resolve().parent
    except (ValueError, OSError) as error:
        raise ProviderSettingsError(f"the providers cannot be read ({type(error).__name__})") from None
    listed = whole.get("providers") if isinstance(whole, dict) else whole
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ProviderSettingsError("providers must be a list of tables")
    return listed, folder


def _provider(described: dict[str, Any], folder: Path) -> Provider:
    name = str(described.get("id", "?"))
    preset = described.get("preset", "generic")
    if preset not in PRESETS:
        raise ProviderSettingsError(f"provider {name}: no preset of that name; there are {', '.join(PRESETS)}")
    words = {word: catalogue().get(f"identity.preset.{preset}.{word}") for word in ("label", "help")}
    values = words | PRESETS[preset] | {key: value for key, value in described.items() if key != "preset"}
    if "client_secret" in values:
        raise ProviderSettingsError(f"provider {name}: name the secret with client_secret_env or client_secret_file")
    secret = _secret(name, values.pop("client_secret_env", None), values.pop("client_secret_file", None), folder)
    if secret is not None:
        values["client_secret"] = secret
    values |= {key: folder / values[key] for key in FILES if values.get(key)}
    try:
        return _PROVIDER.validate_python(values)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ProviderSettingsError(f"provider {name}: {faults}") from None


def _secret(name: str, variable: str | None, file: str | None, folder: Path) -> str | None:
    if variable is None and file is None:
        return None
    try:
        value = os.environ[variable] if variable is not None else (folder / str(file)).read_text("utf-8")
    except (KeyError, OSError):
        raise ProviderSettingsError(f"provider {name}: its secret is not where the settings say") from None
    return value.strip()
