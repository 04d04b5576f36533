"""The installation's secret: made once, for every process, and no digest without it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from passerelles.core import secret
from passerelles.core.ids import new_token
from passerelles.core.settings import Settings


@pytest.fixture(autouse=True)
def _new_process() -> None:
    secret._kept_in.cache_clear()


def test_the_same_text_has_the_same_digest_in_every_process(tmp_path: Path) -> None:
    config = Settings(var_dir=tmp_path / "var")
    before = secret.keyed(config, "purpose", "text")
    secret._kept_in.cache_clear()
    assert secret.keyed(config, "purpose", "text") == before
    assert len(before) == 64


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: secret._kept_in.__wrapped__(tmp_path / "var"), range(64)))
    assert len(made) == 1
    assert [file.name for file in (tmp_path / "var").iterdir()] == [secret.FILE]


def test_an_installation_that_cannot_keep_it_says_so_at_once(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="var"):
        secret.ready(Settings(var_dir=tmp_path / "var"))
    secret.ready(Settings(var_dir=tmp_path / "var", secret=new_token()))


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    secret.keyed(Settings(var_dir=tmp_path), "purpose", "text")
    assert stat.S_IMODE((tmp_path / secret.FILE).stat().st_mode) == 0o600


def test_another_installation_or_purpose_has_another_digest(tmp_path: Path) -> None:
    here, there = Settings(var_dir=tmp_path / "a"), Settings(var_dir=tmp_path / "b")
    digests = {secret.keyed(here, "one", "x"), secret.keyed(here, "two", "x"), secret.keyed(there, "one", "x")}
    assert len(digests) == 3


def test_a_secret_that_is_set_is_the_one_and_writes_no_file(tmp_path: Path) -> None:
    shared = new_token()
    here, there = (Settings(secret=shared, var_dir=tmp_path / name) for name in "ab")
    assert secret.keyed(here, "one", "x") == secret.keyed(there, "one", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_short_one_is_refused_without_being_printed() -> None:
    with pytest.raises(ValidationError) as refusal:
        Settings(secret="hunter2")
    assert "hunter2" not in str(refusal.value)
