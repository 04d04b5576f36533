"""A kind of diploma has a page and may be aimed at."""

from __future__ import annotations

import httpx

from passerelles.catalogue import present_kinds
from passerelles.catalogue.service import point
from passerelles.core.db import Database
from passerelles.journeys import service
from passerelles.journeys.asking import Wishes
from passerelles.journeys.graph import kinds
from passerelles.journeys.kinds_of_diploma import FACTS, kind_of
from tests.support.editions import CHALLANS, CINAV, a_catalogue, a_certification, a_programme, publish_small

LICENCE_PRO = a_certification(
    "25000001", "Licence pro Métiers de l’industrie navale", kind="licence-pro", level=6, years=1
)
TAUGHT = a_programme("0440069L", "25000001", procedure="parcoursup")


def test_every_kind_that_the_graph_names_is_described() -> None:
    named = {kind.target for following in kinds.KINDS.values() for kind in following}
    assert named <= {f"TYPE:{name}" for name in FACTS}
    for identifier in named:
        found = kind_of(a_catalogue(), identifier)
        assert found is not None
        assert found.about.endswith(".")


def test_its_page_lists_the_diplomas_taught_here_and_where() -> None:
    catalogue = a_catalogue(certifications=[LICENCE_PRO], programmes=[TAUGHT])
    kind = kind_of(catalogue, "TYPE:licence-pro")
    assert kind is not None
    page = present_kinds.kind_of_diploma(catalogue, kind, point(catalogue, CHALLANS))
    assert [one.id for one in page.members] == [LICENCE_PRO.id]
    assert [one.institution.id for one in page.programmes] == ["UAI:0440069L"]
    assert page.programmes[0].institution.distance_km is not None
    assert page.about


def test_the_planner_goes_to_a_kind() -> None:
    catalogue = a_catalogue(certifications=[LICENCE_PRO], programmes=[TAUGHT])
    found = service.plan_journeys(catalogue, (), Wishes(start=CINAV, to="TYPE:licence-pro", near=CHALLANS))
    assert found.to is not None
    assert found.to.label == "Licence professionnelle du domaine"
    assert [one.legs[-1].programme.id for one in found.itineraries if one.legs[-1].programme] == [TAUGHT.id]


def test_a_kind_that_nobody_teaches_here_gives_two_exits() -> None:
    found = service.plan_journeys(a_catalogue(), (), Wishes(start="stage:3e", to="TYPE:master", near=CHALLANS))
    assert found.itineraries == []
    assert len(found.exits) == 2
    assert found.message


async def test_no_page_links_to_a_kind_without_a_page(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    page = (await client.get(f"/diplomes/{CINAV}")).text
    assert "/diplomes/TYPE:licence-pro" in page
    assert (await client.get("/diplomes/TYPE:licence-pro")).status_code == 200
    assert (await client.get("/api/certifications/TYPE:licence-pro")).json()["kind"] == "licence-pro"
    assert (await client.get("/api/certifications/TYPE:rien")).status_code == 404
