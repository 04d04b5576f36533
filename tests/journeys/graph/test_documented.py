"""Progressions that sheets name, in both directions, and what never follows whatever a text says."""

from __future__ import annotations

from collections.abc import Iterable

from passerelles.catalogue.records import Certification, FurtherStudy
from passerelles.journeys import words
from passerelles.journeys.graph.graph import MOST, Graph
from passerelles.journeys.graph.progression import Progression
from tests.support.editions import TCI, a_catalogue, a_certification

CAP_ID = "CFD:50025217"


def a_sheet(diploma: str, *, further: str = "", access: str = "") -> FurtherStudy:
    return FurtherStudy(
        certification=diploma, sheet=f"FOR:{diploma[-4:]}", further_text=further, access_text=access, source="onisep"
    )


def a_bts(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bts", "level": 5, "years": 2} | fields))


def a_graph(diplomas: Iterable[Certification], sheets: Iterable[FurtherStudy]) -> Graph:
    return Graph(a_catalogue(certifications=diplomas, further_studies=sheets))


def step(graph: Graph, source: str, target: str) -> Progression | None:
    return next((one for one in graph.next_of(source) if target in (one.target, *one.options)), None)


PERFUME = a_bts("32033699", "BTS Parfums et arômes", nsf="222")


def test_a_diploma_named_by_the_sheet_before_it_is_documented() -> None:
    sheet = a_sheet(TCI, further="Une poursuite d’études est envisageable en BTS parfums et arômes.")
    found = step(a_graph([PERFUME], [sheet]), TCI, PERFUME.id)
    assert found is not None
    assert found.confidence == "documented"


def test_a_diploma_named_by_the_sheet_after_it_is_documented() -> None:
    sheet = a_sheet(PERFUME.id, access="Accessible avec un bac pro technicien en chaudronnerie industrielle.")
    found = step(a_graph([PERFUME], [sheet]), TCI, PERFUME.id)
    assert found is not None
    assert found.confidence == "documented"


def test_strangers_that_no_sheet_names_stay_strangers() -> None:
    sheet = a_sheet(TCI, further="Une poursuite d’études est envisageable en BTS.")
    assert step(a_graph([PERFUME], [sheet]), TCI, PERFUME.id) is None


def test_a_text_never_makes_a_cap_lead_to_a_bts() -> None:
    sheet = a_sheet(CAP_ID, further="Plus tard, un BTS parfums et arômes est possible.")
    assert step(a_graph([PERFUME], [sheet]), CAP_ID, PERFUME.id) is None


def test_a_text_never_leads_back_to_a_cap() -> None:
    sheet = a_sheet(TCI, further="Certains préparent un CAP.")
    graph = a_graph([], [sheet])
    kinds = {graph.catalogue.certifications[one.target].kind for one in graph.next_of(TCI)}
    assert "cap" not in kinds


def test_a_documented_step_says_that_we_matched_the_text() -> None:
    sheet = a_sheet(TCI, further="On peut poursuivre en BTS parfums et arômes.")
    found = step(a_graph([PERFUME], [sheet]), TCI, PERFUME.id)
    assert found is not None
    assert "Onisep" in words.rule(found, "source")


def test_a_kind_named_without_code_is_a_step_of_its_own() -> None:
    sheet = a_sheet(TCI, further="Avec un très bon dossier, on peut poursuivre en DN MADE.")
    found = step(a_graph([], [sheet]), TCI, "TYPE:dn-made")
    assert found is not None
    assert found.confidence == "documented"


def test_options_of_a_diploma_are_one_step() -> None:
    options = [
        a_bts(f"3202549{i}", f"BTS Soudage option {name}", nsf="254") for i, name in enumerate(("tubes", "tôles"))
    ]
    found = [one for one in a_graph(options, []).next_of(TCI) if one.target in {option.id for option in options}]
    assert [{one.target, *one.options} for one in found] == [{option.id for option in options}]


def test_the_new_code_of_a_diploma_is_one_step_with_the_old_one() -> None:
    new = a_bts("32025495", "BTS Métaux assemblés", nsf="254")
    old = a_bts("32025494", "BTS Assemblage de métaux", nsf="254", closed="2027-08-31", successors=(new.id,))
    found = [one for one in a_graph([old, new], []).next_of(TCI) if {one.target, *one.options} & {old.id, new.id}]
    assert len(found) == 1


def test_an_option_named_by_a_sheet_is_entered_through_its_common_first_year() -> None:
    option = a_bts("32033698", "BTS Parfums de scène option A", nsf="222")
    common = a_bts("32033697", "BTS Parfums de scène (1re année commune)", nsf="222", common_year_of=(option.id,))
    sheet = a_sheet(TCI, further="On peut poursuivre en BTS parfums de scène option A.")
    graph = a_graph([option, common], [sheet])
    assert step(graph, TCI, common.id) is not None
    assert step(graph, TCI, option.id) is None


def test_no_list_is_longer_than_a_screen() -> None:
    many = [a_bts(f"320254{i}", f"BTS Métal numéro{i} usine{i}", nsf="254") for i in range(10, 60)]
    assert len(a_graph(many, []).next_of(TCI)) == MOST
