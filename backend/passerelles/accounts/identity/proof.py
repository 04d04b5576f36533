"""What an identity provider proves, whatever the protocol, and the words it may bring along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from passerelles.accounts.identity.providers import FirstRole

LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Proof:
    """Somebody, as (issuer, subject): the only key. No address is read, so none can link two accounts."""

    issuer: str
    subject: str
    name: str | None
    first_role: FirstRole
    id_token: str | None = None  # what the provider wants back at sign-out


def name_of(claims: Mapping[str, Any], parts: Iterable[str]) -> str | None:
    """A name to show, from the claims that settings list; None when there is nothing to show."""
    words = [claims[part] for part in parts if isinstance(claims.get(part), str)]
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in " ".join(words)).split())
    return shown[:LONGEST_NAME].rstrip() or None


def hints_of(value: object) -> tuple[str, ...]:
    """A hint as words, given alone or in a list."""
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(word for word in listed if isinstance(word, str))
