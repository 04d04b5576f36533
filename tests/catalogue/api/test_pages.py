"""The pages of a diploma, a programme, an institution, a job and the campus."""

from __future__ import annotations

from typing import Any

import httpx

from passerelles.core.db import Database
from tests.support.editions import (
    BRIAND,
    CHALLANS,
    CINAV,
    MAINTENANCE_NAUTIQUE,
    OLD_MAINTENANCE_NAUTIQUE,
    REMI,
    TABARLY,
    TCI,
    a_certification,
    an_edition,
    publish,
)


async def get(reader: httpx.AsyncClient, path: str) -> dict[str, Any]:
    response = await reader.get(f"/api{path}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_an_old_diploma_answers_with_the_one_open_now(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{OLD_MAINTENANCE_NAUTIQUE}")
    assert (page["id"], page["open"], page["resolved_from"]) == (MAINTENANCE_NAUTIQUE, True, OLD_MAINTENANCE_NAUTIQUE)


async def test_its_figures_keep_the_name_they_were_published_under(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{MAINTENANCE_NAUTIQUE}")
    programme = page["programmes"][0]
    assert programme["places"]["value"] == 20
    assert programme["places"]["vintage"] == "2022"
    assert programme["places"]["published_as"] == (
        "publié sous «\u00a0Bac pro Maintenance nautique\u00a0» (ancien code 40025009)"
    )


async def test_places_in_2de_and_in_premiere_are_never_added(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{MAINTENANCE_NAUTIQUE}")
    entries = {one["entry_words"]: one["places"]["value"] for one in page["programmes"]}
    assert entries == {"entrée en 2de": 20, "entrée en 1re": 20}


async def test_a_diploma_with_several_successors_keeps_its_page_and_names_them(
    db: Database, client: httpx.AsyncClient
) -> None:
    old = a_certification("1", "CAP ancien", closed="2020-08-31", successors=(TCI, CINAV))
    await publish(db, an_edition(certifications=[old]))
    page = await get(client, "/certifications/CFD:1")
    assert (page["id"], page["open"], page["resolved_from"]) == ("CFD:1", False, None)
    assert [one["id"] for one in page["successors"]] == [TCI, CINAV]
    assert len(page["programmes"]) == 3


async def test_a_bac_pro_says_its_common_year_and_the_common_year_says_what_follows(reader: httpx.AsyncClient) -> None:
    assert (await get(reader, f"/certifications/{TCI}"))["common_year"]["id"] == REMI
    following = (await get(reader, f"/certifications/{REMI}"))["leads_to_common"]
    assert [one["id"] for one in following] == [TCI]


async def test_other_ways_are_leads_with_their_evidence_and_contacts(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{TCI}?near={CHALLANS}")
    ways = {one["status"]: one for one in page["ways"]}
    assert list(ways) == ["apprenticeship", "continuing", "vae"]
    assert ways["apprenticeship"]["words"] == "Accessible en apprentissage\u00a0: à confirmer avec un CFA"
    assert ways["apprenticeship"]["source"].startswith("InserJeunes")
    assert ways["vae"]["source"].startswith("Certif Info")
    assert ways["continuing"]["contacts"][0]["city"] == "Challans"


async def test_a_status_that_is_taught_here_is_not_a_lead(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{CINAV}")
    assert [one["status"] for one in page["ways"]] == ["vae"]


async def test_outcomes_say_their_scope_and_year_and_unknown_is_said(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/certifications/{TCI}")
    words = {one["status"]: one["outcomes"]["words"] for one in page["outcomes"]}
    assert words == {
        "school": (
            "58\u00a0% continuent leurs études, 46\u00a0% des sortants en emploi à 6\u00a0mois (région, 2022-2023)"
        ),
        "apprenticeship": "74\u00a0% des sortants en emploi à 6\u00a0mois (région, 2022-2023)",
    }
    briand = await get(reader, f"/institutions/{BRIAND}")
    assert briand["programmes"][0]["outcomes"]["words"] == "emploi\u00a0: non disponible"


async def test_a_programme_page_tells_the_official_step_and_the_same_diploma_otherwise(
    reader: httpx.AsyncClient,
) -> None:
    page = await get(reader, "/programmes/PRG:0440069L.32025413.apprenticeship")
    programme, siblings = page["programme"], page["siblings"]
    assert (programme["track"], programme["letter"]) == ("apprenticeship", "A")
    assert programme["next_step"] == {
        "label": "Demander cette formation\u00a0: Parcoursup, puis un contrat avec une entreprise",
        "url": "https://www.parcoursup.fr/",
        "note": "Dates à confirmer",
    }
    assert programme["pressure"]["explanation"] == ("Parcoursup\u00a0: tous les vœux confirmés par place, session 2024")
    assert [one["id"] for one in siblings] == ["PRG:0440069L.32025413.school"]


async def test_an_institution_page_gives_its_distance_and_its_place_in_the_campus(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/institutions/{TABARLY}?near={CHALLANS}")
    assert page["distance_km"] == 35.8
    assert page["campus_member"] == "documented"
    assert page["place_words"] is None
    assert page["house"] is None


async def test_an_institution_without_a_place_says_its_department(reader: httpx.AsyncClient) -> None:
    page = await get(reader, f"/institutions/UAI:0851400K?near={CHALLANS}")
    assert page["place_words"] == "lieu non disponible (Vendée)"
    assert page["distance_km"] is None


async def test_a_job_page_lists_the_open_diplomas_that_name_it(reader: httpx.AsyncClient) -> None:
    page = await get(reader, "/jobs/ROME:I1605")
    assert [one["id"] for one in page["certifications"]] == ["CFD:50025217", MAINTENANCE_NAUTIQUE]


async def test_the_campus_names_its_sources_and_says_that_it_is_a_demonstration(reader: httpx.AsyncClient) -> None:
    page = await get(reader, "/campus")
    assert (page["id"], page["demo"]) == ("CMQ-PDL-NAUTISME", True)
    assert {one["licence"] for one in page["sources"]} >= {"ODbL", "LO 2.0", "non précisée"}
    assert [one["id"] for one in page["members"]] == [TABARLY, BRIAND]


async def test_what_nobody_knows_is_a_404_with_a_next_step(reader: httpx.AsyncClient) -> None:
    for path in (
        "certifications/CFD:0",
        "certifications/UAI:0850033Z",
        "programmes/PRG:0",
        "institutions/UAI:0",
        "jobs/0",
    ):
        response = await reader.get(f"/api/{path}")
        assert response.status_code == 404, path
        assert response.json()["type"] == "/problemes/not-found"
        assert response.json()["next"]


async def test_a_commune_nobody_knows_is_refused_in_words(reader: httpx.AsyncClient) -> None:
    response = await reader.get(f"/api/institutions/{TABARLY}?near=COM:00000")
    assert response.status_code == 422
    assert response.json()["type"] == "/problemes/unknown-place"
