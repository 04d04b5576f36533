"""What a person may type, and what they find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelles.catalogue.records import Certification, Commune
from passerelles.catalogue.search import finding, service
from tests.support.editions import (
    BRIAND,
    CHALLANS,
    CINAV,
    MAINTENANCE_NAUTIQUE,
    REMI,
    TABARLY,
    TCI,
    a_catalogue,
)

CATALOGUE = a_catalogue(
    certifications=[
        Certification(
            id="CFD:40025510", label="Bac pro Métiers de l’électricité et de ses environnements connectés",
            kind="bac-pro", level=4, years=3,
        ),
        Certification(
            id="CFD:40033007", label="Bac pro Accompagnement, soins et services à la personne", kind="bac-pro", level=4,
            years=3,
        ),
        Certification(id="CFD:50022139", label="CAP Cuisine", kind="cap", level=3, years=2),
        Certification(id="CFD:45025401", label="BP Métallier", kind="bp", level=4, years=2),
        Certification(id="CFD:50023224", label="CAP Maçon", kind="cap", level=3, years=2),
    ],
    communes=[Commune(id="COM:44190", name="Chauvé", department="44", postcodes=("44320",), population=3000)],
)  # fmt: skip


def first(query: str, kinds: str | None = None, near: str | None = None) -> str | None:
    items = service.answer(CATALOGUE, query, kinds=kinds, near=near).items
    return items[0].id if items else None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("construction navale", CINAV),
        ("constr nav", CINAV),  # typed so far
        ("Bac pro maintenance nautique", MAINTENANCE_NAUTIQUE),
        ("chaudronerie", TCI),  # a typing mistake
        ("cap macon", "CFD:50023224"),  # no cedilla
        ("melec", "CFD:40025510"),  # an acronym the label does not spell
        ("ASSP", "CFD:40033007"),  # initials
        ("remi", REMI),
        ("réparer des bateaux", MAINTENANCE_NAUTIQUE),  # a pupil's words
        ("lycée tabarly", TABARLY),
        ("aristide-briand saint nazaire", BRIAND),
        ("mécanicien nautique", "ROME:I1605"),
        ("piscine challans", "RES:850470001"),
    ],
)
def test_what_is_typed_finds_what_is_meant_first(query: str, expected: str) -> None:
    assert first(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("challans", CHALLANS),
        ("85300", CHALLANS),
        ("chall", CHALLANS),
        ("les sables", "COM:85194"),
        ("chauve", "COM:44190"),
    ],
)
def test_communes_are_found_by_name_and_postcode_when_asked_for(query: str, expected: str) -> None:
    assert first(query, kinds="commune") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("3e", "stage:3e"), ("troisième", "stage:3e"), ("en emploi", "stage:work"), ("sti2d", "stage:bac-techno-sti2d"),
     ("bac pro chaudronnerie", TCI)],
)  # fmt: skip
def test_stages_are_classes_situations_and_diplomas_obtained(query: str, expected: str) -> None:
    assert first(query, kinds="stage") == expected


def test_stages_and_communes_are_only_given_when_asked_for() -> None:
    for query in ("3e", "cuisine challans", "bac"):
        assert {one.kind for one in service.answer(CATALOGUE, query).items} <= finding.USUAL


def test_before_the_first_letter_the_stages_are_offered() -> None:
    items = service.answer(CATALOGUE, "", kinds="stage", limit=50).items
    assert [items[0].id, items[-1].id] == ["stage:3e", "stage:work"]
    assert service.answer(CATALOGUE, "").items == []


def test_a_closed_diploma_is_found_through_the_one_that_replaced_it() -> None:
    found = [one.id for one in service.answer(CATALOGUE, "maintenance nautique", limit=20).items]
    assert MAINTENANCE_NAUTIQUE in found
    assert "CFD:40025009" not in found


def test_near_brings_the_nearest_of_equals_up() -> None:
    assert first("lycée", kinds="institution", near="COM:44184") == BRIAND
    assert first("lycée professionnel", kinds="institution", near=CHALLANS) == "UAI:0850146X"


def test_an_item_says_what_it_is_and_where_it_leads() -> None:
    item = service.answer(CATALOGUE, "construction navale").items[0]
    assert (item.kind, item.detail, item.url) == (
        "certification", "Brevet de technicien supérieur, 2\u00a0ans", f"/diplomes/{CINAV}",
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_search(query: str) -> None:
    items = service.answer(CATALOGUE, query, kinds="certification,job,institution,stage,commune,nonsense").items
    assert len(items) <= 12
    assert len({(one.kind, one.id) for one in items}) == len(items)
