"""What an Onisep sheet says is shown in its own words, with its source."""

from __future__ import annotations

import httpx
import pytest
from msgspec.structs import replace

from passerelles.catalogue import present_sheets, service
from passerelles.catalogue.editions.edition import Edition, digest_of
from passerelles.catalogue.records import FurtherStudy, Source
from passerelles.core.db import Database
from tests.support.editions import CINAV, a_catalogue, an_edition, publish

SHEET = FurtherStudy(
    certification=CINAV,
    sheet="FOR:267",
    access_text="Accès sur dossier.",
    expected_text="- S’intéresser aux bateaux\n- Travailler en équipe",
    further_text="Le BTS mène à l’emploi.\nEnsuite :\n- une licence professionnelle\n- une école",
    source="onisep-fiches-2025-10",
)
SOURCE = Source(
    id="onisep-fiches-2025-10",
    title="Onisep, Idéo-Fiches formations",
    producer="Onisep",
    licence="ODbL 1.0",
    vintage="octobre 2025",
)


def _sourced(edition: Edition) -> Edition:
    """The same edition, made from the sheets' file too."""
    named = replace(edition, made_from=(*edition.made_from, SOURCE))
    return replace(named, id=digest_of(named))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Un.\nDeux.", [("Un.", []), ("Deux.", [])]),
        ("- a\n- b", [(None, ["a", "b"])]),
        ("Il faut :\n- a\n- b\nEnfin.", [("Il faut :", ["a", "b"]), ("Enfin.", [])]),
    ],
)
def test_lines_that_begin_with_a_dash_are_the_points_of_the_paragraph_before(
    text: str, expected: list[tuple[str | None, list[str]]]
) -> None:
    assert [(one.text, one.points) for one in present_sheets.paragraphs(text)] == expected


def test_a_sheet_that_says_nothing_is_left_out_and_the_diploma_s_own_comes_first() -> None:
    silent = FurtherStudy(certification=CINAV, sheet="FOR:1", links=("CFD:1",))
    other = FurtherStudy(certification=CINAV, sheet="FOR:2", access_text="Autre.")
    found = service.certification(a_catalogue(further_studies=[silent, other, SHEET]), CINAV).sheets
    assert {one.id for one in found} == {"FOR:2", "FOR:267"}


async def test_the_page_of_a_diploma_quotes_its_sheet_and_its_source(db: Database, client: httpx.AsyncClient) -> None:
    await publish(db, _sourced(an_edition(further_studies=[SHEET])))
    page = (await client.get(f"/diplomes/{CINAV}")).text
    for said in ("Accès sur dossier.", "une licence professionnelle", "Travailler en équipe", "octobre 2025", "ODbL"):
        assert said in page
    answer = (await client.get(f"/api/certifications/{CINAV}")).json()
    assert answer["sheets"][0]["source"]["vintage"] == "octobre 2025"
    assert "Onisep, Idéo-Fiches formations" in [one["title"] for one in answer["sources"]]
