"""Time: aware UTC in storage, Europe/Paris on screen. The only place that reads the machine's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The current civil date in Paris: nights and deadlines are counted in local dates."""
    return now().astimezone(PARIS).date()


def aware(value: datetime) -> datetime:
    """A stored instant in UTC: SQLite gives it back without a zone, PostgreSQL in the zone of its session."""
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
