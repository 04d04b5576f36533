"""Dates, nights and money in French."""

from __future__ import annotations

from datetime import UTC, date, datetime

from passerelles.boarding import words


def test_days_are_spelt_as_they_are_said() -> None:
    assert words.day(date(2027, 1, 4)) == "lundi 4\u00a0janvier"
    assert words.day(date(2027, 2, 1)) == "lundi 1er\u00a0février"


def test_nights_say_the_month_and_the_year_once_when_they_are_shared() -> None:
    assert words.nights([date(2027, 1, 4)]) == "1 nuit, le lundi 4\u00a0janvier 2027"
    within = [date(2027, 1, 4), date(2027, 1, 14)]
    assert words.nights(within) == "2 nuits, du lundi 4 au jeudi 14\u00a0janvier 2027"
    assert (
        words.nights([date(2027, 1, 28), date(2027, 2, 4)])
        == "2 nuits, du jeudi 28\u00a0janvier au jeudi 4\u00a0février 2027"
    )
    across = words.nights([date(2026, 12, 17), date(2027, 1, 4)])
    assert across == "2 nuits, du jeudi 17\u00a0décembre 2026 au lundi 4\u00a0janvier 2027"


def test_moments_are_in_paris_with_a_space_that_does_not_break() -> None:
    assert words.moment(datetime(2027, 1, 4, 11, tzinfo=UTC)) == "lundi 4\u00a0janvier à 12\u00a0h"
    assert words.moment(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == "mercredi 1er\u00a0juillet à 18\u00a0h\u00a030"


def test_money_has_a_comma_and_no_break() -> None:
    assert words.money(9640) == "96,40\u00a0€"
    assert words.money(102_960) == "1\u00a0029,60\u00a0€"
    assert words.money(5) == "0,05\u00a0€"
