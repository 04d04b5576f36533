"""How long things are kept, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from passerelles.core.messages import t
from passerelles.core.retention import Rule, shortened
from passerelles.core.settings import Settings

MONTH: Final = 30
YEAR: Final = 365


def kept(rule: Rule) -> str:
    """ "24 mois après la dernière utilisation"."""
    when = t(f"privacy.anchor.{rule.anchor}")
    if not rule.kept:
        return t(f"privacy.until.{rule.anchor}")
    return t("privacy.kept_for", duration=duration(rule.kept), when=when)


def spoken(config: Settings) -> dict[str, str]:
    """How long each class is kept by this campus: "30 jours après l’expiration", by class."""
    return {name: kept(rule) for name, rule in shortened(config.retention_days).items()}


def duration(of: timedelta) -> str:
    """ "72 heures", "30 jours", "12 mois"."""
    if of.days % YEAR == 0 and of.days:
        return t("privacy.duration.months", n=of.days // YEAR * 12)
    if of < timedelta(days=4):
        hours = int(of.total_seconds() // 3600)
        return t("privacy.duration.hour" if hours == 1 else "privacy.duration.hours", n=hours)
    return t("privacy.duration.days", n=of.days)
