"""Guardians' part against a model: whatever is done in whatever order, no minor's bed is accepted without an agreement.

`PASSERELLES_MACHINE_EXAMPLES=200 pytest …` looks longer; here the same few stories are told at each run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest

from tests.boarding.guardians.acts import Guardians
from tests.boarding.guardians.machine import check, open_the_house


@pytest.fixture
def on_sqlite(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    template = tmp_path / "opened.sqlite3"
    shutil.copy(sqlite_template, template)
    open_the_house(f"sqlite:///{template}")

    def copy() -> str:
        path = Path(tempfile.mkdtemp(dir=tmp_path)) / "machine.sqlite3"
        shutil.copy(template, path)
        return f"sqlite:///{path}"

    return copy


@pytest.fixture
def on_postgresql(cluster: str, postgresql_template: str) -> Callable[[], str]:
    def made_from(template: str) -> str:
        name = f"machine{uuid4().hex}"
        with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return name

    template = made_from(postgresql_template)
    open_the_house(f"{cluster}/{template}")
    return lambda: f"{cluster}/{made_from(template)}"


def test_guardians_part_behaves_as_its_model_on_sqlite(on_sqlite: Callable[[], str]) -> None:
    check(Guardians, on_sqlite, examples=10)


def test_guardians_part_behaves_as_its_model_on_postgresql(on_postgresql: Callable[[], str]) -> None:
    check(Guardians, on_postgresql, examples=5)


async def _nothing(*_: object) -> None:
    return None


REMOVED: Final[dict[str, tuple[str, Any]]] = {
    "a minor is accepted without an agreement": (
        "passerelles.boarding.guardians.rules.Standing.refusal",
        lambda _: None,
    ),
    "a closed request takes an answer": ("passerelles.booking.service.refuse_over", lambda _: None),
    "whoever declares reads the name": (
        "passerelles.boarding.guardians.viewing.may_see_name",
        lambda **_: True,
    ),
    "a corrected age is not looked at again": ("passerelles.accounts.guardians.correcting._looks", []),
    "an answer goes with its account": ("passerelles.boarding.guardians.erasing.KeepingAnswers.act", _nothing),
}


@pytest.mark.parametrize("removed", REMOVED)
def test_the_model_notices_a_guard_that_is_removed(
    on_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch, removed: str
) -> None:
    """Or the two tests above prove nothing."""
    monkeypatch.setattr(*REMOVED[removed])
    with pytest.raises(AssertionError):
        check(Guardians, on_sqlite, examples=12)
