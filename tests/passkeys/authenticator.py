"""A phone's authenticator in software: makes keys and answers questions, as WebAuthn level 3 writes it."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """One key. `count` is what it says of its use: 0 for ever on a synchronised key. Each switch is one lie."""

    origin: str
    rp_id: str
    counts: bool = True
    count: int = 0
    verified: bool = True
    user_handle: str = ""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, question: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.create()`."""
        self.user_handle = question["user_id"]
        numbers = self.key.public_key().public_numbers()
        public_key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + encode_cbor(public_key)
        data = self._data(ATTESTED) + attested
        return {
            "credential_id": text(self.credential_id),
            "client_data": text(self._client_data("webauthn.create", question["challenge"])),
            "attestation": text(encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal"],
        }

    def get(self, question: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get()`."""
        client_data = self._client_data("webauthn.get", question["challenge"])
        data = self._data()
        signed = data + hashlib.sha256(client_data).digest()
        return {
            "credential_id": text(self.credential_id),
            "client_data": text(client_data),
            "authenticator_data": text(data),
            "signature": text(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "user_handle": self.user_handle,
        }

    def _data(self, flags: int = 0) -> bytes:
        if self.counts:
            self.count += 1
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()
