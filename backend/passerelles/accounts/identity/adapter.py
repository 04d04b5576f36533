"""The seam between a sign-in and the protocol that proves it: one adapter per provider, whatever it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from passerelles.accounts.identity.attempts import Attempt, Secrets
from passerelles.accounts.identity.proof import Proof
from passerelles.accounts.identity.providers import OidcProvider, SamlProvider

Answer = Mapping[str, str]
"""What the browser brought back in its address."""


@dataclass(frozen=True)
class Asked:
    """Where to send the browser, and what its return must match."""

    location: str
    nonce: str
    verifier: str | None


class Adapter(Protocol):
    """One configured provider."""

    @property
    def provider(self) -> OidcProvider | SamlProvider: ...

    @property
    def trouble(self) -> str | None:
        """Why the provider failed when it was last asked, in a word of ours; None when it did not."""

    @property
    def registered(self) -> tuple[str, ...]:
        """Our addresses that the provider must know, to the letter."""

    async def look(self) -> None:
        """Ask how the provider is, if that is not known; never raises."""

    async def ask(self, secrets: Secrets, *, anew: bool) -> Asked:
        """Prepare the question; `anew`: the person must log in there, whoever the provider knows already.

        Raises:
            ProviderDown: it cannot be asked now.
        """

    async def read(self, attempt: Attempt, answer: Answer) -> Proof:
        """What the answer proves.

        Raises:
            SignInCancelled, SignInTooWeak, SignInRefused, ProviderDown.
        """

    async def leave(self, id_token: str | None, state: str) -> str | None:
        """Where the browser goes to sign out there too; None when that is not offered."""
