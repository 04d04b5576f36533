"""Shapes of what people ask about their own data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from passerelles.core.schemas import In, Out


class LookOut(Out):
    """One day on which somebody saw something of mine: a role and a place, never a name."""

    day: date
    who: str  # "Responsable de l’internat"
    place: str  # "Internat Éric-Tabarly, Les Sables-d’Olonne"
    what: str  # "ta demande, dans la liste des demandes"


class LookList(Out):
    items: list[LookOut]
    older: bool  # there are older ones: they are in `/me/data`


class HeldOut(Out):
    """What one table holds about me."""

    table: str
    theme: str  # "Demandes et séjours"
    title: str
    kept: str  # "24 mois après la dernière utilisation"
    basis: str  # "mission d’intérêt public"
    rows: list[dict[str, Any]]  # column → value, as stored


class ChildDataOut(Out):
    """A child of age under 18 for whom an institution has confirmed me."""

    id: str
    name: str | None


class MyDataOut(Out):
    """Everything that the service holds about one person."""

    made_at: datetime
    person: str
    held: list[HeldOut]
    children: list[ChildDataOut]


class KeptOut(Out):
    """What stays after an erasure, and why."""

    title: str
    why: str
    kept: str


class ErasurePreview(Out):
    """What an erasure would do now. Nothing is done."""

    first: list[str]  # done before: requests withdrawn
    erased: list[str]  # themes: "Compte", "Messages"
    kept: list[KeptOut]


class ErasureIn(In):
    """The word is typed by hand, so that no tap erases by mistake."""

    confirmation: Literal["EFFACER"]


class ErasedOut(Out):
    words: str
