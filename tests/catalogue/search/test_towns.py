"""Towns half typed or misspelt at the end of a query, and words glued to a kind of diploma."""

from __future__ import annotations

import pytest

from passerelles.catalogue.search import finding
from passerelles.catalogue.search.question import Question
from tests.catalogue.search.test_embedded import embedded


def read(query: str) -> Question:
    return finding.of(embedded()).read(query)


@pytest.mark.parametrize(
    ("query", "town"),
    [
        ("plomberie à la roche s", "La Roche-sur-Yon"),
        ("mécanique bateau les sable", "Les Sables-d’Olonne"),
        ("bts tourisme la baule", "La Baule-Escoublac"),
        ("cuisine nant", "Nantes"),
        ("menuisier à chol", "Cholet"),
        ("bac pro commerce nante", "Nantes"),
        ("lycée saint nazère", "Saint-Nazaire"),
        ("soudeur saint nazair", "Saint-Nazaire"),
    ],
)
def test_a_town_is_read_before_it_is_whole_or_well_spelt(query: str, town: str) -> None:
    place = read(query).place
    assert place is not None
    assert place.label == town


@pytest.mark.parametrize(
    "query",
    [
        "boulengerie", "cap cuis", "nant", "devenir infirm", "décorer des maisons", "cap boul", "faire de la pat",
        "travailler dans la mecaniq", "metier de la mer", "bac pro vente ren", "aider les enfants handicapés",
    ],
)  # fmt: skip
def test_a_word_that_says_what_one_learns_is_no_town(query: str) -> None:
    assert read(query).place is None


@pytest.mark.parametrize(
    ("query", "kind", "word"),
    [
        ("btssio", "bts", "sio"),
        ("capaepe", "cap", "aepe"),
        ("bacpro melec", "bac-pro", "melec"),
        ("btsmco", "bts", "mco"),
    ],
)
def test_a_kind_of_diploma_is_read_in_one_word_with_its_acronym(query: str, kind: str, word: str) -> None:
    asked = read(query)
    assert asked.diplomas == {kind}
    assert asked.words == (word,)


@pytest.mark.parametrize("query", ["capitaine", "butcher", "mcdo", "batelier"])
def test_a_word_that_only_begins_like_a_diploma_stays_whole(query: str) -> None:
    assert read(query).diplomas == frozenset()


def test_who_sleeps_there_is_no_field() -> None:
    asked = read("internat fille nantes")
    assert asked.words == ()
    assert asked.place is not None


def test_a_sports_hall_of_the_town_named_comes_before_those_of_the_next_ones() -> None:
    found = finding.find(embedded(), "piscine la roche sur yon", finding.USUAL).entries
    assert "La Roche-sur-Yon" in found[0].detail
