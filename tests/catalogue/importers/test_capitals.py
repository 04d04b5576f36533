"""Names published in capitals, as one writes them."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers.capitals import lowered


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("SOC QUINCAILLERIE DE LA MER", "Soc Quincaillerie de la Mer"),
        ("LES PORTES DE L’ATLANTIQUE", "Les Portes de l’Atlantique"),
        ("LES PORTES DE L ATLANTIQUE", "Les Portes de l Atlantique"),
        ("3 BOULEVARD DU BATONNIER CHOLET", "3 Boulevard du Batonnier Cholet"),
        ("STRATIFIES DU PAYS D'YEU", "Stratifies du Pays d'Yeu"),
    ],
)
def test_words_are_lowered_and_little_ones_lose_their_capital(published: str, written: str) -> None:
    assert lowered(published) == written


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("SPBI", "SPBI"),
        ("SARL PEPIN ET FILS", "SARL Pepin et Fils"),
        ("HYDRO TRANSMISSION NAUTIQUE (HTN)", "Hydro Transmission Nautique (HTN)"),
        ("RC MARINE VENDEE", "RC Marine Vendee"),
        ("ARTISANS DU NAUTISME (A.N.D.J.)", "Artisans du Nautisme (A.N.D.J.)"),
    ],
)
def test_initials_and_legal_forms_stay(published: str, written: str) -> None:
    assert lowered(published) == written


def test_a_name_that_has_small_letters_is_left_alone() -> None:
    assert lowered("Lycée IFOM") == "Lycée IFOM"
