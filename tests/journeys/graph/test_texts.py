"""What is read in a sheet's text: kinds, names and fields of diplomas. The sentences are ours, in Onisep's manner."""

from __future__ import annotations

from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.names import Names
from passerelles.journeys.graph.texts import Mention, mentions
from tests.support.editions import a_catalogue, a_certification

CARPENTER = a_certification("40023499", "Bac pro Technicien menuisier agenceur", kind="bac-pro", level=4)
FORGE = a_certification("40025499", "Bac pro Forge", kind="bac-pro", level=4)
CARS = a_certification("40025498", "Bac pro Entretien des engins option A voitures", kind="bac-pro", level=4)
BIKES = a_certification("40025497", "Bac pro Entretien des engins option B motos", kind="bac-pro", level=4)
OLD = a_certification(
    "40025400", "Bac pro Ancien soudage naval", kind="bac-pro", level=4, closed="2020-08-31", successors=(FORGE.id,)
)
NURSE_AID = a_certification("46033199", "Diplôme d’État d’aide-soignant", kind="other", level=4)


def a_reading(text: str) -> list[Mention]:
    catalogue = a_catalogue(certifications=(CARPENTER, FORGE, CARS, BIKES, OLD, NURSE_AID))
    return mentions(text, Names(catalogue, Heirs(catalogue)))


def test_a_kind_a_field_and_names_are_one_mention() -> None:
    (found,) = a_reading(
        "Accessible avec un bac professionnel du secteur du bois (technicien menuisier-agenceur, etc.)"
    )
    assert found.sort == "bac-pro"
    assert found.diplomas == (CARPENTER.id,)
    assert ("bois",) in found.fields


def test_an_old_name_leads_to_the_diploma_open_now() -> None:
    (found,) = a_reading("Accessible avec le bac pro ancien soudage naval.")
    assert found.diplomas == (FORGE.id,)


def test_a_name_of_one_word_stands_alone() -> None:
    named = a_reading("Un bac pro (forge, par exemple) convient.")
    field = a_reading("Accessible avec un bac pro du secteur de la forge.")
    assert [one.diplomas for one in named] == [(FORGE.id,)]
    assert [(one.diplomas, one.fields[0]) for one in field] == [((), ("forge",))]


def test_a_diploma_without_its_option_means_all_of_its_options() -> None:
    (found,) = a_reading("Accessible avec un bac pro entretien des engins.")
    assert set(found.diplomas) == {CARS.id, BIKES.id}


def test_an_option_told_after_the_name_is_the_one_meant() -> None:
    (found,) = a_reading("Accessible avec un bac pro entretien des engins option motos.")
    assert found.diplomas == (BIKES.id,)


def test_two_kinds_joined_by_or_share_the_field_of_the_second() -> None:
    found = a_reading("Recrute des titulaires d’un bac pro ou d’un BP du secteur de la restauration.")
    assert [(one.sort, one.fields) for one in found] == [("bac-pro", (("resta",),)), ("bp", (("resta",),))]


def test_a_general_bac_ends_what_is_said_of_the_kind_before_it() -> None:
    found = a_reading("Accessible avec un bac pro, un bac STL (sciences et technologies de laboratoire).")
    assert [(one.sort, one.diplomas, one.fields) for one in found] == [("bac-pro", (), ())]


def test_the_acronym_in_brackets_is_the_same_mention() -> None:
    found = a_reading("On peut préparer un certificat de spécialisation (CS) en un an.")
    assert [one.sort for one in found] == ["mc"]


def test_small_words_that_look_like_acronyms_are_no_kind() -> None:
    assert "but" not in {one.sort for one in a_reading("Le but est de réussir.")}


def test_a_state_diploma_is_found_without_its_kind() -> None:
    found = a_reading("Une sélection particulière permet de préparer le diplôme d’aide-soignant.")
    assert NURSE_AID.id in {identifier for one in found for identifier in one.diplomas}


def test_an_agricultural_kind_says_its_field() -> None:
    (found,) = a_reading("Il est possible de poursuivre en BTSA.")
    assert found.fields == (("@agri",),)
