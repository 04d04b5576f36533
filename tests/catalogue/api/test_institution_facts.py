"""What an institution's page says besides its programmes: open days, general line, boarding in words, leavers."""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from passerelles.catalogue.records import (
    EVERY_CERTIFICATION,
    BoardingNote,
    Figure,
    GeneralLine,
    OpenDay,
    Outcome,
)
from passerelles.core import clock
from passerelles.core.db import Database
from tests.support.editions import BRIAND, TABARLY, an_edition, publish

ONISEP = "certif-info"  # the source of the small edition that Onisep produces
TO_COME = OpenDay(institution=TABARLY, text="Le 8 mars 2199 de 9h00 à 12h00", date="2199-03-08", source=ONISEP)
OVER = OpenDay(institution=TABARLY, text="Le 7 mars 2025 de 17h30 à 19h30", date="2025-03-07", source=ONISEP)
INDICATION = OpenDay(institution=TABARLY, text="Le 1/2/2024", date="2024-02-01", past=True, source=ONISEP)
UNDATED = OpenDay(institution=TABARLY, text="En mars", source=ONISEP)
LEAVERS = Outcome(
    certification=EVERY_CERTIFICATION,
    status="school",
    scope=TABARLY,
    employment={"6": Figure(value=54.0, vintage="2022_2023", scope=TABARLY, source="inserjeunes")},
)


@pytest.mark.parametrize(
    ("days", "upcoming", "past"),
    [
        ((TO_COME,), [TO_COME.text], None),
        ((TO_COME, OVER), [TO_COME.text], "Dates passées (2025), à vérifier auprès de l’établissement"),
        ((INDICATION, OVER), [], "Dates passées (2024, 2025), à vérifier auprès de l’établissement"),
        ((UNDATED,), [], "Dates passées, à vérifier auprès de l’établissement"),
    ],
)
async def test_only_open_days_to_come_are_announced_and_the_others_keep_their_year(
    db: Database, client: httpx.AsyncClient, days: tuple[OpenDay, ...], upcoming: list[str], past: str | None
) -> None:
    await publish(db, an_edition(open_days=days))
    response = await client.get(f"/api/institutions/{TABARLY}")
    found = response.json()["open_days"]
    assert (found["upcoming"], found["past"]) == (upcoming, past)
    assert found["source"]["producer"] == "Onisep"
    page = (await client.get(f"/etablissements/{TABARLY}")).text
    assert all(day in page for day in upcoming)
    assert (past or "Portes ouvertes") in page


async def test_an_answer_with_open_days_is_another_one_the_day_after(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(db, an_edition(open_days=(OVER,)))
    found = {}
    for day in (date(2025, 3, 7), date(2025, 3, 8)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        answers = [await client.get(f"/api/institutions/{place}") for place in (TABARLY, BRIAND)]
        found[day.day] = (answers[0].json()["open_days"]["upcoming"], *(one.headers["etag"] for one in answers))
    assert (found[7][0], found[8][0]) == ([OVER.text], [])
    assert found[7][1] != found[8][1]
    assert found[7][2] == found[8][2]


async def test_the_general_line_boarding_words_and_leavers_are_said_with_their_origin(
    db: Database, client: httpx.AsyncClient
) -> None:
    line = GeneralLine(institution=TABARLY, options=("Italien",), specialities=("mathématiques",), source=ONISEP)
    note = BoardingNote(institution=TABARLY, text="internat (homme/femme)", source=ONISEP)
    edition = an_edition(general_lines=(line,), boarding_notes=(note,), outcomes=(LEAVERS,))
    await publish(db, edition)
    found = (await client.get(f"/api/institutions/{TABARLY}")).json()
    assert (found["general_line"]["options"], found["general_line"]["specialities"]) == (["Italien"], ["mathématiques"])
    assert found["boarding_note"]["text"] == "internat (homme/femme)"
    assert found["house"] is None
    leavers = found["outcomes"][0]
    assert leavers["status"] == "school"
    assert leavers["outcomes"]["words"] == "54\u00a0% des sortants en emploi à 6\u00a0mois (établissement, 2022-2023)"
    assert {"Certif Info", "InserJeunes"} <= {one["title"] for one in found["sources"]}
    page = (await client.get(f"/etablissements/{TABARLY}")).text
    assert "Italien" in page
    assert "Ces mots ne disent pas s’il reste des lits" in page
    assert leavers["outcomes"]["words"] in page


async def test_what_nobody_published_takes_no_room(reader: httpx.AsyncClient) -> None:
    found = (await reader.get(f"/api/institutions/{BRIAND}")).json()
    assert (found["open_days"], found["general_line"], found["boarding_note"]) == (None, None, None)
    assert found["outcomes"] == []
