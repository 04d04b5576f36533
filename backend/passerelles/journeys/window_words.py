"""The window of a step in words: dates where they are published, « dates à paraître » where they are not."""

from __future__ import annotations

from datetime import date
from typing import Final

from passerelles.boarding.words import month, number_in_month
from passerelles.core.messages import t
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.windows import PROCEDURES, Procedure, Window, last_window, next_window, windows

SEPTEMBER: Final = 9
"""From September on, the next campaign is that of the following year."""

LATER: Final[dict[Procedure, tuple[Procedure, ...]]] = {"parcoursup": ("parcoursup_file", "parcoursup_more")}
"""What comes after the wishes, in the same year."""


def window(step: Progression, as_of: str, department: str | None = None) -> str:
    """When to ask for a step, as of an ISO date, in a department (None: unknown)."""
    procedure = PROCEDURES.get(step.rule)
    if procedure is None or step.note:
        return t(f"journeys.rules.{step.rule}.window")
    today = date.fromisoformat(as_of)
    coming = next_window(procedure, today, department or "")
    if coming:
        return t(f"journeys.windows.{procedure}.coming", dates=_said(coming), year=coming.valid_to.year)
    past = last_window(procedure, today, department or "")
    following = today.year + (today.month >= SEPTEMBER)
    if past:
        words = {"dates": _said(past), "year": past.valid_to.year, "next": following}
        return t(f"journeys.windows.{procedure}.past", **words)
    return t(f"journeys.windows.{procedure}.unknown", next=following)


def _said(of: Window) -> str:
    """ "du 19 janvier au 12 mars, dossier à confirmer jusqu’au 1er avril"."""
    later = [
        one
        for procedure in LATER.get(of.procedure, ())
        for one in windows()
        if one.procedure == procedure and one.valid_to.year == of.valid_to.year
    ]
    words = [
        t(f"journeys.windows.{one.procedure}.dates", first=_day(one.valid_from), last=_day(one.valid_to))
        for one in (of, *later)
    ]
    return ", ".join(words)


def _day(of: date) -> str:
    """ "12 mars"."""
    return f"{number_in_month(of)} {month(of)}"
