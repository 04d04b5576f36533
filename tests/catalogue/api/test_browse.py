"""Browsing: filters, facets, order and pages."""

from __future__ import annotations

from typing import Any

import httpx

from tests.support.editions import BRIAND, CHALLANS, OLD_MAINTENANCE_NAUTIQUE


async def browse(reader: httpx.AsyncClient, **query: object) -> dict[str, Any]:
    response = await reader.get("/api/programmes", params={name: str(value) for name, value in query.items()})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def facet(answer: dict[str, Any], name: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in answer["facets"][name]}


async def test_without_a_filter_everything_is_listed_by_label(reader: httpx.AsyncClient) -> None:
    answer = await browse(reader)
    labels = [one["certification"]["label"] for one in answer["items"]]
    assert answer["total"] == len(labels) == 8
    assert labels == sorted(labels, key=str.casefold)


async def test_a_facet_ignores_its_own_filter_and_obeys_the_others(reader: httpx.AsyncClient) -> None:
    answer = await browse(reader, line="higher", department="44")
    assert answer["total"] == 1
    assert facet(answer, "line") == {"apprenticeship": 1, "higher": 1}
    assert facet(answer, "department") == {"44": 1}


async def test_every_facet_count_is_what_choosing_it_gives(reader: httpx.AsyncClient) -> None:
    for name in ("line", "sector", "level", "department", "boarding"):
        counts = facet(await browse(reader, q="pro"), name)
        assert counts
        for value, count in counts.items():
            assert (await browse(reader, q="pro", **{name: value}))["total"] == count


async def test_a_filter_may_have_several_values(reader: httpx.AsyncClient) -> None:
    answer = await browse(reader, line="higher,apprenticeship")
    assert {one["track"] for one in answer["items"]} == {"higher", "apprenticeship"}


async def test_near_puts_the_nearest_first_and_unknown_places_last(reader: httpx.AsyncClient) -> None:
    distances = [one["institution"]["distance_km"] for one in (await browse(reader, near=CHALLANS))["items"]]
    assert distances[-1] is None
    assert distances[:-1] == sorted(distances[:-1])


async def test_max_km_leaves_out_what_is_farther_and_what_has_no_place(reader: httpx.AsyncClient) -> None:
    answer = await browse(reader, near=CHALLANS, max_km=40)
    assert {one["institution"]["city"] for one in answer["items"]} == {"Les Sables-d'Olonne"}


async def test_an_old_diploma_filters_what_replaced_it(reader: httpx.AsyncClient) -> None:
    answer = await browse(reader, certification=OLD_MAINTENANCE_NAUTIQUE)
    assert answer["total"] == 2


async def test_an_institution_and_a_text_narrow_the_list(reader: httpx.AsyncClient) -> None:
    assert (await browse(reader, institution=BRIAND))["total"] == 2
    assert (await browse(reader, q="CHAUDRONN tabarly"))["total"] == 1
    assert (await browse(reader, q="chaudronnerie briand"))["total"] == 0


async def test_pages_follow_each_other_without_loss(reader: httpx.AsyncClient) -> None:
    whole = [one["id"] for one in (await browse(reader, near=CHALLANS))["items"]]
    seen: list[str] = []
    query: dict[str, object] = {"near": CHALLANS, "limit": 3}
    while True:
        answer = await browse(reader, **query)
        seen += [one["id"] for one in answer["items"]]
        if answer["next"] is None:
            break
        query["cursor"] = answer["next"]
    assert seen == whole


async def test_a_cursor_of_somebody_else_is_refused(reader: httpx.AsyncClient) -> None:
    response = await reader.get("/api/programmes?cursor=zzz")
    assert response.status_code == 422
