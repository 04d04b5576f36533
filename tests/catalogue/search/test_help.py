"""Nothing found is no dead end, and never an error."""

from __future__ import annotations

import pytest

from passerelles.catalogue.search import service
from tests.catalogue.search.test_embedded import embedded


@pytest.mark.parametrize(
    "query", ["je sais pas", "un truc court", '%_*"()~^', "zzz qqq", "' OR 1=1", "\u0000\u202e", "x" * 200, "je " * 60]
)
def test_hostile_and_vague_queries_get_help_in_words(query: str) -> None:
    answer = service.answer(embedded(), query)
    assert answer.items or (answer.help and answer.help.sentence and answer.help.suggestions)


def test_every_suggestion_leads_to_a_list() -> None:
    help_given = service.answer(embedded(), "je sais pas").help
    assert help_given is not None
    assert all(one.url.startswith("/explorer?") and one.label for one in help_given.suggestions)


def test_what_speaks_for_itself_needs_no_help() -> None:
    assert service.answer(embedded(), "cap cuisine").help is None
    assert service.answer(embedded(), "").help is None


def test_the_same_letters_give_the_same_list() -> None:
    for query in ("m", "men", "menuis", "menuisier nantes", "lycée"):
        assert service.answer(embedded(), query).items == service.answer(embedded(), query).items


def test_the_nearest_institutions_come_first_at_a_place() -> None:
    cities = [one.detail for one in service.answer(embedded(), "internat à laval", limit=3).items]
    assert all("Laval" in city for city in cities)


def test_a_place_alone_is_found_with_its_institutions() -> None:
    items = service.answer(embedded(), "nantes", limit=5).items
    assert [one.kind for one in items] == ["commune", *["institution"] * 4]


@pytest.mark.parametrize("kinds", ["commune", "stage,certification"])
def test_a_field_that_asks_where_one_is_is_not_told_to_try_a_job(kinds: str) -> None:
    assert service.answer(embedded(), "zzz qqq", kinds=kinds).help is None


def test_a_suggestion_may_be_chosen_where_its_kind_is_asked_for() -> None:
    help_given = service.answer(embedded(), "zzz qqq", kinds="certification,job,sector").help
    assert help_given is not None
    assert {one.kind for one in help_given.suggestions} <= {"certification", "job", "sector"}
    assert all(one.id in embedded().sectors for one in help_given.suggestions if one.kind == "sector")
