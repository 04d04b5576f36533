"""The five-question guide as data: what each answer says of the sectors one may like. Scored on the device only."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.journeys.schemas import GuideOptionOut, GuideOut, GuideQuestionOut
from passerelles.journeys.targets import in_sector

Weights = dict[str, int]

QUESTIONS: Final[dict[str, dict[str, Weights]]] = {
    "pleasure": {
        "make": {"25": 3, "23": 3, "24": 2, "22": 1},
        "care": {"33": 3, "41": 1, "42": 1},
        "sell": {"31": 3, "32": 1, "33": 1},
        "grow": {"21": 3, "34": 1},
        "create": {"13": 3, "32": 2, "24": 2},
    },
    "place": {
        "workshop": {"25": 3, "24": 2, "22": 2, "20": 2},
        "outside": {"21": 3, "23": 3, "34": 1},
        "people": {"33": 3, "31": 2, "41": 1},
        "screen": {"32": 3, "31": 1, "20": 1, "25": 1},
        "road": {"31": 3, "34": 2, "25": 1},
    },
    "material": {
        "metal": {"25": 3, "22": 1},
        "wood": {"23": 3},
        "food": {"22": 3, "33": 2},
        "living": {"21": 3, "33": 1},
        "words": {"32": 3, "31": 2, "13": 2},
        "fabric": {"24": 3, "33": 1},
    },
    "company": {
        "team": {"23": 2, "34": 2, "33": 1, "25": 1},
        "alone": {"24": 2, "13": 2, "25": 2, "21": 1},
        "public": {"33": 3, "31": 3},
        "help": {"33": 3, "34": 2},
    },
    "pride": {
        "repaired": {"25": 3},
        "built": {"23": 3, "25": 1, "20": 1},
        "thanked": {"33": 3, "41": 1},
        "organised": {"31": 3, "32": 2},
        "protected": {"34": 3, "21": 2},
        "beautiful": {"13": 3, "24": 2, "33": 1},
    },
}
"""Question, option, NSF domain, points. Our reading of what each domain is about: a way to look around, not a test."""


def guide(catalogue: Catalogue) -> GuideOut:
    """The questions, with weights for the sectors that something is taught in here only."""
    taught = {f"NSF:{code}" for answers in QUESTIONS.values() for weights in answers.values() for code in weights}
    shown = {
        identifier for identifier in taught if identifier in catalogue.sectors and in_sector(catalogue, identifier)
    }
    return GuideOut(
        title=t("guide.title"),
        note=t("guide.note"),
        privacy=t("guide.privacy"),
        questions=[
            GuideQuestionOut(
                id=question,
                text=t(f"guide.{question}.text"),
                options=[_option(question, option, weights, shown) for option, weights in options.items()],
            )
            for question, options in QUESTIONS.items()
        ],
        sectors={identifier: catalogue.sectors[identifier].label for identifier in sorted(shown)},
    )


def _option(question: str, option: str, weights: Weights, shown: set[str]) -> GuideOptionOut:
    kept = {f"NSF:{code}": points for code, points in weights.items() if f"NSF:{code}" in shown}
    return GuideOptionOut(id=option, text=t(f"guide.{question}.{option}"), weights=kept)
