"""Is this token what we asked for? Signatures by joserfc, claims by Authlib's rules for the code flow.

The algorithm and the key are ours to choose: what a token's header says of them (`alg`, `jwk`, `jku`) decides nothing
but which of the provider's published keys is tried (OWASP ASVS v5.0.0-9.1.2, 9.1.3, 10.5.1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from passerelles.core import clock

SKEW: Final = 60
"""Seconds by which two clocks may differ."""
LONGEST_SUBJECT: Final = 255

Claims = Mapping[str, Any]
STRONGER: Final[dict[str, tuple[str, ...]]] = {
    "eidas1": ("eidas1", "eidas2", "eidas3"),
    "eidas2": ("eidas2", "eidas3"),
}


class UntrustedError(Exception):
    """The token proves nothing. `reason`: one word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownKeyError(UntrustedError):
    """No published key verifies it: they may have changed since they were read."""


def verified(token: object, *, keys: KeySet, algs: Collection[str]) -> jwt.Token:
    """The token, once its signature is by one of `keys` with one of `algs`.

    Raises:
        UnknownKeyError: signed with a key that is not among them, or not by the one that it names.
        UntrustedError: anything else.
    """
    if not isinstance(token, str):
        raise UntrustedError("no token")
    try:
        return jwt.decode(token, keys, registry=JWSRegistry(algorithms=list(algs), strict_check_header=False))
    except InvalidKeyIdError:
        raise UnknownKeyError("unknown key") from None
    except JoseError as error:
        kind = UnknownKeyError if error.error == "bad_signature" else UntrustedError
        raise kind(error.error) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UntrustedError(type(error).__name__) from None  # not the shape of a token


def check_id_token(token: jwt.Token, *, issuer: str, client_id: str, nonce: str, access_token: str | None) -> Claims:
    """The claims of an identity token that answers our request (OpenID Connect Core 1.0, 3.1.3.7).

    Raises:
        UntrustedError: not by this issuer, not for us, not now, not for this attempt.
    """
    claims = CodeIDToken(
        token.claims,
        token.header,
        {
            "iss": {"essential": True, "value": issuer},
            "sub": {"essential": True},
            "aud": {"essential": True, "value": client_id},
            "nonce": {"essential": True, "value": nonce},
        },
        {"nonce": nonce, "client_id": client_id, "access_token": access_token},
    )
    if "at_hash" in claims and not (access_token and claims["at_hash"]):
        raise UntrustedError("at_hash")
    try:
        claims.validate(now=int(clock.now().timestamp()), leeway=SKEW)
    except JoseError as error:
        raise UntrustedError(getattr(error, "claim", None) or error.error) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UntrustedError(type(error).__name__) from None
    if len(claims["sub"]) > LONGEST_SUBJECT:
        raise UntrustedError("sub")
    return dict(claims)


def check_userinfo(claims: Claims, *, subject: str, issuer: str, client_id: str) -> Claims:
    """What a provider tells of the same person, for us: the fields that say so are compared when they are there.

    Raises:
        UntrustedError: of somebody else, by or for somebody else, or over.
    """
    if claims.get("sub") != subject:
        raise UntrustedError("userinfo sub")
    if claims.get("iss", issuer) != issuer:
        raise UntrustedError("userinfo iss")
    audience = claims.get("aud", client_id)
    if client_id not in (audience if isinstance(audience, list) else [audience]):
        raise UntrustedError("userinfo aud")
    until = claims.get("exp")
    if until is not None and not (isinstance(until, int | float) and clock.now().timestamp() < until + SKEW):
        raise UntrustedError("userinfo exp")
    return claims


def vouches_enough(acr: object, asked: Collection[str]) -> bool:
    """Whether the level announced is one of those asked, or known to be above one of them."""
    return not asked or any(acr == level or acr in STRONGER.get(level, ()) for level in asked)
