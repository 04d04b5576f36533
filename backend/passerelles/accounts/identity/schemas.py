"""Shapes of signing in at an identity provider."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelles.core.schemas import In, Out


class ProviderOut(Out):
    """A button of the sign-in page."""

    id: str
    label: str
    kind: Literal["oidc", "saml"]
    logo: str | None
    help: str | None  # who it is for


class SignInOptionsOut(Out):
    """The ways in of this installation. `down`: the providers that do not answer at the moment."""

    providers: list[ProviderOut]
    code: bool
    passkey: bool
    down: list[str]


class SignInStartIn(In):
    """`next`: a path of this site, anything else is ignored. `short`: the device is shared."""

    next: str | None = Field(default=None, max_length=2000)
    short: bool = False


class LocationOut(Out):
    """Where the page must go now."""

    location: str


class SignedOutOut(Out):
    """`location`: where to sign out at the provider too; null when there is nothing to do there."""

    location: str | None
