"""The name of the code in ETags: changes with what is answered, and with nothing else."""

from __future__ import annotations

from pathlib import Path

from passerelles.core.release import PACKAGE, digest_of, release


def test_other_words_are_another_release(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('unknown = "non disponible"')
    before = digest_of(tmp_path)
    (tmp_path / "words.toml").write_text('unknown = "inconnu"')
    assert digest_of(tmp_path) != before


def test_compiled_files_and_data_are_no_other_release(tmp_path: Path) -> None:
    (tmp_path / "service.py").write_text("")
    before = digest_of(tmp_path)
    (tmp_path / "service.pyc").write_bytes(b"compiled")
    (tmp_path / "edition.zip").write_bytes(b"data")
    assert digest_of(tmp_path) == before


def test_every_process_of_one_deployment_has_the_same_name() -> None:
    assert release() == digest_of(PACKAGE)
