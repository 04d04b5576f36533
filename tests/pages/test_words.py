"""French typography of the pages' own words and of the legal texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passerelles.core.messages import LOCALES
from passerelles.pages.legal import TEXTS
from passerelles.pages.rendering import day
from tests.pages.reading import Reader

PROSE = sorted((LOCALES / "fr" / "prose").glob("*.html"))
MARKUP = re.compile(r"\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)
BREAKABLE = re.compile(r"\w [:;?!%€»]|« ")


@pytest.mark.parametrize("file", [LOCALES / "fr" / "pages.toml", *PROSE], ids=lambda file: file.name)
def test_double_punctuation_never_starts_a_line(file: Path) -> None:
    text = MARKUP.sub("", file.read_text("utf-8"))
    sentences = re.findall(r'= "(.*)"', text) if file.suffix == ".toml" else [text]
    assert [found for sentence in sentences for found in BREAKABLE.findall(sentence)] == []


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.name)
def test_apostrophes_are_typographic_and_nobody_shouts(file: Path) -> None:
    text = MARKUP.sub("", file.read_text("utf-8"))
    assert "'" not in text
    assert "!" not in text


async def test_every_page_links_to_the_texts_and_states_its_accessibility(robot: Reader) -> None:
    page = await robot.read("/")
    assert {f"/{text}" for text in TEXTS} <= {address.partition("?")[0] for address in page.anchors}
    assert "Accessibilité\u00a0: non conforme" in page.source


async def test_the_accessibility_statement_is_honest_and_gives_the_ways_of_appeal(robot: Reader) -> None:
    page = await robot.read("/accessibilite")
    for words in ("non conforme", "aucun audit", "article 47", "Défenseur des droits", "signalez-le"):
        assert words in page.main


async def test_every_source_is_named_with_its_licence(robot: Reader) -> None:
    campus = (await robot.client.get("/api/campus")).json()
    page = await robot.read("/sources")
    for source in campus["sources"]:
        assert source["title"] in page.main
        assert source["licence"] in page.main
    assert "Onisep" in page.main
    assert "non précisée" in page.main


async def test_a_campus_that_said_nothing_shows_what_is_missing(robot: Reader) -> None:
    assert "à compléter par le campus" in (await robot.read("/mentions-legales")).main


@pytest.mark.parametrize(
    ("iso", "words"), [("2026-09-01", "1er\u00a0septembre 2026"), ("2027-08-24", "24\u00a0août 2027")]
)
def test_dates_are_spoken(iso: str, words: str) -> None:
    assert day(iso) == words
