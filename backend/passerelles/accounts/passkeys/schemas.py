"""Shapes of passkeys. Binary values are base64url without padding, as WebAuthn writes them in JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from passerelles.core.schemas import In, Out

MayChange = Literal["now", "sign_in_again", "shared", "unavailable"]
Transport = Literal["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]

BASE64URL = r"^[A-Za-z0-9_-]+$"
CredentialId = Annotated[str, Field(max_length=1400, pattern=BASE64URL)]
Binary = Annotated[str, Field(max_length=16_384, pattern=BASE64URL)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class PasskeyOut(Out):
    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


class PasskeyList(Out):
    items: list[PasskeyOut]
    may_change: MayChange
    offer: bool  # worth proposing one: none yet, and never declined


class NewPasskeyQuestionOut(Out):
    """What `navigator.credentials.create()` must be asked. One answer, within five minutes."""

    challenge: str
    rp_id: str
    rp_name: str
    user_id: str
    user_name: str
    algorithms: list[int]  # COSE, best first
    exclude: list[str]  # credentials this person already has
    timeout_ms: int


class NewPasskeyIn(In):
    """The device's answer, and what to call the key (its device when nothing is given)."""

    credential_id: CredentialId
    client_data: Binary
    attestation: Binary
    transports: list[Transport] = Field(default_factory=list, max_length=7)
    name: Name | None = None


class PasskeyNameIn(In):
    name: Name


class OfferIn(In):
    """Whether this person still wants to be told about passkeys."""

    wanted: Literal[False]


class PasskeyQuestionOut(Out):
    """What `navigator.credentials.get()` must be asked: any key of this site."""

    challenge: str
    rp_id: str
    timeout_ms: int


class PasskeySessionIn(In):
    credential_id: CredentialId
    client_data: Binary
    authenticator_data: Binary
    signature: Binary
    user_handle: Annotated[str, Field(max_length=128, pattern=BASE64URL)]
    short: bool = False
