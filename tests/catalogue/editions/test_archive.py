"""The canonical archive: the same content gives the same bytes; Onisep apart; a damaged one is refused."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.edition import ADDED, KINDS, seal
from passerelles.catalogue.records import Certification, FurtherStudy, Institution, Job
from tests.catalogue.editions.making import BAC_PRO, CAP, TABARLY, edition
from tests.support.editions import a_programme, an_edition


def files(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def repacked(content: bytes, changed: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in files(content).items():
            packed.writestr(name, changed.get(name, text))
    return buffer.getvalue()


def test_what_is_written_is_read_back() -> None:
    one = edition(BAC_PRO, CAP)
    assert archive.read(archive.write(one)) == one


def test_the_same_content_in_another_order_gives_the_same_bytes_and_the_same_id() -> None:
    one, two = edition(BAC_PRO, CAP), edition(CAP, BAC_PRO)
    assert one.id == two.id
    assert archive.write(one) == archive.write(two)


def test_another_content_has_another_id() -> None:
    assert edition(BAC_PRO).id != edition(BAC_PRO, CAP).id


def test_onisep_ids_are_in_files_of_their_own_with_their_licence() -> None:
    opened = files(archive.write(edition()))
    assert "FOR:8906" in opened["onisep/certifications.jsonl"]
    assert "ENS:1" in opened["onisep/institutions.jsonl"]
    assert not any("FOR:" in text or "ENS:" in text for name, text in opened.items() if name.startswith("records/"))
    assert "ODbL" in opened["manifest.json"]


def test_the_manifest_names_sources_and_licences() -> None:
    manifest = archive.manifest_of(archive.write(edition()))
    assert [(source.title, source.licence) for source in manifest.sources] == [("Orion", "non précisée")]
    assert manifest.counts["certifications"] == 1


def test_two_records_with_one_key_are_refused_when_sealing() -> None:
    with pytest.raises(ValueError, match="CFD:40025223"):
        seal(certifications=(BAC_PRO, msgspec.structs.replace(BAC_PRO, label="Autre")))


def test_a_changed_record_no_longer_matches_the_name_of_the_edition() -> None:
    content = archive.write(edition(CAP))
    changed = files(content)["records/certifications.jsonl"].replace("Boulanger", "Meunier")
    with pytest.raises(archive.UnreadableArchiveError, match="ne correspond pas"):
        archive.read(repacked(content, {"records/certifications.jsonl": changed}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"pas une archive"])
def test_other_bytes_are_not_an_edition(content: bytes) -> None:
    with pytest.raises(archive.UnreadableArchiveError, match="pas une édition lisible"):
        archive.read(content)


def test_another_format_is_named() -> None:
    content = archive.write(edition())
    manifest = files(content)["manifest.json"].replace(archive.FORMAT, "passerelles-edition/9")
    with pytest.raises(archive.UnreadableArchiveError, match="passerelles-edition/9"):
        archive.read(repacked(content, {"manifest.json": manifest}))


def test_what_onisep_alone_describes_is_kept_whole_in_its_own_files() -> None:
    sheet = Certification(id="FOR:6720", label="BUT Chimie", kind="but", level=6, years=3, source="onisep-x")
    cap = msgspec.structs.replace(CAP, jobs=("MET:1",), acronym="ABC", onisep_subdomains=("a/b",), onisep="FOR:1")
    named = Institution(id="UAI:0440001A", name="École", kind="école", source="onisep-structures")
    text = FurtherStudy(certification=CAP.id, sheet="FOR:1", access_text="Après la 3e")
    one = seal(
        certifications=(cap, sheet),
        jobs=(Job(id="MET:1", label="Boulanger"), Job(id="ROME:D1102", label="Boulangerie")),
        institutions=(TABARLY, named),
        further_studies=(text,),
    )
    opened = files(archive.write(one))
    ours = "".join(opened[name] for name in opened if name.startswith("records/"))
    assert not any(word in ours for word in ("FOR:", "MET:", "ENS:", "École", "ABC", "a/b", "Après"))
    assert "ROME:D1102" in ours
    assert "Après la 3e" in opened["onisep/records/further_studies.jsonl"]
    assert archive.read(archive.write(one)) == one


def test_kinds_that_came_later_leave_no_trace_in_an_edition_without_them() -> None:
    assert not ADDED & {kind for kind in KINDS if getattr(edition(), kind)}
    old = files(archive.write(edition()))
    without = {name: text for name, text in old.items() if not any(kind in name for kind in ADDED)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in without.items():
            packed.writestr(name, content)
    assert archive.read(buffer.getvalue()) == edition()


def test_records_that_say_the_same_share_one_string() -> None:
    made = an_edition(programmes=[a_programme("0850033Z", "40025411", places=12, demand=9)])
    read = archive.read(archive.write(made))
    assert read == made
    institutions = {one.id: one.id for one in read.institutions}
    assert all(one.institution is institutions[one.institution] for one in read.programmes)
    figures = [figure for one in read.programmes for figure in (one.places, one.demand) if figure]
    sources = {figure.source: figure.source for figure in figures}
    assert len(figures) > len(sources)
    assert all(sources[figure.source] is figure.source for figure in figures)
