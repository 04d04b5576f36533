"""When a step may be asked for: published dates, by academy, and nothing invented for the others."""

from __future__ import annotations

from datetime import date

import pytest

from passerelles.core import clock
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.windows import PROCEDURES, last_window, next_window, windows
from passerelles.journeys.window_words import window
from tests.support.editions import CINAV, TCI

TO_BTS = Progression(TCI, CINAV, "continuation", "inferred", "to_bts")
BACK = Progression("stage:2gt", TCI, "reorientation", "official", "back_from_general_year")


def test_every_date_says_where_it_was_read_and_when() -> None:
    for one in windows():
        assert one.source_url.startswith("http")
        assert one.valid_from <= one.valid_to
        assert one.checked_on <= clock.today()


def test_during_a_session_its_dates_are_said() -> None:
    said = window(TO_BTS, "2026-02-01")
    assert "2026" in said
    assert "du 19 janvier au 12 mars" in said
    assert "1er avril" in said


def test_a_session_that_nobody_has_published_is_not_guessed() -> None:
    said = window(TO_BTS, "2026-11-23")
    assert "dates de 2027 à paraître" in said
    assert "En 2026" in said


def test_the_review_ends_with_the_autumn_holidays() -> None:
    assert "16 octobre 2026" in window(BACK, "2026-09-10", "85")
    assert "2027" in window(BACK, "2026-11-23", "85")


def test_an_academy_with_its_own_date_is_told_its_own() -> None:
    found = next_window("review", date(2025, 9, 10), "972")
    assert found is not None
    assert found.valid_to == date(2025, 11, 7)


def test_an_academy_overseas_without_a_date_is_not_told_that_of_the_mainland() -> None:
    assert next_window("review", date(2026, 9, 10), "974") is None
    assert "à paraître" in window(BACK, "2026-09-10", "974")


def test_the_wishes_of_one_academy_are_not_those_of_another() -> None:
    assert last_window("third_year", date(2026, 11, 23), "35") is not None
    assert last_window("third_year", date(2026, 11, 23), "44") is None


@pytest.mark.parametrize("rule", sorted(PROCEDURES))
def test_each_procedure_has_words_before_during_and_long_after(rule: str) -> None:
    step = Progression("stage:3e", TCI, "continuation", "official", rule)
    for as_of in ("2018-01-01", "2026-02-01", "2031-01-01"):
        assert window(step, as_of, "35").endswith(".")
