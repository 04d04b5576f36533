"""A class's list in every dialect of Excel, and what must never be read as one."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelles.accounts.roles.class_file import MAX_COLUMNS, MAX_ROWS, UnusableFileError, read

TODAY = date(2026, 11, 23)
LINES = (
    "Nom;Prénom;Né(e) le;Courriel;Division\r\n"
    "Le Goff;Éléonore;03/09/2010;;2de MELEC\r\n"
    "N’Diaye;Mamadou;2009-12-31;m@exemple.fr;2de MELEC\r\n"
)
TABS = LINES.replace(";", "\t")
COMMAS = LINES.replace(";", ",")


def the_class(content: bytes) -> list[tuple[str, date | None, str | None, str | None]]:
    return [(row.name, row.birth_date, row.email, row.class_name) for row in read(content, TODAY).rows]


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode("utf-8-sig"),
        LINES.encode(),
        LINES.encode("cp1252"),
        TABS.encode("utf-16"),  # "Texte Unicode" in Excel: UTF-16 with its mark, and tabs
        b"\xfe\xff" + TABS.encode("utf-16-be"),
        TABS.encode("cp1252"),
        COMMAS.encode(),
        LINES.replace("\r\n", "\n").encode(),
        ("\r\n" + LINES).encode(),
        (LINES + ";;;;\r\n\r\n").encode(),
        LINES.replace("Le Goff", '"Le Goff"').encode(),
        LINES.replace("É", "E\u0301").replace("é", "e\u0301").encode(),  # as a Mac decomposes them
    ],
)
def test_the_same_class_is_read_in_every_dialect(content: bytes) -> None:
    assert the_class(content) == [
        ("Éléonore Le Goff", date(2010, 9, 3), None, "2de MELEC"),
        ("Mamadou N’Diaye", date(2009, 12, 31), "m@exemple.fr", "2de MELEC"),
    ]


@pytest.mark.parametrize("header", ["NOM", "nom de famille", "Nom Élève", " Nom "])
def test_headers_are_known_whatever_their_case_and_accents(header: str) -> None:
    assert the_class(f"{header};PRENOM\nLe Goff;Anne\n".encode())[0][0] == "Anne Le Goff"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("INE", "identifiant national"),
        ("N° INE", "identifiant national"),
        ("Identifiant national élève", "identifiant national"),
        ("Sexe", "genre"),
        ("Civilité", "genre"),
        ("PAI", "santé"),
        ("Régime alimentaire", "santé"),
        ("N° sécurité sociale", "sécurité sociale"),
    ],
)
def test_what_must_not_be_sent_is_refused_with_its_reason(header: str, why: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read(f"Nom;Prénom;{header}\nLe Goff;Anne;x\n".encode(), TODAY)
    assert why in str(refused.value)
    assert header in str(refused.value)


def test_columns_of_no_use_are_named_and_not_read() -> None:
    found = read("Nom;Prénom;Téléphone;Options\nLe Goff;Anne;06 00 00 00 00;Voile\n".encode(), TODAY)
    assert found.ignored == ("Téléphone", "Options")
    assert "06" not in str(found.rows)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("=1+1;Anne;", "formule"),
        ("@Le Goff;Anne;", "formule"),
        ("Le Goff;;", "Il manque"),
        ("Le Goff;Anne <b>;", "lettres"),
        ("Le Goff;Anne;31/02/2010", "date de naissance"),
        ("Le Goff;Anne;03/09/10", "date de naissance"),
        ("Le Goff;Anne;03/09/1810", "date de naissance"),
        ("Le Goff;Anne;demain", "date de naissance"),
        ("Le Goff;Anne;;anne", "courriel"),
        ("Le Goff;Anne;;anne@exemple.fr\\nBcc: x@y.fr", "courriel"),
        (f"{'L' * 90};Anne;", "lettres"),
        (f"{'L' * 300};Anne;", "caractères"),
        ("Le Goff;Anne;;;;;x", "cases"),
    ],
)
def test_a_row_that_may_not_be_used_says_why(line: str, why: str) -> None:
    (row,) = read(f"Nom;Prénom;Né le;Courriel\n{line}\n".encode(), TODAY).rows
    assert row.line == 2
    assert any(why in sentence for sentence in row.wrong), row.wrong


def test_the_same_person_twice_is_said_at_the_second_line() -> None:
    first, second, third = read(
        "Nom;Prénom;Né le\nLe Goff;Anne;03/09/2010\nLE GOFF;anne;03/09/2010\nLe Goff;Anne;04/09/2010\n".encode(), TODAY
    ).rows
    assert (first.wrong, third.wrong) == ((), ())
    assert "ligne 2" in second.wrong[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "aucune ligne"),
        (b"Nom;Prenom\n", "aucune ligne"),
        (b"Nom;Prenom\nLe\0Goff;Anne\n", "CSV"),
        (b"PK\x03\x04\0\0\0\0", "CSV"),
        (b"\xff\xfe\xd8", "CSV"),
        (b'Nom;Prenom\n"Le Goff;Anne\nMartin;Camille\n', "guillemet"),
        (b'Nom;Prenom\n"Le"Goff;Anne\n', "guillemet"),
        (b"Prenom;Classe\nAnne;2de\n", "Nom"),
        (b";" * 1_000_000, "colonnes"),
        (b"Nom;Prenom" + b";x" * MAX_COLUMNS + b"\n", "colonnes"),
        (b"Nom;Prenom\n" + b"Le Goff;Anne\n" * (MAX_ROWS + 1), "lignes"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read(content, TODAY)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b";" * 190_000,
        b"Nom;Prenom\n" + b";" * 189_000,
        b'"' * 190_000,
        b"Nom;Prenom\n" + b'"' + b"x" * 189_000,
        b"Nom;Prenom\n" + b"\n" * 189_000,
        ("Nom;Prénom\n" + "Le Goff;Anne\n" * 10_000).encode("utf-16"),
    ],
)
def test_a_hostile_list_takes_little_memory(content: bytes) -> None:
    tracemalloc.start()
    try:
        read(content, TODAY)
    except UnusableFileError:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 60 * 1024 * 1024


def rows_or_sentence(content: bytes) -> int | str:
    """How many rows are read, or why none is."""
    try:
        return len(read(content, TODAY).rows)
    except UnusableFileError as error:
        return str(error)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_list_or_a_sentence(content: bytes) -> None:
    found = rows_or_sentence(content)
    assert isinstance(found, int) or found.endswith(".")


@given(st.text(max_size=1_000))
def test_any_text_under_the_headers_is_rows_or_a_sentence(text: str) -> None:
    found = rows_or_sentence(f"Nom;Prénom;Né le;Courriel\n{text}".encode("utf-8", "ignore"))
    assert found in range(1, MAX_ROWS + 1) or str(found).endswith(".")
