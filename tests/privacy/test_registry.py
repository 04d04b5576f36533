"""No table that knows people can be forgotten by export, erasure, retention or the documentation."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from sqlalchemy import Column, ForeignKeyConstraint, MetaData, String, Table, Uuid

from passerelles.core.messages import catalogue
from passerelles.core.personal import Holding, Theme, declare, holdings, suspects, undeclared, unsaid
from passerelles.core.retention import TABLE
from passerelles.tables import metadata


def a_holding(**changes: object) -> Holding:
    values: dict[str, object] = {
        "table": "diary",
        "keys": ("person_id",),
        "label": "privacy.holding.person",
        "retention": "account",
        "on_erasure": "delete",
        "export": ("text",),
    }
    return Holding(**(values | changes))  # type: ignore[arg-type] # a table of values, checked by what it builds


def scratch(*columns: Column[Any] | ForeignKeyConstraint) -> MetaData:
    """A schema with people and one more table."""
    made = MetaData()
    Table("person", made, Column("campus_id", String, primary_key=True), Column("id", Uuid, primary_key=True))
    Table("diary", made, Column("campus_id", String, primary_key=True), *columns)
    return made


def test_every_column_that_can_name_a_person_is_declared() -> None:
    assert len(suspects(metadata)) > 15
    assert undeclared(metadata, holdings()) == set()


def test_every_column_of_a_declared_table_is_exported_or_withheld_on_purpose() -> None:
    assert unsaid(metadata, holdings()) == set()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("person_id", Uuid),
        ("decided_by", Uuid),
        ("author", String),
        ("guardian_id", Uuid),
        ("contact_email", String),
        ("something", Uuid),  # an id of which nothing says what it names
    ],
)
def test_a_new_table_that_says_nothing_is_found(name: str, kind: type[Uuid[Any] | String]) -> None:
    made = scratch(Column(name, kind))
    assert undeclared(made, ()) == {("diary", name)}
    assert undeclared(made, [a_holding(keys=(name,), export=())]) == set()


def test_a_foreign_key_to_people_is_found_whatever_its_name() -> None:
    made = scratch(
        Column("zzz", Uuid),
        ForeignKeyConstraint(["campus_id", "zzz"], ["person.campus_id", "person.id"]),
    )
    assert ("diary", "zzz") in undeclared(made, ())


def test_an_id_is_not_declared_by_being_exported() -> None:
    made = scratch(Column("person_id", Uuid), Column("decided_by", Uuid))
    assert undeclared(made, [a_holding(export=("decided_by",))]) == {("diary", "decided_by")}


def test_a_new_column_of_a_known_table_is_found() -> None:
    made = scratch(Column("person_id", Uuid), Column("text", String), Column("mood", String))
    assert unsaid(made, [a_holding()]) == {("diary", "mood")}


def test_what_is_declared_exists() -> None:
    wrong = [
        (holding.table, name)
        for holding in holdings()
        for name in (*holding.keys, *holding.export, *holding.withheld, *((holding.anchor,) if holding.anchor else ()))
        if holding.table not in metadata.tables or name not in metadata.tables[holding.table].columns
    ]
    assert wrong == []


def test_every_declaration_has_its_words() -> None:
    keys = {holding.label for holding in holdings()} | {holding.why for holding in holdings() if holding.why}
    keys |= {f"privacy.column.{name}" for holding in holdings() for name in holding.export}
    keys |= {f"privacy.theme.{theme}" for theme in get_args(Theme)}
    keys |= {f"privacy.anchor.{rule.anchor}" for rule in TABLE.values()}
    assert sorted(keys - catalogue().keys()) == []


@pytest.mark.parametrize(
    "changes",
    [{"retention": "for-ever"}, {"on_erasure": "keep"}, {"on_erasure": "unlink"}, {"keys": ()}],
    ids=["no such retention", "kept without a reason", "unlinked without a reason", "of nobody"],
)
def test_a_declaration_that_says_too_little_is_refused(changes: dict[str, object]) -> None:
    before = holdings()
    with pytest.raises(ValueError, match="diary"):
        declare(a_holding(**changes))
    assert holdings() == before
