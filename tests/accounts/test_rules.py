"""Ages, addresses and the length of sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from passerelles.accounts.rules import (
    age_on,
    is_minor_on,
    is_plausible_birth_date,
    session_end,
    session_kind,
)
from passerelles.accounts.schemas import CodeRequestIn
from passerelles.core.mails import normalise_email

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2009, 1, 5), date(2027, 1, 4), 17),
        (date(2009, 1, 5), date(2027, 1, 5), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_birthday_makes_one_year_older_on_the_day_itself(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_rights_change_on_the_eighteenth_birthday() -> None:
    born = date(2009, 1, 5)
    assert is_minor_on(born, date(2027, 1, 4))
    assert not is_minor_on(born, date(2027, 1, 5))


@pytest.mark.parametrize("born", [date(2026, 11, 24), date(2020, 1, 1), date(1899, 12, 31)])
def test_a_wrong_year_of_birth_is_noticed(born: date) -> None:
    assert not is_plausible_birth_date(born, date(2026, 11, 23))


def test_a_fifteen_year_old_is_plausible() -> None:
    assert is_plausible_birth_date(date(2011, 6, 1), date(2026, 11, 23))


def test_one_mailbox_has_one_spelling() -> None:
    assert normalise_email(" Lea.Martin@Exemple.FR ") == "lea.martin@exemple.fr"


@pytest.mark.parametrize(
    "address",
    [
        "lea",
        "lea@exemple",
        "lea@exemple.fr,autre@exemple.fr",
        "lea@exemple.fr\r\nBcc: autre@exemple.fr",
        "Léa <lea@exemple.fr>",
        '"lea"@exemple.fr',
        "léa@exemple.fr",
        "lea@exemple..fr",
    ],
)
def test_what_is_not_exactly_one_mailbox_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        CodeRequestIn(email=address)


def test_whoever_sees_other_peoples_data_has_a_short_session() -> None:
    assert session_kind(["student", "counsellor"], short=False) == "staff"
    assert session_kind(["student"], short=False) == "personal"
    assert session_kind([], short=False) == "personal"


def test_a_session_ends_at_the_first_of_its_two_limits() -> None:
    assert session_end("staff", NOON, NOON + timedelta(hours=12)) == NOON + timedelta(minutes=30)
    assert session_end("staff", NOON, NOON + timedelta(minutes=5)) == NOON + timedelta(minutes=5)
