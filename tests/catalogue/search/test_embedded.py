"""The embedded edition: what a first visitor types must be found in the real data."""

from __future__ import annotations

from functools import cache

import pytest

from passerelles.catalogue import service as pages
from passerelles.catalogue.editions import archive, seed
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.search import service
from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY, TCI


@cache
def embedded() -> Catalogue:
    return Catalogue(archive.read(seed.embedded()))


@pytest.mark.parametrize(
    ("query", "kinds", "expected"),
    [
        ("construction navale", None, CINAV),
        ("challans", "commune", CHALLANS),
        ("3e", "stage", "stage:3e"),
        ("bac pro chaudronnerie", None, TCI),
        ("lycée éric tabarly", None, TABARLY),
    ],
)
def test_the_flagship_is_found_first(query: str, kinds: str | None, expected: str) -> None:
    assert service.answer(embedded(), query, kinds=kinds).items[0].id == expected


def test_the_flagship_has_its_published_figures() -> None:
    page = pages.institution(embedded(), BRIAND, CHALLANS)
    places = {one.status: one.places and one.places.value for one in page.programmes if one.certification.id == CINAV}
    assert places == {"school": 22, "apprenticeship": 8}
    assert page.distance_km == pytest.approx(57, abs=0.5)


def test_every_programme_and_institution_has_a_page() -> None:
    catalogue = embedded()
    for programme in catalogue.programmes:
        assert pages.programme(catalogue, programme, CHALLANS).sources
    for institution in catalogue.institutions:
        assert pages.institution(catalogue, institution).id == institution


def test_every_successor_that_is_named_leads_somewhere() -> None:
    catalogue = embedded()
    for identifier in catalogue.certifications:
        assert catalogue.resolve(identifier)
