"""Which published keys may verify a token."""

from __future__ import annotations

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from passerelles.accounts.identity.knowledge import usable

EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"}).as_dict(private=False)
RSA = RSAKey.generate_key(2048, {"kid": "rsa"}).as_dict(private=False)


def test_ec_and_rsa_keys_for_signatures_are_kept() -> None:
    assert [key.kid for key in usable([EC, RSA])] == ["ec", "rsa"]


@pytest.mark.parametrize(
    "key",
    [
        OctKey.import_key(b"k" * 32, {"kid": "shared"}).as_dict(),
        EC | {"use": "enc"},
        EC | {"kty": "AKP"},
        {"kty": "EC", "kid": "cut"},
        EC | {"x": 7},
        EC | {"crv": "P-999"},
        RSA | {"n": "*"},
        "a key",
        None,
    ],
)
def test_others_are_left_out_without_losing_the_rest(key: object) -> None:
    assert [kept.kid for kept in usable([key, RSA])] == ["rsa"]


@pytest.mark.parametrize("published", [None, {}, "keys", 7, []])
def test_a_set_of_another_shape_holds_no_key(published: object) -> None:
    assert not usable(published)
