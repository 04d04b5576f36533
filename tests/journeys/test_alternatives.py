"""A station replaced in place gives an itinerary of its own."""

from __future__ import annotations

from passerelles.journeys import service
from passerelles.journeys.asking import Wishes
from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY, a_catalogue, a_programme


def test_each_replacement_leads_to_the_same_arrival_through_another_place() -> None:
    catalogue = a_catalogue(
        programmes=[
            a_programme("0440069L", "40020103", years=1, places=15),
            a_programme("0440069L", "40025411", entry="premiere", years=2, places=12),
        ]
    )
    shown = service.plan_journeys(catalogue, (), Wishes(start="stage:3e", to=CINAV, near=CHALLANS)).itineraries
    replaced: list[tuple[str, str]] = []
    for one in shown:
        for index, leg in enumerate(one.legs):
            assert [other.institution for other in leg.replacements] == leg.alternatives
            for other in leg.replacements:
                page = service.itinerary_page(catalogue, (), other.itinerary)
                changed = page.itinerary.legs[index].programme
                assert leg.programme
                assert changed
                assert (changed.id, page.itinerary.arrival.id) == (other.programme, one.arrival.id)
                replaced.append((leg.programme.institution.id, changed.institution.id))
    assert (TABARLY, BRIAND) in replaced


def test_a_lead_has_nothing_to_replace() -> None:
    shown = service.plan_journeys(a_catalogue(), (), Wishes(start="stage:work", to=CINAV)).itineraries
    found = [leg.replacements for one in shown for leg in one.legs if leg.lead]
    assert found
    assert not any(found)
