"""How long each kind of personal data is kept: the one table, in code. `docs/privacy/retention.md` is written from it.

A campus may keep less (`PASSERELLES_RETENTION_DAYS={"account": 365}`), never more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from passerelles.core import clock

Anchor = Literal["written", "ended", "expired", "used", "school_year"]
"""What the time counts from: when it was written, when it ended or expired, its last use, or the end (31 August) of the
school year of the stay. The words are `privacy.anchor.<anchor>`."""

FIRST_MONTH: Final = 9
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """A class of data: kept for `kept` after `anchor`. `least`: what a campus may not go below."""

    name: str
    kept: timedelta
    anchor: Anchor
    source: str
    least: timedelta = timedelta()

    def before(self, now: datetime) -> datetime:
        """What has its anchor before this instant is kept no longer."""
        limit = now - self.kept
        return school_year_start(limit) if self.anchor == "school_year" else limit


def school_year_start(instant: datetime) -> datetime:
    """1 September, midnight in Paris, of the school year of this instant; in UTC."""
    day = instant.astimezone(clock.PARIS).date()
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    return datetime.combine(date(year, FIRST_MONTH, 1), time(), clock.PARIS).astimezone(UTC)


def _rule(name: str, kept: timedelta, anchor: Anchor, source: str, least: timedelta = timedelta()) -> Rule:
    return Rule(name=name, kept=kept, anchor=anchor, source=source, least=least)


# "campus": our own choice, explained in docs/decisions/0021-retention.md, that each campus confirms.
TABLE: Final[Mapping[str, Rule]] = {
    rule.name: rule
    for rule in (
        _rule("account", 730 * DAY, "used", "campus", least=60 * DAY),
        _rule("past-role", 730 * DAY, "ended", "campus (comme le journal des actes)"),
        _rule("past-guardianship", 365 * DAY, "school_year", "campus (comme le séjour)"),
        _rule("session", 30 * DAY, "written", "OWASP ASVS 5.0 7.3.2"),
        _rule("code", timedelta(hours=1), "written", "campus"),
        _rule("attempt", timedelta(hours=1), "expired", "campus"),
        _rule("invitation", 30 * DAY, "expired", "campus"),
        _rule("request", timedelta(), "school_year", "campus (JORFARTI000048736114, par analogie)"),
        _rule("stay", 365 * DAY, "school_year", "campus (JORFARTI000048736114, par analogie)"),
        _rule("message", 365 * DAY, "written", "campus"),
        _rule("mail", 30 * DAY, "written", "campus"),
        _rule("retry", timedelta(hours=72), "written", "campus", least=DAY),
        _rule("share-link", 30 * DAY, "expired", "campus"),
        _rule("contribution", 730 * DAY, "used", "campus (comme le compte)"),
        _rule("report", 365 * DAY, "written", "campus"),
        _rule("look", 365 * DAY, "written", "CNIL 2021-122 (journaux : six mois ou un an)", least=180 * DAY),
        _rule("audit", 730 * DAY, "written", "campus", least=365 * DAY),
        _rule("tombstone", 730 * DAY, "written", "campus (plus que les sauvegardes, 35 jours)", least=60 * DAY),
    )
}


def shortened(days: Mapping[str, int]) -> dict[str, Rule]:
    """The table with what a campus keeps for less time.

    Raises:
        ValueError: an unknown class, more than the table, or less than may be.
    """
    rules = dict(TABLE)
    for name, wanted in days.items():
        rule = TABLE.get(name)
        if rule is None:
            raise ValueError(f"retention: no class is called {name!r}")
        kept = timedelta(days=wanted)
        if not rule.least <= kept <= rule.kept:
            raise ValueError(f"retention: {name} may be kept from {rule.least.days} to {rule.kept.days} days")
        rules[name] = replace(rule, kept=kept)
    return rules
