"""Pure rules of accounts: ages, addresses, how long a session lasts, where each role starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from passerelles.accounts.schemas import RoleName, SessionKind
from passerelles.core.mails import normalise_email

MAJORITY: Final = 18
AGES: Final = range(10, 111)
STAFF: Final[frozenset[RoleName]] = frozenset(
    {
        "counsellor",
        "boarding_manager",
        "education_assistant",
        "facility_manager",
        "company_tutor",
        "operational_director",
        "administrator",
    }
)


@dataclass(frozen=True)
class Limits:
    """How long a session lives: without being used, and in all."""

    idle: timedelta
    absolute: timedelta


LIMITS: Final[dict[SessionKind, Limits]] = {
    # OWASP ASVS v5.0.0-7.3.1 and 7.3.2. Staff see other people's data: short. Students see their own, on their phone.
    "staff": Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12)),
    "personal": Limits(idle=timedelta(days=7), absolute=timedelta(days=30)),
    # On a phone that goes from hand to hand, whoever signs in.
    "short": Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=2)),
}
SEEN_EVERY: Final = timedelta(minutes=5)
"""A session's last use is written at most this often, so that reading stays a read."""


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`. Somebody born on 29 February is a year older on 1 March."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def is_minor_on(birth_date: date, day: date) -> bool:
    return age_on(birth_date, day) < MAJORITY


def latest_adult_birth_date(today: date) -> date:
    """Born on this day or before: of age `today`. On 29 February of a year without one before, 28 February."""
    year = today.year - MAJORITY
    return today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)


def kept_birth_date(birth_date: date | None, today: date) -> tuple[date | None, bool]:
    """What is kept of a birth date: (the date of a minor, whether of age). An adult's date serves no rule any more."""
    if birth_date is None or is_minor_on(birth_date, today):
        return birth_date, False
    return None, True


def minority(birth_date: date | None, *, adult: bool, day: date) -> bool | None:
    """Whether under 18 on `day`, from what is kept; None when nothing is known. An adult is one on every later day."""
    if birth_date is None:
        return False if adult else None
    return is_minor_on(birth_date, day)


def same_mailbox(one: str, other: str) -> bool:
    """Whether mail to both addresses is read by the same person: `lea+papa@…` is Léa's."""
    return mailbox(one) == mailbox(other)


def mailbox(address: str) -> str:
    """Who reads the mail to this address, as far as its spelling tells: what follows a `+` is left out."""
    name, _, host = normalise_email(address).partition("@")
    return f"{name.partition('+')[0]}@{host}"


def is_plausible_birth_date(birth_date: date, today: date) -> bool:
    """Whether somebody born then may use the service: catches a wrong year, not a lie."""
    return birth_date <= today and age_on(birth_date, today) in AGES


def session_kind(roles: Iterable[RoleName], *, short: bool) -> SessionKind:
    """The shortest for whoever asks; then for whoever may see other people's data."""
    if short:
        return "short"
    return "staff" if STAFF.intersection(roles) else "personal"


def session_end(kind: SessionKind, seen_at: datetime, expires_at: datetime) -> datetime:
    """When a session last used at `seen_at` ends if nobody uses it again."""
    return min(expires_at, seen_at + LIMITS[kind].idle)
