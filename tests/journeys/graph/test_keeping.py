"""What the graph costs to compile is paid once for an edition and a code; a bad file is made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelles.journeys.graph import keeping
from passerelles.journeys.graph.compiled import Compiled
from passerelles.journeys.graph.progression import Progression

STEPS = (
    Progression("CFD:1", "CFD:2", "continuation", "documented", "sheet", 1.5),
    Progression("CFD:1", "CFD:3", "bridge", "inferred", "close", 0.5),
)


class Compiler:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Compiled:
        self.times += 1
        return Compiled(STEPS)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    keeping.keep_in(tmp_path / "cache")
    yield tmp_path / "cache"
    keeping.keep_in(None)


@pytest.mark.usefixtures("folder")
def test_the_second_start_reads_what_the_first_compiled() -> None:
    compiler = Compiler()
    first, second = keeping.kept("edition", compiler), keeping.kept("edition", compiler)
    assert compiler.times == 1
    assert list(second.after("CFD:1")) == list(first.after("CFD:1")) == list(STEPS)
    assert list(second.into("CFD:3")) == [STEPS[1]]


def test_another_edition_is_compiled_and_takes_the_place_of_the_first(folder: Path) -> None:
    compiler = Compiler()
    keeping.kept("one", compiler)
    keeping.kept("two", compiler)
    assert compiler.times == 2
    assert [file.name.split("-")[1] for file in folder.iterdir()] == ["two"]


@pytest.mark.parametrize("damage", [b"", b"not msgpack at all", b"\x91\xa1x"])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    compiler = Compiler()
    keeping.kept("edition", compiler)
    next(folder.iterdir()).write_bytes(damage)
    assert list(keeping.kept("edition", compiler).after("CFD:1")) == list(STEPS)
    assert compiler.times == 2


def test_a_file_cut_in_the_middle_is_made_again(folder: Path) -> None:
    compiler = Compiler()
    keeping.kept("edition", compiler)
    file = next(folder.iterdir())
    file.write_bytes(file.read_bytes()[:-7])
    keeping.kept("edition", compiler)
    assert compiler.times == 2


def test_a_folder_that_cannot_be_written_is_not_our_failure(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    keeping.keep_in(tmp_path / "cache")
    try:
        assert list(keeping.kept("edition", Compiler()).after("CFD:1")) == list(STEPS)
    finally:
        keeping.keep_in(None)


def test_without_a_folder_nothing_is_kept() -> None:
    compiler = Compiler()
    keeping.kept("edition", compiler)
    keeping.kept("edition", compiler)
    assert compiler.times == 2
