"""The coverage of an edition: what each source gives, what is shown, who lacks what."""

from __future__ import annotations

from passerelles.catalogue.coverage import Coverage, cover
from passerelles.catalogue.editions.edition import Edition, seal
from passerelles.catalogue.records import (
    EVERY_CERTIFICATION,
    Certification,
    Figure,
    FurtherStudy,
    Institution,
    Outcome,
    Programme,
    Source,
)

SCHOOL = Institution(id="UAI:0850033Z", name="Lycée Tabarly", kind="lycée", lat=46.5, lon=-1.8, source="annuaire")
NAMELESS = Institution(id="UAI:0442960D", name="Établissement 0442960D", kind="établissement", source="uai")
TAUGHT = Certification(id="CFD:40025411", label="Bac pro", kind="bac-pro", level=4, years=3, rome=("ROME:H2902",))
NOWHERE = Certification(id="CFD:40025412", label="Bac pro ailleurs", kind="bac-pro", level=4, years=3)
CLOSED = Certification(id="CFD:1", label="Vieux", kind="cap", level=3, years=2, closed="2020-01-01", source="vieux")


def programme(certification: Certification, institution: Institution) -> Programme:
    return Programme(
        id=f"PRG:{institution.id}.{certification.id}",
        certification=certification.id,
        institution=institution.id,
        status="school",
        source="orion",
    )


def an_edition() -> Edition:
    figure = Figure(value=50.0, vintage="2022_2023", scope=SCHOOL.id, source="ij")
    return seal(
        as_of="2026-09-01",
        made_from=tuple(
            Source(id=one, title=one, producer="", licence="", vintage="", rows_read=9)
            for one in ("orion", "ij", "onisep-fiches", "vieux", "inutile")
        ),
        institutions=(SCHOOL, NAMELESS),
        certifications=(TAUGHT, NOWHERE, CLOSED),
        programmes=(programme(TAUGHT, SCHOOL), programme(NOWHERE, NAMELESS)),
        outcomes=(
            Outcome(certification=TAUGHT.id, status="school", scope="region:52", further_study=figure),
            Outcome(certification=EVERY_CERTIFICATION, status="school", scope=SCHOOL.id, further_study=figure),
        ),
        further_studies=(
            FurtherStudy(certification=TAUGHT.id, sheet="FOR:1", further_text="Un BTS.", source="onisep-fiches"),
            FurtherStudy(certification=TAUGHT.id, sheet="FOR:2", source="onisep-fiches"),
        ),
    )


def lacking(coverage: Coverage, kind: str) -> dict[str, tuple[str, ...]]:
    return {gap.lacking: gap.ids for gap in coverage.gaps if gap.kind == kind}


def test_a_source_counts_the_records_that_cite_it_and_those_of_them_that_are_shown() -> None:
    found = {one.id: (one.read, one.joined, one.shown) for one in cover(an_edition()).sources}
    assert found == {
        "orion": (9, 2, 2),
        "ij": (9, 2, 2),
        "onisep-fiches": (9, 2, 1),
        "vieux": (9, 1, 0),
        "inutile": (9, 0, 0),
    }


def test_diplomas_and_institutions_without_a_name_a_place_a_job_or_a_next_step_are_listed() -> None:
    coverage = cover(an_edition(), lambda _, certification: certification == NOWHERE.id)
    assert lacking(coverage, "diplomas") == {
        "name": (),
        "place": (NOWHERE.id,),
        "job": (NOWHERE.id,),
        "next": (TAUGHT.id,),
    }
    assert lacking(coverage, "institutions") == {"name": (NAMELESS.id,), "place": (NAMELESS.id,), "programme": ()}


def test_without_the_graph_dead_ends_are_not_looked_for() -> None:
    assert "next" not in lacking(cover(an_edition()), "diplomas")
