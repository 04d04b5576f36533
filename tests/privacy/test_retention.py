"""The table of retention: what it says of a date, and that a campus may only shorten it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from passerelles.core.retention import TABLE, Rule, shortened
from passerelles.core.settings import Settings


@pytest.mark.parametrize(
    ("days", "now", "before"),
    [
        (0, "2027-08-31T21:59:59", "2026-08-31T22:00:00"),  # the last second of a school year, in Paris
        (0, "2027-08-31T22:00:00", "2027-08-31T22:00:00"),
        (0, "2027-01-04T10:00:00", "2026-08-31T22:00:00"),
        (365, "2027-08-31T22:00:00", "2026-08-31T22:00:00"),
        (365, "2027-08-31T21:00:00", "2025-08-31T22:00:00"),
    ],
)
def test_a_school_year_ends_on_31_august_in_paris(days: int, now: str, before: str) -> None:
    rule = Rule("x", timedelta(days=days), "school_year", "")
    assert rule.before(datetime.fromisoformat(now).replace(tzinfo=UTC)).astimezone(UTC).isoformat()[:19] == before


def test_other_rules_count_from_their_anchor() -> None:
    now = datetime(2027, 1, 4, tzinfo=UTC)
    assert TABLE["retry"].before(now) == now - timedelta(hours=72)


def test_a_campus_may_keep_less() -> None:
    assert shortened({"account": 365})["account"].kept == timedelta(days=365)
    assert shortened({})["account"] == TABLE["account"]


@pytest.mark.parametrize("days", [{"account": 731}, {"account": 10}, {"audit": 30}, {"unknown": 1}, {"look": -1}])
def test_a_campus_may_not_keep_more_nor_go_below_what_protects_people(days: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="retention"):
        shortened(days)
    with pytest.raises(ValidationError):
        Settings(retention_days=days)
