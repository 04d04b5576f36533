"""Two spellings of one thing become the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelles.catalogue.search.text import normalise, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mécanicien d’œuvre", "mecanicien d'oeuvre"),
        ("Bac-Pro  MAINTENANCE", "bacpro maintenance"),
        ("Métiers de l’électricité", "metier electricites"),
        ("2nde pro", "seconde professionnelle"),
        ("Les Sables-d’Olonne", "les sables d olonne"),
    ],
)
def test_spellings_of_one_thing_are_the_same_words(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


def test_empty_words_stay_when_there_is_nothing_else() -> None:
    assert tokens("le la") == ("le", "la")


def test_the_letter_of_an_option_is_kept() -> None:
    assert tokens("métiers du commerce option A") == ("commerc", "option", "a")


@given(st.text(max_size=80))
def test_any_text_becomes_plain_words(text: str) -> None:
    plain = normalise(text)
    assert plain == normalise(plain)
    assert all(word.isascii() and word.isalnum() for word in plain.split())
