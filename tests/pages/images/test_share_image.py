"""`/og/<id>.png`: a picture of the right size, from our fonts alone, kept by the edition."""

from __future__ import annotations

import pytest

from passerelles.pages.images.cards import split_title
from tests.pages.addresses import FLAGSHIP, PUBLIC
from tests.pages.pictures import size_of
from tests.pages.reading import Reader

PATH = f"/og/{FLAGSHIP.removeprefix('/parcours/')}.png"


@pytest.mark.parametrize("path", [PATH, "/og/campus.png"])
async def test_the_image_is_a_png_of_1200_by_630(robot: Reader, path: str) -> None:
    answer = await robot.client.get(path)
    assert answer.headers["content-type"] == "image/png"
    assert size_of(answer.content) == (1200, 630)
    assert 5_000 < len(answer.content) < 100_000


async def test_the_image_is_made_once_per_edition_and_may_be_shown_elsewhere(robot: Reader) -> None:
    first = await robot.client.get(PATH)
    again = await robot.client.get(PATH, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert first.headers["cache-control"] == "public, max-age=86400"


async def test_the_image_of_an_unknown_itinerary_is_not_found(robot: Reader) -> None:
    assert (await robot.client.get("/og/nulle-part.png")).status_code == 404


async def test_every_page_names_an_image_that_exists(robot: Reader) -> None:
    for path in PUBLIC:
        image = (await robot.read(path)).meta["og:image"]
        assert (await robot.client.get(image)).status_code == 200


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("BTS Construction navale, en 5 ans", ("BTS Construction navale,", "en 5 ans")),
        ("CAP Cuisine, en\u00a01\u00a0an", ("CAP Cuisine,", "en\u00a01\u00a0an")),
        ("Mécanicien nautique", ("Mécanicien nautique", "")),
    ],
)
def test_the_duration_of_a_title_is_highlighted(title: str, parts: tuple[str, str]) -> None:
    assert split_title(title) == parts
