"""Pure rules: the words of free beds, who sleeps where, deadlines in local time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from passerelles.boarding import rules
from passerelles.boarding.rules import Zone

GIRLS, BOYS, ADULTS = Zone("filles", False), Zone("garcons", False), Zone("majeurs", True)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("size", "taken", "word"),
    [
        (96, 0, "free"), (96, 86, "free"), (96, 87, "few"), (96, 95, "few"), (96, 96, "waiting"), (96, 97, "waiting"),
        (12, 8, "free"), (12, 9, "few"), (2, 0, "few"), (0, 0, "waiting"),
    ],
)  # fmt: skip
def test_few_is_at_most_a_tenth_or_three_beds(size: int, taken: int, word: str) -> None:
    assert rules.night_state(size, taken) == word


def test_a_house_shows_its_best_zone_and_is_closed_when_nothing_is_published() -> None:
    assert rules.best(["waiting", "few", "waiting"]) == "few"
    assert rules.best([]) == "closed"


def test_minors_never_sleep_among_adults() -> None:
    assert rules.zones_open_to([GIRLS, ADULTS], minor=True) == [GIRLS]
    assert rules.zones_open_to([GIRLS, ADULTS], minor=False) == [GIRLS, ADULTS]


def test_a_zone_is_chosen_for_somebody_only_when_there_is_no_choice() -> None:
    assert rules.zone_by_default([GIRLS, BOYS, ADULTS], minor=True) is None
    assert rules.zone_by_default([GIRLS, BOYS, ADULTS], minor=False) == "majeurs"
    assert rules.zone_by_default([GIRLS, ADULTS], minor=True) == "filles"
    assert rules.zone_by_default([ADULTS], minor=True) is None


def test_a_bed_is_kept_some_days_and_never_past_noon_of_the_first_night() -> None:
    assert rules.deadline(TODAY, 7, date(2027, 1, 4)) == datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert rules.deadline(TODAY, 7, date(2026, 11, 25)) == datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.mark.parametrize(("night", "hour"), [(date(2026, 10, 24), 16), (date(2026, 10, 25), 17)])
def test_evenings_follow_the_clocks_of_paris(night: date, hour: int) -> None:
    assert rules.starts_at(night) == datetime.combine(night, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)


def test_a_night_over_a_change_of_hour_ends_at_nine_in_paris() -> None:
    assert rules.ends_at(date(2026, 10, 24)) == datetime(2026, 10, 25, 8, tzinfo=UTC)
    assert rules.ends_at(date(2027, 3, 27)) == datetime(2027, 3, 28, 7, tzinfo=UTC)


def test_nights_are_grouped_where_they_follow_each_other_among_the_published_ones() -> None:
    published = [date(2027, 1, day) for day in (4, 5, 6, 7)]
    assert rules.runs([published[0], published[1], published[3]], published) == [published[:2], published[3:]]
