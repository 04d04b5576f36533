"""Wrong files end in one French sentence; right ones in rows, whatever their encoding and marks."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from passerelles.catalogue.importers import reading
from passerelles.catalogue.importers.reading import UnreadableFileError, read_json, read_table
from tests.catalogue.importers.making import reasons, written

COLUMNS = ("UAI", "Nom")


def refusal(path: Path, **options: object) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_table(path, COLUMNS, **options)  # type: ignore[arg-type] # each test names real options
    return str(caught.value)


def test_a_byte_order_mark_is_not_part_of_the_first_header(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "\ufeffUAI;Nom\r\n0850033Z;Tabarly\r\n")
    assert [row for _, row in read_table(path, COLUMNS)] == [{"UAI": "0850033Z", "Nom": "Tabarly"}]


def test_windows_1252_is_read_when_the_file_is_not_utf_8(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "UAI;Nom\n0850033Z;Éric\n", "cp1252")
    assert [row["Nom"] for _, row in read_table(path, COLUMNS, encodings=("utf-8-sig", "cp1252"))] == ["Éric"]


def test_a_stray_quotation_mark_does_not_swallow_the_next_rows(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'UAI;Nom\n0850033Z;voie "véto en un an\n0440069L;Briand\n')
    names = [row["Nom"] for _, row in read_table(path, COLUMNS, quoted=False)]
    assert names == ['voie "véto en un an', "Briand"]


def test_a_row_with_too_many_cells_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "UAI;Nom\n0850033Z;Tabarly\n0440069L;Briand;en trop\n")
    account = read_table(path, COLUMNS)
    assert [row["UAI"] for _, row in account] == ["0850033Z"]
    assert (account.read, account.used, account.refusals[0].line) == (2, 1, 3)
    assert reasons(account) == ["La ligne n’a pas autant de cellules que l’en-tête."]


def test_a_gzip_file_is_read_as_the_file_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"UAI;Nom\n0850033Z;Tabarly\n"))
    assert len(list(read_table(path, COLUMNS))) == 1


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "UAI;Ville\n0850033Z;Olonne\n")
    assert refusal(path) == "Le fichier a.csv n’a pas la colonne attendue : Nom."


def test_the_wrong_encoding_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "UAI;Nom\n0850033Z;Éric\n", "cp1252")
    assert refusal(path) == "Le fichier a.csv n’est pas dans l’encodage attendu (UTF-8)."


def test_a_binary_file_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04\x00\x00\x00")
    assert refusal(path) == "Le fichier a.csv n’est pas un fichier texte."


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.csv", "")) == "Le fichier a.csv est vide."


def test_a_header_alone_has_no_row_to_read(tmp_path: Path) -> None:
    sentence = refusal(written(tmp_path / "a.csv", "UAI;Nom\n"))
    assert sentence == "Le fichier a.csv n’a aucune ligne lisible sous son en-tête."


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.csv").startswith("Le fichier a.csv est introuvable ou illisible")


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 2 * 1024**3)  # sparse: takes no room on the disk
    assert refusal(path) == "Le fichier a.csv est trop gros (2048 Mo, 300 Mo au plus)."


def test_a_small_gzip_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 100_000))
    assert "trop gros" in refusal(path)


def test_a_gzip_name_on_another_content_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv.gz", "UAI;Nom\n")
    assert refusal(path) == "Le fichier a.csv.gz n’est pas une archive gzip lisible."


def test_json_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", '{"pas": "une liste"}')
    with pytest.raises(UnreadableFileError, match=r"Le fichier a\.json n’a pas la forme attendue"):
        read_json(path, list[str])
