"""The planner on the small edition: what a pupil of Challans may do."""

from __future__ import annotations

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.asking import Wishes, ask
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.planner.choose import MOST
from passerelles.journeys.planner.plan import Plan, line_of_ride, plan
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ride import HOME
from tests.support.editions import (
    BRIAND,
    CHALLANS,
    CINAV,
    MAINTENANCE_NAUTIQUE,
    OLD_MAINTENANCE_NAUTIQUE,
    REMI,
    TABARLY,
    TCI,
    a_catalogue,
    a_certification,
    a_programme,
    an_institution,
)

CAP = "CFD:50025217"


def question(catalogue: Catalogue, start: str, to: str, near: str | None = CHALLANS, **more: object) -> Question:
    asked: dict[str, object] = {"max_km": 30.0} | more
    return ask(catalogue, Wishes(start=start, to=to, near=near, **asked)).question  # type: ignore[arg-type]  # values by name


def planned(
    start: str, to: str, near: str | None = CHALLANS, catalogue: Catalogue | None = None, **more: object
) -> Plan:
    catalogue = catalogue or a_catalogue()
    return plan(graph_of(catalogue), question(catalogue, start, to, near, **more))


def keys(found: Plan) -> list[tuple[str, ...]]:
    return [one.path.keys for one in found.itineraries]


def test_the_flagship_offers_the_bts_as_a_student_and_as_an_apprentice() -> None:
    found = keys(planned("stage:3e", CINAV))
    bac = "PRG:0850033Z.40025411.school.1re"
    assert (bac, "PRG:0440069L.32025413.school") in found
    assert (bac, "PRG:0440069L.32025413.apprenticeship") in found


def test_the_bac_pro_through_a_common_2de_is_one_ride_of_three_years() -> None:
    ride = planned("stage:3e", TCI).itineraries[0].path.rides[0]
    assert ride.programme
    assert ride.via
    assert (ride.programme.entry, ride.programme.places and ride.programme.places.value) == ("premiere", 15)
    assert (ride.via.certification, ride.via.places and ride.via.places.value) == (REMI, 15)
    assert ride.years == 3
    assert ride.programme.institution == ride.via.institution == TABARLY


def test_a_school_without_the_common_2de_is_no_way_in_from_3e() -> None:
    alone = a_programme("0440069L", "40025411", entry="premiere", years=2, places=12)
    catalogue = a_catalogue(programmes=[alone])
    places = [one.path.rides[0].programme for one in planned("stage:3e", TCI, catalogue=catalogue).itineraries]
    assert BRIAND not in [programme.institution for programme in places if programme]


def test_a_speciality_taught_without_its_2de_begins_in_another_school() -> None:
    elsewhere = a_programme("0440069L", "40025499", entry="premiere", years=2, places=12)
    speciality = a_certification("40025499", "Bac pro Soudage naval", kind="bac-pro", level=4, years=3, nsf="254")
    common = a_certification(
        "40020103", "2de pro", kind="2de-pro", level=4, years=1, common_year_of=(TCI, "CFD:40025499")
    )
    catalogue = a_catalogue(certifications=[speciality, common], programmes=[elsewhere])
    rides = planned("stage:3e", "CFD:40025499", catalogue=catalogue).itineraries[0].path.rides
    places = [ride.programme.institution for ride in rides if ride.programme]
    assert places == [TABARLY, BRIAND]
    assert [(ride.target, ride.years) for ride in rides] == [(REMI, 1), ("CFD:40025499", 2)]


def test_a_diploma_too_new_for_certif_info_is_as_open_as_the_one_it_replaced() -> None:
    old = a_certification("50025299", "CAP ancien", closed="2025-08-31", ways={"continuing": True})
    new = a_certification("50025298", "CAP nouveau", predecessors=(old.id,))
    found = planned("stage:work", new.id, catalogue=a_catalogue(certifications=[old, new])).itineraries
    assert [ride.lead for one in found for ride in one.path.rides] == ["continuing"]


def test_a_general_pupil_enters_the_bac_pro_in_premiere() -> None:
    ride = planned("stage:2gt", TCI).itineraries[0].path.rides[0]
    assert (ride.years, ride.via, ride.step.kind) == (2, None, "bridge")


def test_an_old_diploma_leads_to_its_successor() -> None:
    assert keys(planned("stage:3e", OLD_MAINTENANCE_NAUTIQUE)) == keys(planned("stage:3e", MAINTENANCE_NAUTIQUE))


def test_a_cap_holder_enters_in_premiere() -> None:
    ride = planned(CAP, MAINTENANCE_NAUTIQUE).itineraries[0].path.rides[0]
    assert ride.key == "PRG:0850033Z.40025223.school.1re"
    assert (ride.years, ride.step.confidence) == (2, "inferred")


def test_the_general_path_is_offered_once_after_the_programmes() -> None:
    found = planned("stage:3e", CINAV).itineraries
    leads = [[ride.lead for ride in one.path.rides] for one in found]
    assert leads.count(["general", None]) == 1
    assert leads[0] == [None, None]


def test_the_general_path_comes_first_for_whom_is_on_it() -> None:
    assert planned("stage:2gt", CINAV).itineraries[0].path.rides[0].lead == "general"


def test_an_apprenticeship_nobody_locates_is_a_lead_and_comes_last() -> None:
    rides = planned("stage:3e", TCI).itineraries[-1].path.rides
    assert [(ride.lead, ride.status, ride.programme) for ride in rides] == [("apprenticeship", "apprenticeship", None)]
    assert rides[0].step.confidence == "inferred"


def test_an_adult_gets_leads_and_no_school_place() -> None:
    catalogue = a_catalogue()
    found = planned("stage:work", TCI, catalogue=catalogue).itineraries
    rides = [ride for one in found for ride in one.path.rides]
    assert [ride.lead for ride in rides] == ["continuing", "vae"]
    assert {line_of_ride(catalogue, ride) for ride in rides} == {"continuing"}


def test_a_programme_of_the_campus_for_adults_comes_before_any_lead() -> None:
    ours = a_programme("0850033Z", "40025411", "continuing", procedure="direct", years=1, added_by="campus")
    catalogue = a_catalogue(programmes=[ours])
    first = planned("stage:work", TCI, catalogue=catalogue).itineraries[0].path.rides[0]
    assert first.programme
    assert first.programme.added_by == "campus"


def test_a_line_nobody_can_ride_alone_gives_the_journeys_that_touch_it() -> None:
    found = planned("stage:3e", CINAV, tracks="apprenticeship")
    assert found.widened
    assert all(any(r.status == "apprenticeship" for r in one.path.rides) for one in found.itineraries)
    only_school = planned("stage:3e", CINAV, tracks="vocational,higher")
    assert not only_school.widened
    assert {r.status for one in only_school.itineraries for r in one.path.rides} == {"school"}


def test_nothing_leads_backwards() -> None:
    assert planned(CINAV, CAP).itineraries == ()


def test_without_a_home_nothing_is_far() -> None:
    found = planned("stage:3e", CINAV, near=None).itineraries
    assert found
    assert not any(ride.far or ride.km for one in found for ride in one.path.rides)


def test_within_the_daily_limit_one_lives_at_home() -> None:
    rides = planned("stage:3e", CINAV, max_km=40.0).itineraries[0].path.rides
    assert [ride.town == HOME for ride in rides] == [True, False]


def test_a_place_nobody_knows_never_passes_for_near() -> None:
    unknown = [
        ride
        for one in planned("stage:3e", CAP).itineraries
        for ride in one.path.rides
        if ride.programme and ride.programme.institution == "UAI:0851400K"
    ]
    assert all(ride.far and ride.km is None for ride in unknown)


def test_a_school_that_closes_begins_no_journey() -> None:
    closing = an_institution("0850033Z", lat=46.517, lon=-1.768, boarding=True, closing=True)
    assert planned("stage:3e", TCI, catalogue=a_catalogue(institutions=[closing])).itineraries == ()


def test_a_diploma_that_closed_without_a_successor_is_no_destination() -> None:
    closed = a_certification("50025297", closed="2025-08-31")
    taught = a_programme("0850033Z", "50025297", years=2)
    catalogue = a_catalogue(certifications=[closed], programmes=[taught])
    assert planned("stage:3e", closed.id, catalogue=catalogue).itineraries == ()


def test_the_answer_is_short_and_without_twins() -> None:
    for to in (CINAV, TCI, MAINTENANCE_NAUTIQUE, CAP, "ROME:I1605"):
        found = keys(planned("stage:3e", to))
        assert 1 <= len(found) <= MOST
        assert len(set(found)) == len(found)
        assert found == keys(planned("stage:3e", to))
