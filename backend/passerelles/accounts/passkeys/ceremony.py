"""Reading a device's answer: the only module that knows the WebAuthn library, loaded when first needed.

Every refusal is None: whoever made up an answer learns nothing from why it was refused.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Final

from passerelles.accounts.passkeys.rules import rp_id_of
from passerelles.accounts.passkeys.schemas import NewPasskeyIn, PasskeySessionIn

ALGORITHMS: Final = (-8, -7, -257)
"""COSE: EdDSA, ES256, RS256."""


@dataclass(frozen=True)
class NewKey:
    """A key whose maker proved to hold it."""

    credential_id: str
    public_key: bytes
    sign_count: int


def challenge_of(client_data: str) -> str:
    """The challenge that an answer says it answers; empty when it says nothing readable."""
    try:
        said = json.loads(_bytes(client_data))
    except (ValueError, RecursionError):
        return ""
    challenge = said.get("challenge") if isinstance(said, dict) else None
    return challenge if isinstance(challenge, str) and challenge.isascii() else ""


def read_new(given: NewPasskeyIn, *, challenge: str, origin: str) -> NewKey | None:
    """The key that `navigator.credentials.create()` made for this question, on our page, its owner recognised."""
    from webauthn import verify_registration_response
    from webauthn.helpers.cose import COSEAlgorithmIdentifier

    answer = {
        "id": given.credential_id,
        "rawId": given.credential_id,
        "type": "public-key",
        "response": {"clientDataJSON": given.client_data, "attestationObject": given.attestation},
    }
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=rp_id_of(origin),
            expected_origin=origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(number) for number in ALGORITHMS],
        )
    except Exception:  # whatever a made-up answer breaks in the library, it is refused
        return None
    credential_id = text_of(made.credential_id)
    if credential_id != given.credential_id:
        return None
    return NewKey(credential_id, made.credential_public_key, made.sign_count)


def read_use(given: PasskeySessionIn, *, challenge: str, origin: str, public_key: bytes) -> int | None:
    """How often the key says it was used, when `navigator.credentials.get()` answered this question with it."""
    from webauthn import verify_authentication_response

    answer = {
        "id": given.credential_id,
        "rawId": given.credential_id,
        "type": "public-key",
        "response": {
            "clientDataJSON": given.client_data,
            "authenticatorData": given.authenticator_data,
            "signature": given.signature,
            "userHandle": given.user_handle,
        },
    }
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=rp_id_of(origin),
            expected_origin=origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,  # compared by the caller, who notes a count that went back
            require_user_verification=True,
        )
    except Exception:  # whatever a made-up answer breaks in the library, it is refused
        return None
    return used.new_sign_count


def text_of(value: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
