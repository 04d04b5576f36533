"""The map's tiles, when the installation names some: said to the app, and to people."""

from __future__ import annotations

from passerelles.core.settings import Settings
from tests.pages.conftest import reader
from tests.pages.reading import Reader

TILES = {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "© Quelqu’un"}


async def test_without_tiles_the_app_hears_of_none_and_privacy_promises_no_other_site(robot: Reader) -> None:
    assert (await robot.read("/explorer")).start["tiles"] is None
    assert "aucun appel à un autre site." in (await robot.read("/confidentialite")).main


async def test_with_tiles_the_app_knows_them_and_privacy_names_who_is_asked(published: Settings) -> None:
    named = {"tiles_url": TILES["url"], "tiles_attribution": TILES["attribution"]}
    async with reader(published.model_copy(update=named)) as robot:
        assert (await robot.read("/explorer")).start["tiles"] == TILES
        assert "https://tiles.example" in (await robot.read("/confidentialite")).main
