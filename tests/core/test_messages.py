"""The message catalogue: complete problems, French typography."""

from __future__ import annotations

import re

import pytest

from passerelles.core.errors import Problem
from passerelles.core.messages import catalogue, t

NARROW_OR_FULL_NBSP = "\u00a0\u202f"


def every_problem(of: type[Problem] = Problem) -> list[type[Problem]]:
    found = [of]
    for child in of.__subclasses__():
        found += every_problem(child)
    return found


@pytest.mark.parametrize("part", ["title", "detail", "next"])
def test_every_problem_says_what_why_and_what_next(part: str) -> None:
    import passerelles.app  # noqa: F401 - every feature's problems are then declared

    slugs = {problem.slug for problem in every_problem()}
    assert [slug for slug in sorted(slugs) if f"problems.{slug}.{part}" not in catalogue()] == []


def test_a_missing_message_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        t("problems.nothing.title")


def test_double_punctuation_follows_a_non_breaking_space() -> None:
    ordinary_space = re.compile(r" [:;?!»%€]|« ")
    without_space = re.compile(r"\w[;?!»]")
    wrong = {
        key: text
        for key, text in catalogue().items()
        if ordinary_space.search(text) or without_space.search(re.sub(r"https?://\S+", "", text))
    }
    assert wrong == {}


def test_apostrophes_are_typographic() -> None:
    assert {key: text for key, text in catalogue().items() if "'" in text} == {}
