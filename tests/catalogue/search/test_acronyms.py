"""Acronyms made from labels, as people type them."""

from __future__ import annotations

import pytest

from passerelles.catalogue.search.acronyms import acronyms


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("BTS Négociation et digitalisation de la relation client", "ndrc"),
        ("BTS Gestion de la PME", "gpme"),
        ("BTS Services et prestations des secteurs sanitaire et social", "sp3s"),
        ("Bac pro Accompagnement, soins et services à la personne", "assp"),
        ("BTS Comptabilité et gestion", "cg"),
        ("2de pro Métiers de la réalisation d’ensembles mécaniques et industriels", "remi"),
        ("Diplôme d’État d’aide-soignant", "deas"),
        ("BTS Conception et réalisation en chaudronnerie industrielle", "crci"),
    ],
)
def test_initials_make_the_acronym(label: str, typed: str) -> None:
    assert typed in acronyms(label)


def test_the_official_acronym_is_one_of_them() -> None:
    label = "Bac pro Métiers de l’électricité et de ses environnements connectés"
    assert "mdelec" in acronyms(label, "MDELEC")
    assert {"ciel", "ir"} <= set(acronyms("BTS Cybersécurité", "CIEL IR"))


def test_an_option_has_the_acronym_of_its_diploma() -> None:
    assert "mco" in acronyms("BTS Management commercial opérationnel option A : magasin")
