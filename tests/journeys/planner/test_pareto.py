"""Label setting gives exactly the Pareto set."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.planner.costs import dominates
from passerelles.journeys.planner.pareto import pareto
from passerelles.journeys.planner.ride import HOME, Ride
from tests.journeys.planner import oracle

STATIONS = ("S0", "S1", "S2", "S3", "S4")
MOST = 4


@st.composite
def rides(draw: st.DrawFn) -> list[Ride]:
    """A few rides of a small graph that only goes up."""
    found = []
    for index in range(draw(st.integers(1, 14))):
        source = draw(st.integers(0, len(STATIONS) - 2))
        target = draw(st.integers(source + 1, len(STATIONS) - 1))
        step = Progression(
            STATIONS[source],
            STATIONS[target],
            "continuation",
            "inferred",
            "to_bts",
            draw(st.sampled_from((0.3, 0.5, 0.9))),
        )
        town = draw(st.sampled_from((HOME, "A", "B")))
        found.append(
            Ride(
                step=step,
                status=draw(st.sampled_from(("school", "apprenticeship"))),
                years=draw(st.sampled_from((0.5, 1.0, 2.0, 3.0))),
                lead="continuing" if index % 5 == 0 else None,
                km=draw(st.sampled_from((None, 5.0, 25.0, 60.0))),
                town=town,
                far=town != HOME,
                bed=draw(st.sampled_from((None, True, False))),
                risk=draw(st.integers(0, 2)),
                arrives=target == len(STATIONS) - 1,
                employment=draw(st.sampled_from((None, 35.0, 80.0))),
            )
        )
    return found


@settings(max_examples=300, deadline=None)
@given(rides(), st.integers(1, MOST))
def test_the_labels_that_arrive_are_the_pareto_set(network: list[Ride], most: int) -> None:
    def rides_from(station: str) -> list[Ride]:
        return [ride for ride in network if ride.step.source == station]

    goals = frozenset({"S4"})
    found = pareto("S0", goals, rides_from, most)
    costs = [path.cost for path in found]
    assert len(set(costs)) == len(costs)
    assert set(costs) == oracle.pareto_costs("S0", goals, rides_from, most)
    for path in found:
        assert oracle.cost_of(path.rides) == path.cost
        assert path.rides[0].step.source == "S0"
        assert path.rides[-1].target == "S4"


@settings(max_examples=200, deadline=None)
@given(rides(), st.integers(0, 3))
def test_the_quickest_alone_are_those_of_the_whole_set(network: list[Ride], longer: int) -> None:
    def rides_from(station: str) -> list[Ride]:
        return [ride for ride in network if ride.step.source == station]

    goals = frozenset({"S4"})
    found = pareto("S0", goals, rides_from, MOST, longer=longer)
    assert {path.cost for path in found} == oracle.pareto_costs("S0", goals, rides_from, MOST, longer)


@settings(max_examples=50, deadline=None)
@given(rides(), st.randoms(use_true_random=False))
def test_the_same_question_gives_the_same_costs_whatever_the_order_of_rides(
    network: list[Ride], random: object
) -> None:
    shuffled = list(network)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random typed as object

    def ask(order: list[Ride]) -> list[tuple[int, ...]]:
        found = pareto("S0", frozenset({"S4"}), lambda s: [r for r in order if r.step.source == s], MOST)
        return [tuple(path.cost) for path in found]

    assert ask(network) == ask(shuffled)


def test_a_path_ends_at_the_first_goal_it_reaches() -> None:
    def ride(source: str, target: str) -> Ride:
        return Ride(step=Progression(source, target, "continuation", "official", "family"), status="school", years=1)

    network = [ride("S0", "S1"), ride("S1", "S2")]
    found = pareto("S0", frozenset({"S1", "S2"}), lambda s: [r for r in network if r.step.source == s])
    assert [[r.target for r in path.rides] for path in found] == [["S1"]]


def test_no_ride_means_no_path() -> None:
    assert pareto("S0", frozenset({"S4"}), lambda _: ()) == []


def test_equal_costs_dominate_each_other() -> None:
    cost = oracle.cost_of(())
    assert dominates(cost, cost)
