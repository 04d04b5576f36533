"""An itinerary's id: readable, URL-safe, and enough to build it again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import service
from passerelles.journeys.asking import Wishes
from passerelles.journeys.itinerary_id import decode
from passerelles.journeys.rebuilding import UnknownItinerary
from tests.support.editions import CHALLANS, CINAV, OLD_MAINTENANCE_NAUTIQUE, a_catalogue, an_edition

CATALOGUE = a_catalogue()
FLAGSHIP = "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s"

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"start": "stage:3e", "to": CINAV, "near": CHALLANS},
    {"start": "stage:3e", "to": CINAV},
    {"start": "stage:3e", "to": CINAV, "near": CHALLANS, "max_km": 45.0},
    {"start": "stage:3e", "to": "ROME:I1605", "near": CHALLANS},
    {"start": "stage:2gt", "to": CINAV, "near": CHALLANS},
    {"start": "stage:bac-general", "to": CINAV, "near": CHALLANS},
    {"start": "stage:bac-techno-stl", "to": CINAV},
    {"start": "CFD:50025217", "to": OLD_MAINTENANCE_NAUTIQUE, "near": CHALLANS},
    {"start": "stage:work", "to": "CFD:40025411", "near": CHALLANS},
    {"start": "stage:work", "to": CINAV},
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q['start']}-{q['to']}")
def test_every_answer_is_built_again_from_its_id(question: dict[str, Any]) -> None:
    catalogue = a_catalogue()
    shown = service.plan_journeys(catalogue, (), Wishes(**question)).itineraries
    assert shown
    for one in shown:
        assert re.fullmatch(r"[A-Za-z0-9._~-]{1,400}", one.id)
        again = service.itinerary_page(catalogue, (), one.id)
        assert again.itinerary == one
        assert again.changed is None


def test_the_flagship_has_a_readable_id() -> None:
    shown = service.plan_journeys(a_catalogue(), (), Wishes(start="stage:3e", to=CINAV, near=CHALLANS)).itineraries
    assert FLAGSHIP in [one.id for one in shown]


def test_an_old_diploma_in_an_id_leads_to_its_successor_and_says_so() -> None:
    page = service.itinerary_page(a_catalogue(), (), "3e~85047_0850033Z.40025009.s")
    assert page.itinerary.id == "3e~85047_0850033Z.40025223.s"
    assert page.changed
    assert "Bac pro Maintenance nautique a changé de version" in page.changed


@pytest.mark.parametrize(
    "identifier",
    [
        "3e",
        "",
        "_",
        "3e_",
        "3e_0850033Z",
        "3e~85047_0850033Z.40025411.x",
        "4e~85047_0850033Z.40025411.s.1re",
        "3e~99999_0850033Z.40025411.s.1re",
        "3e~85047_0850033Z.40025412.s.1re",
        "3e~85047_0440069L.32025413.s",  # no 3e goes straight to a BTS
        "3e~85047_0440069L.32025413.s_0850033Z.40025411.s.1re",  # backwards
        "3e_lead.c.32025413",  # continuing education is for adults
        "3e_lead.g.bac-general",  # leads nowhere by itself
        "work_lead.c.99999999",
        FLAGSHIP + "_" + "x" * 400,
        "3e~85047_../../etc/passwd",
        "3e~85047_<script>",
    ],
)
def test_what_is_not_an_itinerary_is_refused_with_a_next_step(identifier: str) -> None:
    with pytest.raises(UnknownItinerary) as refused:
        service.itinerary_page(a_catalogue(), (), identifier)
    assert refused.value.body()["status"] == 404
    assert refused.value.body()["next"]


def test_a_school_that_stops_teaching_it_makes_the_link_unknown() -> None:
    edition = an_edition()
    left = tuple(one for one in edition.programmes if one.id != "PRG:0440069L.32025413.school")
    service.itinerary_page(Catalogue(edition), (), FLAGSHIP)
    with pytest.raises(UnknownItinerary):
        service.itinerary_page(Catalogue(structs.replace(edition, programmes=left)), (), FLAGSHIP)


@settings(max_examples=200, deadline=None)
@given(st.text("3e~_.s-lead0850033Z40025411CFDROMEg", max_size=60) | st.text(max_size=60))
def test_whatever_is_typed_is_an_itinerary_or_a_refusal(identifier: str) -> None:
    try:
        page = service.itinerary_page(CATALOGUE, (), identifier)
    except UnknownItinerary:
        return
    assert page.itinerary.legs


def test_an_id_says_where_one_starts() -> None:
    found = decode("cfd-50025217~85047~45_0850033Z.40025223.s.1re_rome-I1605")
    assert found
    assert (found.start, found.commune, found.max_km, found.job) == ("CFD:50025217", "COM:85047", 45.0, "ROME:I1605")
