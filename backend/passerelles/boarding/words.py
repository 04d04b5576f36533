"""Dates, nights and money as they are said in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from passerelles.core import clock
from passerelles.core.messages import t

NBSP = "\u00a0"


def day(of: date) -> str:
    """ "lundi 4 janvier", its number and its month on one line."""
    return f"{weekday(of)} {number_in_month(of)}{NBSP}{month(of)}"


def day_and_year(of: date) -> str:
    """ "lundi 4 janvier 2027"."""
    return f"{day(of)} {of.year}"


def weekday(of: date) -> str:
    return t(f"boarding.weekdays.{of.isoweekday()}")


def month(of: date) -> str:
    return t(f"boarding.months.{of.month}")


def number_in_month(of: date) -> str:
    return t("boarding.first_of_month") if of.day == 1 else str(of.day)


def span(first: date, last: date) -> str:
    """ "du lundi 4 au jeudi 14 janvier 2027", saying the month and the year once when they are shared."""
    if first.year != last.year:
        start = day_and_year(first)
    elif first.month != last.month:
        start = day(first)
    else:
        start = f"{weekday(first)} {number_in_month(first)}"
    return t("boarding.span", first=start, last=day_and_year(last))


def nights(of: Sequence[date]) -> str:
    """ "8 nuits, du lundi 4 au jeudi 14 janvier 2027"."""
    if len(of) == 1:
        return t("boarding.one_night", day=day_and_year(of[0]))
    return t("boarding.nights", count=len(of), span=span(of[0], of[-1]))


def moment(at: datetime) -> str:
    """ "lundi 4 janvier à 18 h 30", in Paris."""
    local = at.astimezone(clock.PARIS)
    minutes = f"{NBSP}{local.minute:02}" if local.minute else ""
    return t("boarding.moment", day=day(local.date()), hour=f"{local.hour}{NBSP}h{minutes}")


def money(cents: int) -> str:
    """ "96,40 €"."""
    return f"{cents // 100:,}".replace(",", NBSP) + f",{cents % 100:02}{NBSP}€"
