"""Tokens: drawn from one place, never twice, long enough; only their digest is kept; what opens nothing says nothing.

ASVS v5.0.0-7.2.3, 11.5.1.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import httpx
import pytest
import time_machine
from sqlalchemy import create_engine

from passerelles.accounts.identity import attempts
from passerelles.core import clock, ids
from passerelles.core.db import Database, sync_url
from passerelles.core.settings import ROOT
from tests.security.test_matrix import _monday
from tests.security.tokens import KINDS, ONE_ANSWER, close_session

__all__ = ["_monday"]

BACKEND = ROOT / "backend" / "passerelles"
DRAWS = 100_000
BITS = 128
URL_SAFE = re.compile(r"[A-Za-z0-9_-]+")
CHANCE = {"secrets", "random", "uuid", "os"}
MAY_DRAW = {
    "core/ids.py": "every token",
    "accounts/codes.py": "six digits, five tries",
    "booking/asking.py": "a booking's code, which opens nothing",
    "core/db.py": "the wait before another try",
}


@pytest.fixture
def first_rows(world: Path) -> Path:
    return world


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Where the application calls a function of this name."""
    return [
        (str(file.relative_to(BACKEND)), node)
        for file in sorted(BACKEND.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] == name
    ]


def test_a_hundred_thousand_draws_never_repeat() -> None:
    for size in sorted(sizes_asked()):
        drawn = {ids.new_token(size) for _ in range(DRAWS // len(sizes_asked()) + 1)}
        assert len(drawn) == DRAWS // len(sizes_asked()) + 1
        assert all(URL_SAFE.fullmatch(token) and len(token) == -(-size * 8 // 6) for token in drawn)
        alphabet = set("".join(list(drawn)[:2_000]))
        assert len(alphabet) == 64, "every sign of the alphabet comes up"


def test_every_token_asks_for_enough_chance() -> None:
    assert len(calls("new_token")) >= 10
    assert min(sizes_asked()) * 8 >= BITS


def sizes_asked() -> set[int]:
    """The bytes of chance that each call asks for: the default's, a number, or the module's own constant."""
    found = set()
    for file, call in calls("new_token"):
        if not call.args:
            found.add(ids.TOKEN_BYTES)
        elif isinstance(call.args[0], ast.Constant):
            found.add(int(str(call.args[0].value)))
        else:
            written = re.search(rf"^{ast.unparse(call.args[0])}: Final = (\d+)$", (BACKEND / file).read_text(), re.M)
            assert written, f"{file}: the size of a token is a number that can be read"
            found.add(int(written[1]))
    return found


def test_chance_is_drawn_nowhere_else() -> None:
    drawing = {}
    for file in sorted(BACKEND.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        drawn = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        used = {name for name in drawn if name.split(".")[0] in CHANCE & imported or name in {"uuid4", "uuid1"}}
        if {name for name in used if re.match(r"(secrets|random)\.|os\.urandom|(uuid\.)?uuid[14]$", name)}:
            drawing[str(file.relative_to(BACKEND))] = sorted(used)
    assert set(drawing) == set(MAY_DRAW), drawing


@pytest.mark.parametrize("kind", KINDS)
async def test_only_the_digest_of_a_token_is_kept(kind: str, db: Database) -> None:
    token = await KINDS[kind].make(db)
    assert URL_SAFE.fullmatch(token)
    assert len(token) * 6 >= BITS
    kept = dump(db)
    assert token not in kept
    assert ids.digest(token) in kept, "the control: what is kept of it was looked at"


@pytest.mark.parametrize("kind", KINDS)
async def test_a_token_opens_in_its_time_and_not_after(kind: str, db: Database, client: httpx.AsyncClient) -> None:
    one = KINDS[kind]
    unknown = await one.open(db, client, ids.new_token())
    in_time, late = await one.make(db), await one.make(db)
    assert await one.open(db, client, in_time) != unknown, "the control: a good one is answered otherwise"
    with time_machine.travel(clock.now() + one.life):
        answer = await one.open(db, client, late)
    if kind in ONE_ANSWER:
        assert answer == unknown
    elif kind == "guardian link":
        assert b'"expired"' in answer[1], "it says so, and offers to ask for another"
    else:
        assert answer[0] == 410


@pytest.mark.parametrize("kind", ["attempt", "challenge"])
async def test_a_token_used_once_is_answered_as_one_that_never_was(
    kind: str, db: Database, client: httpx.AsyncClient
) -> None:
    one = KINDS[kind]
    unknown = await one.open(db, client, ids.new_token())
    token = await one.make(db)
    first, again = await one.open(db, client, token), await one.open(db, client, token)
    assert first != unknown
    assert again == unknown


async def test_a_closed_session_is_answered_as_one_that_never_was(db: Database, client: httpx.AsyncClient) -> None:
    one = KINDS["session"]
    token = await one.make(db)
    await close_session(db, token)
    assert await one.open(db, client, token) == await one.open(db, client, "x") == await one.open(db, client, "x" * 999)


@pytest.mark.parametrize("kind", ["share", "invitation", "guardian link"])
@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é"])
async def test_a_link_that_never_was_is_always_answered_alike(
    kind: str, token: str, db: Database, client: httpx.AsyncClient
) -> None:
    assert await KINDS[kind].open(db, client, token) == await KINDS[kind].open(db, client, ids.new_token(24))


def test_an_attempt_is_known_by_secrets_of_its_own() -> None:
    made = [attempts.new_secrets() for _ in range(100)]
    assert len({secret for one in made for secret in (one.state, one.nonce, one.verifier)}) == 300


def dump(db: Database) -> str:
    engine = create_engine(sync_url(db.url))
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = [str(connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()) for table in tables]
    engine.dispose()
    return "\n".join(rows)
