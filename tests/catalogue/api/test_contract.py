"""The names other programs rely on: never renamed, only added to."""

from __future__ import annotations

import httpx

from tests.support.editions import CINAV, TABARLY


async def test_a_search_answer_has_the_names_of_the_contract(reader: httpx.AsyncClient) -> None:
    answer = (await reader.get("/api/search?q=construction navale&near=COM:85047&limit=3")).json()
    assert answer.keys() >= {"edition", "items"}
    assert len(answer["items"]) <= 3
    assert answer["items"][0] == {
        "kind": "certification",
        "id": CINAV,
        "label": "BTS Conception et industrialisation en construction navale",
        "detail": "Brevet de technicien supérieur, 2\u00a0ans",
        "url": f"/diplomes/{CINAV}",
    }


async def test_ids_are_typed_and_may_be_escaped(reader: httpx.AsyncClient) -> None:
    raw = await reader.get(f"/api/certifications/{CINAV}")
    escaped = await reader.get(f"/api/certifications/{CINAV.replace(':', '%3A')}")
    assert (raw.status_code, raw.json()["id"]) == (200, CINAV)
    assert escaped.content == raw.content


async def test_a_programme_names_its_certification_and_institution_by_id(reader: httpx.AsyncClient) -> None:
    programme = (await reader.get("/api/programmes?certification=CFD:40025411")).json()["items"][0]
    assert programme.keys() >= {
        "id", "certification", "institution", "status", "track", "rhythm", "places", "pressure", "outcomes",
    }  # fmt: skip
    assert programme["certification"]["id"] == "CFD:40025411"
    assert programme["institution"]["id"] == TABARLY


async def test_every_figure_says_value_year_scope_source_and_licence(reader: httpx.AsyncClient) -> None:
    programme = (await reader.get(f"/api/institutions/{TABARLY}")).json()["programmes"][0]
    for figure in (programme["places"], programme["demand"]):
        assert figure.keys() == {"value", "vintage", "scope", "source", "licence", "published_as"}
        assert figure["vintage"]
        assert figure["scope"] == "établissement"
        assert figure["source"]


async def test_no_answer_leaves_a_name_out_when_it_is_unknown(reader: httpx.AsyncClient) -> None:
    known = (await reader.get(f"/api/institutions/{TABARLY}")).json()
    unknown = (await reader.get("/api/institutions/UAI:0851400K")).json()
    assert known.keys() == unknown.keys()
