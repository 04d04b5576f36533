"""Settings: what must never be mixed, and what a refusal must never print."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from passerelles.core.settings import Settings


def test_demonstration_is_refused_in_production_without_printing_secrets() -> None:
    with pytest.raises(ValidationError) as refusal:
        Settings(demo=True, production=True, database_url="postgresql://app:s3cret@database/app")
    assert "PASSERELLES_DEMO=1 is refused in production" in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(("base_url", "secure"), [("https://a.fr", True), ("http://127.0.0.1:8000", False)])
def test_cookies_are_secure_when_the_public_address_is(base_url: str, secure: bool) -> None:
    assert Settings(base_url=base_url).secure_cookies is secure
