"""French around names of places."""

from __future__ import annotations

import pytest

from passerelles.catalogue.words import of_place


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Challans", "de Challans"),
        ("Les Sables-d’Olonne", "des Sables-d’Olonne"),
        ("Le Mans", "du Mans"),
        ("La Roche-sur-Yon", "de La Roche-sur-Yon"),
        ("Angers", "d’Angers"),
        ("L’Île-d’Yeu", "de L’Île-d’Yeu"),
        ("Herbignac", "d’Herbignac"),
        ("Haute-Goulaine", "de Haute-Goulaine"),
    ],
)
def test_a_preposition_agrees_with_the_name(name: str, said: str) -> None:
    assert of_place(name) == said
