"""Old ids lead to what is open now, whatever shape the successions have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from passerelles.catalogue.model.succession import current_of, is_open
from passerelles.catalogue.records import Certification
from tests.support.editions import a_catalogue, a_certification, a_programme

TODAY = "2026-09-01"
CODES = [str(number) for number in range(8)]


@st.composite
def successions(draw: st.DrawFn) -> dict[str, Certification]:
    """A few diplomas, open or closed, that succeed each other in any way, circles and unknown ids included."""
    records = {}
    for code in draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True)):
        following = draw(st.lists(st.sampled_from([*CODES, "unknown"]), max_size=4, unique=True))
        closed = draw(st.sampled_from([None, "2020-08-31", "2030-08-31"]))
        record = a_certification(code, closed=closed, successors=tuple(f"CFD:{one}" for one in following))
        records[record.id] = record
    return records


@given(successions())
def test_resolving_always_ends_with_known_ids_named_once(records: dict[str, Certification]) -> None:
    for start in records:
        found = current_of(start, records, TODAY)
        assert found
        assert len(set(found)) == len(found)
        assert set(found) <= records.keys()


@given(successions())
def test_what_is_found_is_open_or_is_the_diploma_itself(records: dict[str, Certification]) -> None:
    for start in records:
        found = current_of(start, records, TODAY)
        assert all(is_open(records[one], TODAY) for one in found) or found == (start,)


@given(successions())
def test_resolving_twice_changes_nothing(records: dict[str, Certification]) -> None:
    for start in records:
        found = current_of(start, records, TODAY)
        if found != (start,):
            assert tuple(now for one in found for now in current_of(one, records, TODAY)) == found


def test_a_closed_diploma_leads_to_all_its_successors_through_a_chain() -> None:
    catalogue = a_catalogue(
        certifications=[
            a_certification("1", closed="2010-08-31", successors=("CFD:2",)),
            a_certification("2", closed="2020-08-31", successors=("CFD:3", "CFD:4")),
            a_certification("3"),
            a_certification("4"),
        ]
    )
    assert catalogue.resolve("CFD:1") == ("CFD:3", "CFD:4")


def test_a_diploma_that_will_close_is_still_open() -> None:
    catalogue = a_catalogue(certifications=[a_certification("1", closed="2027-08-31", successors=("CFD:2",))])
    assert catalogue.resolve("CFD:1") == ("CFD:1",)


def test_an_onisep_id_leads_to_the_diploma_open_now() -> None:
    assert a_catalogue().resolve("FOR:1167") == ("CFD:40025223",)


def test_an_old_programme_leads_to_the_same_place() -> None:
    catalogue = a_catalogue()
    assert catalogue.resolve("PRG:0850033Z.40025009.school") == ("PRG:0850033Z.40025223.school",)
    assert catalogue.resolve("PRG:0850033Z.40025009.school.1re") == ("PRG:0850033Z.40025223.school.1re",)


def test_a_former_commune_leads_to_the_one_that_absorbed_it() -> None:
    catalogue = a_catalogue()
    assert catalogue.resolve("COM:85060") == ("COM:85194",)
    commune = catalogue.commune("COM:85166")
    assert commune is not None
    assert commune.id == "COM:85194"


def test_a_current_id_of_any_kind_answers_with_itself() -> None:
    catalogue = a_catalogue(programmes=[a_programme("0850146X", "40020103")])
    for one in ("CFD:32025413", "UAI:0850033Z", "ROME:I1605", "PRG:0850146X.40020103.school", "CMQ-PDL-NAUTISME"):
        assert catalogue.resolve(one) == (one,)


def test_an_unknown_id_gives_nothing() -> None:
    catalogue = a_catalogue()
    for one in ("CFD:99999999", "FOR:1", "COM:00000", "PRG:x", "PRG:0850033Z.40025009", "UAI:", "", "nonsense"):
        assert catalogue.resolve(one) == ()
