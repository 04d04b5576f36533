"""The planner answers a phone that runs no script."""

from __future__ import annotations

from tests.pages.reading import Reader


async def test_typed_words_become_choices_that_keep_the_question(robot: Reader) -> None:
    page = await robot.read("/?from=stage:3e&near=challans&to=construction+navale")
    choices = [address for address in page.anchors if "to=CFD" in address]
    assert choices == ["/?from=stage%3A3e&near=COM%3A85047&to=CFD%3A32025413"]


async def test_a_choice_shows_journeys_with_links(robot: Reader) -> None:
    page = await robot.read("/?from=stage%3A3e&near=COM%3A85047&to=CFD%3A32025413")
    assert "Rien à moins de 30\u00a0km de Challans" in page.main
    journeys = [address for address in page.anchors if address.startswith("/parcours/")]
    assert len(journeys) >= 2
    assert (await robot.read(journeys[0])).status == 200


async def test_the_label_sent_back_by_the_form_is_understood(robot: Reader) -> None:
    label = "BTS Conception et industrialisation en construction navale"
    page = await robot.read(f"/?from=stage:3e&near=Challans&to={label}")
    assert [address for address in page.anchors if address.startswith("/parcours/")]


async def test_a_question_is_not_for_search_engines_but_the_planner_is(open_robot: Reader) -> None:
    asked = await open_robot.read("/?from=stage:3e&to=CFD:32025413")
    assert asked.headers["x-robots-tag"] == "noindex, nofollow"
    assert asked.links["canonical"] == ["https://campus.example/"]
    assert "x-robots-tag" not in (await open_robot.read("/")).headers


async def test_an_unknown_destination_is_said_above_a_form_that_stays(robot: Reader) -> None:
    page = await robot.read("/?from=stage:3e&to=CFD:99999999")
    asked = await robot.client.get("/api/journeys?from=stage:3e&to=CFD:99999999")
    assert page.status == asked.status_code
    assert asked.json()["title"] in page.main
    assert '<form class="plan-form' in page.source
    assert page.scripts != []
    assert page.headers["cache-control"] == "no-store"


async def test_a_malformed_question_is_a_page_too(robot: Reader) -> None:
    page = await robot.read("/?max_km=loin")
    assert page.status == 422
    assert page.headers["content-type"].startswith("text/html")
