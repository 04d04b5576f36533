"""A field to learn in is found by its label, when it is asked for."""

from __future__ import annotations

import pytest

from passerelles.catalogue.search import service
from tests.catalogue.search.test_embedded import embedded

TARGETS = "certification,job,sector"


def test_every_sector_is_found_by_its_label_among_the_first_proposed() -> None:
    for sector in embedded().sectors.values():
        found = {one.id: one for one in service.answer(embedded(), sector.label, kinds=TARGETS, limit=8).items}
        assert found[sector.id].url == f"/secteurs/{sector.id}"


@pytest.mark.parametrize("typed", ["mécanique", "mecan"])
def test_a_word_of_its_label_or_its_beginning_is_enough(typed: str) -> None:
    found = [one for one in service.answer(embedded(), typed, kinds=TARGETS, limit=8).items if one.kind == "sector"]
    assert any("écanique" in one.label for one in found)


def test_diplomas_and_jobs_still_come_first() -> None:
    items = service.answer(embedded(), "mécanique", kinds=TARGETS, limit=8).items
    assert "sector" not in {one.kind for one in items[:3]}


def test_nobody_gets_a_sector_without_asking_for_one() -> None:
    assert "sector" not in {one.kind for one in service.answer(embedded(), "mécanique", limit=50).items}
