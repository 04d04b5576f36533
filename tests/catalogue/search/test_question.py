"""What is read in a query before its words are looked up."""

from __future__ import annotations

import pytest

from passerelles.catalogue.search import finding
from passerelles.catalogue.search.question import Question
from tests.catalogue.search.test_embedded import embedded


def read(query: str) -> Question:
    return finding.of(embedded()).read(query)


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("cuisine à Nantes", "Nantes", ("cuisin",)),
        ("cuisine nantes", "Nantes", ("cuisin",)),
        ("coiffure les sables d'olonne", "Les Sables-d’Olonne", ("coiffur",)),
        ("menuiserie st nazaire", "Saint-Nazaire", ("menuiseri",)),
        ("cuisine en vendée", "Vendée", ("cuisin",)),
        ("cuisine 44000", "Nantes", ("cuisin",)),
    ],
)
def test_a_place_is_told_from_what_one_learns(query: str, place: str, words: tuple[str, ...]) -> None:
    question = read(query)
    assert question.place is not None
    assert (question.place.label.replace("'", "’"), question.words) == (place, words)


@pytest.mark.parametrize("query", ["pêcheur en mer", "métiers du port", "travailler dans un parc"])
def test_a_common_word_is_no_place(query: str) -> None:
    assert read(query).place is None


@pytest.mark.parametrize(
    ("query", "statuses", "diplomas", "words"),
    [
        ("bts électrotechnique en alternance", {"apprenticeship"}, {"bts"}, ("electrotechniqu",)),
        ("cap cuisine par la voie scolaire", {"school"}, {"cap"}, ("cuisin",)),
        ("bac pro mécanique en formation continue", {"continuing"}, {"bac-pro"}, ("mecaniqu",)),
        ("mention complémentaire soudage", set(), {"mc"}, ("soudag",)),
        ("après la 3e", set(), {"cap", "2de-pro", "bac-pro"}, ()),
        ("devenir électricien à 30 ans", set(), set(), ("electricien",)),
    ],
)
def test_status_and_diploma_are_read(
    query: str, statuses: set[str], diplomas: set[str], words: tuple[str, ...]
) -> None:
    question = read(query)
    assert (set(question.statuses), set(question.diplomas), question.words) == (statuses, diplomas, words)


def test_a_wish_is_no_field() -> None:
    assert read("un truc court").words == ()
    assert read("un truc court").vague != ()


def test_what_comes_after_a_diploma_is_asked_for() -> None:
    assert read("que faire après un bac pro ASSP").after
