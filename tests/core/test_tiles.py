"""Tiles come from one origin, with their attribution, or not at all."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from passerelles.core.settings import Settings

URL, WORDS = "https://tiles.example/{z}/{x}/{y}.png", "© Quelqu’un"


def test_nothing_is_asked_of_anybody_by_default() -> None:
    assert (Settings().tiles_url, Settings().tiles_origin) == ("", "")


def test_the_origin_of_the_tiles_is_read_from_their_address() -> None:
    assert Settings(tiles_url=URL, tiles_attribution=WORDS).tiles_origin == "https://tiles.example"


@pytest.mark.parametrize(
    ("url", "attribution"),
    [
        (URL, ""),
        ("", WORDS),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", WORDS),
        ("https://tiles.example/map.png", WORDS),
        ("https://tiles.example; script-src *//{z}/{x}/{y}", WORDS),
        ("//tiles.example/{z}/{x}/{y}.png", WORDS),
    ],
)
def test_tiles_that_the_policy_could_not_name_or_without_attribution_are_refused(url: str, attribution: str) -> None:
    with pytest.raises(ValidationError, match="PASSERELLES_TILES"):
        Settings(tiles_url=url, tiles_attribution=attribution)
