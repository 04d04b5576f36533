"""XML files: items as rows, and the files that are not what they should be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from passerelles.catalogue.importers.reading import REPEATED, UnreadableFileError, read_xml
from tests.catalogue.importers.making import written


def test_an_item_is_a_row_named_by_paths_with_repeated_texts_and_attributes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", "<r><i><a>1</a><b><c n='x'> y </c><c>z</c></b><d/></i></r>")
    rows = [row for _, row in read_xml(path, "i", ("a", "b/c"))]
    assert rows == [{"a": "1", "b/c@n": "x", "b/c": f"y{REPEATED}z", "d": ""}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<r><i>", "n’est pas un document XML lisible"),
        ('<!DOCTYPE r [<!ENTITY a "aa">]><r><i><a>&a;</a></i></r>', "n’est pas un document XML lisible"),
        ("<r><j/></r>", "n’a aucune ligne lisible"),
        ("<r><i><b>1</b></i></r>", "n’a pas la colonne attendue : a".replace(" :", "\u00a0:")),
    ],
)
def test_another_file_is_named_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_xml(written(tmp_path / "a.xml", text), "i", ("a",))


def test_a_zip_that_is_not_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="archive zip lisible"):
        read_xml(written(tmp_path / "a.zip", "PK non"), "i", ())


def test_an_empty_zip_is_refused(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "a.zip", "w").close()
    with pytest.raises(UnreadableFileError, match="archive zip lisible"):
        read_xml(tmp_path / "a.zip", "i", ())
