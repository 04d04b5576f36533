"""Conditions that the Onisep sheets state, said as theirs beside what the rule says."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, FurtherStudy
from passerelles.core.messages import catalogue as messages
from passerelles.journeys.condition_words import conditions
from passerelles.journeys.graph.conditions import AFTER, FROM_A_CAP, WAY_IN, conditions_of
from passerelles.journeys.graph.progression import Progression
from tests.support.editions import CINAV, TCI, a_catalogue, a_certification

CAP = "CFD:50025217"
BP = a_certification("45025499", "BP Soudeur", kind="bp", level=4, years=2)
TO_BTS = Progression(TCI, CINAV, "continuation", "inferred", "to_bts")
TO_BP = Progression(CAP, BP.id, "continuation", "documented", "to_bp")


def a_sheet(diploma: str, *, further: str = "", access: str = "") -> FurtherStudy:
    return FurtherStudy(certification=diploma, sheet="FOR:1", further_text=further, access_text=access, source="onisep")


def the_catalogue(*sheets: FurtherStudy, diplomas: Iterable[Certification] = (BP,)) -> Catalogue:
    return a_catalogue(certifications=diplomas, further_studies=sheets)


def test_what_the_next_diploma_asks_is_said_with_its_source() -> None:
    said = conditions(the_catalogue(a_sheet(CINAV, access="Accès sur dossier, voire tests et/ou entretien.")), TO_BTS)
    assert "Fiche de l’Onisep" in said
    assert "tests ou entretien" in said


def test_a_good_file_or_a_mention_is_asked_of_whom_goes_higher() -> None:
    sheet = a_sheet(TCI, further="Avec un bon dossier ou une mention à l’examen, il est possible de poursuivre en BTS.")
    specialisation = a_certification("46025499", "CS Soudage", kind="mc", level=4, years=1)
    catalogue = the_catalogue(sheet, diplomas=(specialisation,))
    beside = Progression(TCI, specialisation.id, "continuation", "inferred", "to_specialisation")
    assert [one.key for one in conditions_of(catalogue, TO_BTS)] == ["good_file"]
    assert conditions_of(catalogue, beside) == ()


def test_experience_is_counted_and_apprenticeship_spares_it() -> None:
    text = (
        "Il faut justifier de 5 ans d’expérience professionnelle dans un emploi en rapport ou 2 ans pour les "
        "titulaires d’un diplôme de niveau CAP. Dans le cadre de l’apprentissage, il peut être préparé directement."
    )
    said = conditions(the_catalogue(a_sheet(BP.id, access=text)), TO_BP)
    assert "2 ans d’expérience, ou directement après le CAP en apprentissage" in said


def test_a_sheet_that_asks_nothing_adds_nothing() -> None:
    silent = the_catalogue(a_sheet(CINAV, access="Ce BTS est accessible avec un bac pro."))
    assert conditions(silent, TO_BTS) == conditions(the_catalogue(), TO_BTS)


def test_what_the_rule_says_is_not_said_twice() -> None:
    catalogue = the_catalogue(a_sheet(CINAV, access="Candidature sur Parcoursup, sur dossier."))
    assert conditions_of(catalogue, TO_BTS) == ()


def test_an_official_step_has_the_conditions_of_its_rule_alone() -> None:
    catalogue = the_catalogue(a_sheet(TCI, access="Sur dossier, voire tests."))
    official = Progression("stage:3e", TCI, "continuation", "official", "third_year")
    assert conditions_of(catalogue, official) == ()


@pytest.mark.parametrize("key", sorted({key for key, _ in (*FROM_A_CAP, *WAY_IN, *AFTER)}))
def test_every_condition_has_words(key: str) -> None:
    assert f"journeys.asked.{key}" in messages()
