"""Free beds are words in public, and no number of people is told of fewer than five of them.

Every number of every answer is in `numbers.toml`, with who reads it and what it counts: a new one fails here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from passerelles.core.crowds import FEWEST, counted
from tests.security.matrix import read
from tests.support.openapi import SNAPSHOT

PUBLIC, ROWS = read()
API: Final[dict[str, Any]] = json.loads(SNAPSHOT.read_text("utf-8"))
"""As on file, which `tests/architecture` compares with the code."""
WRITTEN: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text("utf-8"))
BEHIND: Final[dict[str, dict[str, Any]]] = WRITTEN["behind"]


def test_every_number_that_anybody_reads_is_known() -> None:
    assert sorted(set().union(*(told(key) for key in keys() if key in PUBLIC))) == sorted(WRITTEN["public"])


def test_every_number_behind_the_door_has_its_readers() -> None:
    readers: dict[str, set[str]] = {}
    for key in keys() - PUBLIC:
        row = ROWS[key]
        who = set(row.named) | ({"everyone"} if "everyone" in row.written else set())
        for number in told(key) - set(WRITTEN["public"]):
            readers.setdefault(number, set()).update(who)
    assert readers == {number: set(said["readers"]) for number, said in BEHIND.items()}


def test_no_public_number_is_called_as_free_beds_or_people_would_be() -> None:
    names = {number.split(".")[1] for number in WRITTEN["public"]}
    of_people = {"awaiting", "beds", "capacity", "free", "learners", "occupied", "opened", "requests", "students"}
    assert names & of_people == set()


def test_a_number_of_a_crowd_may_be_withheld() -> None:
    schemas = API["components"]["schemas"]
    for number in (number for number, said in BEHIND.items() if said.get("crowd")):
        schema, field = number.split(".")
        kinds = {kind.get("type") for kind in schemas[schema]["properties"][field].get("anyOf", ())}
        assert kinds == {"integer", "null"}, number


@pytest.mark.parametrize(("number", "told"), [(0, None), (1, None), (4, None), (5, 5), (12, 12)])
def test_fewer_than_five_are_not_counted(number: int, told: int | None) -> None:
    assert FEWEST == 5
    assert counted(number) == told


def test_a_number_is_found_however_deep() -> None:
    """The negative control."""
    found = dict(_numbers({"$ref": "#/PlanOut"}, {"PlanOut": {"properties": {"free": {"type": "integer"}}}}))
    nested = {"Out": {"properties": {"by_zone": {"additionalProperties": {"anyOf": [{"type": "number"}]}}}}}
    assert [*found, *dict(_numbers({"items": {"$ref": "#/Out"}}, nested))] == ["PlanOut.free", "Out.by_zone"]


def keys() -> set[str]:
    """Every operation of the description."""
    paths = API["paths"]
    return {f"{method.upper()} {path}" for path, operations in paths.items() for method in operations}


def told(key: str) -> set[str]:
    """The numbers that any answer of this operation may hold: "PlanOut.free"."""
    method, path = key.split(" ")
    answers = API["paths"][path][method.lower()]["responses"].values()
    contents = [content for answer in answers for content in answer.get("content", {}).values()]
    schemas = API["components"]["schemas"]
    return {name for content in contents for name, _ in _numbers(content.get("schema", {}), schemas)}


def _numbers(
    schema: dict[str, Any], schemas: dict[str, Any], of: str = "", seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """(schema.field, type) of every number, however deep."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        if name not in seen:
            yield from _numbers(schemas[name], schemas, name, seen | {name})
        return
    for field, child in schema.get("properties", {}).items():
        yield from ((f"{of}.{field}", kind) for kind in _kinds(child) if kind in {"integer", "number"})
        yield from _numbers(child, schemas, of, seen)
    for child in _inside(schema):
        yield from _numbers(child, schemas, of, seen)


def _kinds(schema: dict[str, Any]) -> Iterator[str]:
    yield schema.get("type", "")
    for child in _inside(schema):
        yield from _kinds(child)


def _inside(schema: dict[str, Any]) -> list[dict[str, Any]]:
    inside = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    return [*inside, *(child for key in ("anyOf", "oneOf", "allOf") for child in schema.get(key, ()))]
