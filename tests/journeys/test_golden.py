"""The flagship answer on the embedded edition, whole: a change of it is wanted, or is a fault.

After a wanted change: `make golden`, then read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import service
from passerelles.journeys.asking import Wishes
from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY, TCI

GOLDEN = Path(__file__).parent / "golden" / "flagship.json"
REFRESH = "PASSERELLES_REFRESH_GOLDEN"


def flagship(catalogue: Catalogue) -> dict[str, Any]:
    """The answer, without what changes with each edition."""
    answer = service.plan_journeys(catalogue, (), Wishes(start="stage:3e", to=CINAV, near=CHALLANS))
    shown: dict[str, Any] = json.loads(answer.model_dump_json(by_alias=True))
    return shown | {"edition": "…"}


def test_the_flagship_answer_is_the_golden_one() -> None:
    found = flagship(Catalogue(archive.read(embedded())))
    if os.environ.get(REFRESH):
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_the_golden_answer_holds_what_was_promised() -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert "Rien à moins de 30\u00a0km de Challans" in golden["message"]
    statuses = set()
    for one in golden["itineraries"]:
        programmes = [leg["programme"] for leg in one["legs"]]
        if None in programmes:
            continue
        for leg in one["legs"]:
            assert leg["boarding"] or not leg["beyond_limit"]
        if [programme["institution"]["id"] for programme in programmes] == [TABARLY, BRIAND]:
            bac, bts = one["legs"]
            assert (bac["programme"]["certification"]["id"], bts["programme"]["certification"]["id"]) == (TCI, CINAV)
            assert "2de" in bac["via"]
            assert (35 < bac["distance_km"] < 37, 56 < bts["distance_km"] < 58) == (True, True)
            statuses.add(bts["status"])
    assert statuses == {"school", "apprenticeship"}


def test_every_institution_and_figure_of_the_golden_answer_is_in_the_edition() -> None:
    catalogue = Catalogue(archive.read(embedded()))
    for one in json.loads(GOLDEN.read_text("utf-8"))["itineraries"]:
        for programme in filter(None, (leg["programme"] for leg in one["legs"])):
            record = catalogue.programmes[programme["id"]]
            assert programme["institution"]["id"] == record.institution
            assert record.institution in catalogue.institutions
            known = record.places.value if record.places else None
            assert (programme["places"] or {"value": None})["value"] == known
