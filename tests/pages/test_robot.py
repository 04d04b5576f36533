"""A robot without JavaScript gets everything: title, description, previews, canonical address, stations, facts."""

from __future__ import annotations

import pytest

from tests.pages.addresses import FLAGSHIP, PERSONAL, PUBLIC
from tests.pages.reading import Reader

OPEN_GRAPH = ("og:title", "og:description", "og:url", "og:image", "og:type", "og:locale", "og:site_name")


@pytest.mark.parametrize("path", PUBLIC)
async def test_a_public_page_has_a_whole_head_and_readable_content(open_robot: Reader, path: str) -> None:
    page = await open_robot.read(path)
    assert page.status == 200
    assert page.title.endswith("Passerelles")
    assert len(page.meta["description"]) > 30
    assert all(page.meta[name] for name in OPEN_GRAPH)
    assert page.links["canonical"][0].startswith("https://campus.example/")
    assert page.meta["og:image"].startswith("https://campus.example/og/")
    assert page.meta["twitter:card"] == "summary_large_image"
    assert len(page.main.split()) > 5
    assert "robots" not in page.meta


@pytest.mark.parametrize("path", [*PUBLIC, *PERSONAL])
async def test_nothing_is_inline(robot: Reader, path: str) -> None:
    page = await robot.read(path)
    assert page.inline == []
    assert [script["type"] for script in page.scripts] in ([], ["module"])


@pytest.mark.parametrize("path", [*PUBLIC, *PERSONAL])
async def test_a_demonstration_says_so_and_stays_out_of_search_engines(robot: Reader, path: str) -> None:
    page = await robot.read(path)
    assert "Démonstration" in page.source
    assert "démonstration" in page.meta.get("og:site_name", "démonstration")
    assert page.meta["robots"] == "noindex, nofollow"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", PERSONAL)
async def test_a_personal_address_answers_an_empty_shell_kept_nowhere(open_robot: Reader, path: str) -> None:
    page = await open_robot.read(path)
    assert page.status == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.start["answer"] is None
    assert "canonical" not in page.links


async def test_an_itinerary_reads_station_by_station(robot: Reader) -> None:
    page = await robot.read(FLAGSHIP)
    stations = [" ".join(item.split()) for item in page.items]
    assert len(stations) == 5  # three stations, two rides
    assert stations[0].startswith("Tu es ici")
    assert "Bac pro Technicien en chaudronnerie industrielle" in stations[1]
    assert "36 km à vol d’oiseau" in stations[1]
    assert "Suite probable, à confirmer avec l’établissement" in stations[2]
    assert "BTS Conception et industrialisation en construction navale" in stations[3]
    assert "Parcoursup" in stations[3]
    assert "n’est pas une admission" in page.main


async def test_an_itinerary_is_described_to_machines_as_an_ordered_list(robot: Reader) -> None:
    page = await robot.read(FLAGSHIP)
    (described,) = page.structured
    assert described["@type"] == "ItemList"
    assert [entry["position"] for entry in described["itemListElement"]] == [1, 2]
    assert described["itemListElement"][1]["item"]["@type"] == "EducationalOccupationalProgram"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/diplomes/CFD:32025413", "Course"),
        ("/formations/PRG:0440069L.32025413.school", "EducationalOccupationalProgram"),
        ("/etablissements/UAI:0850033Z", "EducationalOrganization"),
        ("/metiers/ROME:I1605", "Occupation"),
    ],
)
async def test_catalogue_pages_are_described_to_machines(robot: Reader, path: str, kind: str) -> None:
    page = await robot.read(path)
    assert [found["@type"] for found in page.structured] == [kind]
    assert page.structured[0]["url"].startswith("http://testserver/")


async def test_an_old_diploma_names_the_open_one_as_canonical(robot: Reader) -> None:
    page = await robot.read("/diplomes/CFD:40025009")
    assert page.links["canonical"] == ["http://testserver/diplomes/CFD:40025223"]
    assert "ancien diplôme" in page.main


@pytest.mark.parametrize(
    "path",
    [
        FLAGSHIP,
        "/?from=stage:3e&to=CFD:32025413&near=COM:85047",
        "/explorer?line=higher&q=bts&near=COM:85047",
        "/diplomes/CFD:32025413?near=COM:85047",
        "/formations/PRG:0440069L.32025413.school",
        "/etablissements/UAI:0850033Z?near=campus",
        "/metiers/ROME:I1605",
        "/stages?near=COM:85194&max_km=20",
        "/sport",
        "/internats?max_km=10",
    ],
)
async def test_the_app_starts_from_the_answer_to_the_question_it_would_ask(robot: Reader, path: str) -> None:
    page = await robot.read(path)
    asked = await robot.client.get(page.start["question"])
    assert asked.status_code == 200
    assert page.start["answer"] == asked.json()
    assert page.start["campus"] == {"name": (await robot.client.get("/api/campus")).json()["name"]}


async def test_the_next_page_of_a_list_is_not_where_the_app_starts(robot: Reader) -> None:
    page = await robot.read("/explorer?cursor=cDA")
    assert page.status == 200
    assert page.start["answer"] is None


async def test_links_of_a_list_lead_to_pages(robot: Reader) -> None:
    page = await robot.read("/explorer")
    programmes = [address for address in page.anchors if address.startswith("/formations/")]
    assert programmes
    assert (await robot.read(programmes[0])).status == 200
