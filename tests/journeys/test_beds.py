"""The bed joined to a leg."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from passerelles.boarding.schemas import NightState, TariffOut
from passerelles.boarding.service import OpenHouse
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.beds import bed_for
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.planner.ride import Ride
from tests.support.editions import BRIAND, TABARLY, TCI, THIRD_YEAR, a_catalogue, an_institution

AS_OF = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def a_house(institution: str = TABARLY, state: NightState = "free") -> OpenHouse:
    identifier = institution.replace("UAI:", "HOUSE:")
    name, words = "Internat Éric-Tabarly", "lits libres"
    return OpenHouse(identifier, name, institution, state, words, AS_OF, demo=True)


def a_ride(catalogue: Catalogue, **fields: Any) -> Ride:
    step = Progression(THIRD_YEAR, TCI, "continuation", "official", "third_year_family")
    programme = catalogue.programmes["PRG:0850033Z.40025411.school.1re"]
    defaults: dict[str, Any] = {"status": "school", "years": 3.0, "programme": programme, "far": True}
    return Ride(step=step, **(defaults | fields))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("free", "lits libres cette année"),
        ("few", "peu de lits cette année"),
        ("waiting", "liste d’attente cette année"),
        ("closed", "internat fermé en ce moment"),
    ],
)
def test_a_published_house_says_how_it_is_filled_this_year(state: NightState, words: str) -> None:
    catalogue = a_catalogue()
    bed = bed_for(catalogue, a_ride(catalogue), [a_house(state=state)], accepted=True)
    assert bed
    assert (bed.house, bed.own, bed.state_words, bed.as_of, bed.demo) == ("HOUSE:0850033Z", True, words, AS_OF, True)
    assert bed.note == "Occupation de cette année, pas une promesse pour la rentrée."


def test_a_boarding_school_without_a_published_house_says_so() -> None:
    catalogue = a_catalogue()
    bed = bed_for(catalogue, a_ride(catalogue), [a_house(BRIAND)], accepted=True)
    assert bed
    assert (bed.house, bed.state, bed.state_words) == (None, None, "internat sur place, lits non publiés")


def test_the_nearest_house_within_reach_serves_a_school_without_one() -> None:
    schools = [
        an_institution("0850033Z", lat=46.517, lon=-1.768, boarding=False, commune="COM:85194"),
        an_institution("0859991A", lat=46.52, lon=-1.80),
        an_institution("0859992B", lat=46.60, lon=-1.80),
        an_institution("0859993C", lat=46.90, lon=-1.80),
    ]
    catalogue = a_catalogue(institutions=schools)
    houses = [a_house(f"UAI:{uai}") for uai in ("0859993C", "0859992B", "0859991A")]
    bed = bed_for(catalogue, a_ride(catalogue), houses, accepted=True)
    assert bed
    assert (bed.house, bed.own) == ("HOUSE:0859991A", False)
    beyond = bed_for(catalogue, a_ride(catalogue), houses[:1], accepted=True)
    assert beyond
    assert (beyond.house, beyond.state_words) == (None, "aucun internat connu à proximité")


def test_nobody_sleeps_at_school_who_lives_near_and_has_no_house_there() -> None:
    catalogue = a_catalogue(institutions=[an_institution("0850033Z", lat=46.517, lon=-1.768, boarding=False)])
    assert bed_for(catalogue, a_ride(catalogue, far=False), [], accepted=True) is None


def test_a_refused_boarding_house_is_not_offered() -> None:
    catalogue = a_catalogue()
    assert bed_for(catalogue, a_ride(catalogue), [a_house()], accepted=False) is None


def test_a_lead_has_no_place_to_sleep() -> None:
    catalogue = a_catalogue()
    assert bed_for(catalogue, a_ride(catalogue, programme=None, lead="continuing"), [a_house()], accepted=True) is None


def test_a_house_out_of_reach_of_a_wheelchair_is_no_bed_for_whom_needs_one() -> None:
    catalogue = a_catalogue()
    house = replace(a_house(), accessible=False)
    bed = bed_for(catalogue, a_ride(catalogue), [house], accepted=True, accessible=True)
    assert bed
    assert (bed.house, bed.state_words) == (None, "aucun internat connu à proximité")
    open_to_all = bed_for(
        catalogue, a_ride(catalogue), [replace(house, accessible=True)], accepted=True, accessible=True
    )
    assert open_to_all
    assert (open_to_all.house, open_to_all.accessible) == ("HOUSE:0850033Z", True)


def test_a_published_tariff_is_told_by_the_week_and_by_the_year() -> None:
    catalogue = a_catalogue()
    tariff = TariffOut(
        label="4 nuits", cents=5_720, unit="week", words="", valid_from=date(2026, 1, 1), valid_to=None,
        source="délibération", demo=True,
    )  # fmt: skip
    bed = bed_for(catalogue, a_ride(catalogue), [replace(a_house(), tariffs=(tariff,))], accepted=True)
    assert bed
    assert bed.price
    assert bed.price.words == "57,20\u00a0€ par semaine"
    assert bed.price.year_words == "environ 2\u00a0059\u00a0€ par an, 36 semaines de cours"
    assert bed.price.demo
