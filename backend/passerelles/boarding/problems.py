"""The refusals of boarding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from passerelles.core.errors import Problem


class NightsClosed(Problem):
    """Some nights are not published opening nights, or are not to come. Names them, each with its reason."""

    status = 409
    slug = "nights-closed"

    def __init__(self, nights: Sequence[tuple[date, str]]) -> None:
        super().__init__(extra={"nights": [{"night": night.isoformat(), "reason": reason} for night, reason in nights]})


class ZoneNeeded(Problem):
    """The house has several zones open to this person, and none of theirs was named. Lists them."""

    status = 409
    slug = "zone-needed"

    def __init__(self, zones: Sequence[dict[str, Any]]) -> None:
        super().__init__(extra={"zones": list(zones)})


class ZoneNotAllowed(Problem):
    """The zone is for adults, and the person is a minor on the first night."""

    status = 409
    slug = "zone-not-allowed"


class BirthDateNeeded(Problem):
    """Rights depend on the age at the date of the stay, and the birth date was never asked."""

    status = 409
    slug = "birth-date-needed"


class AgreementInFuture(Problem):
    """An agreement cannot have been received tomorrow."""

    status = 409
    slug = "agreement-in-future"


class ReasonMissing(Problem):
    """A refusal says why."""

    status = 409
    slug = "reason-missing"


class GuardianDisagrees(Problem):
    """A guardian does not agree: nothing is accepted until they change their mind."""

    status = 409
    slug = "guardian-disagrees"


class GuardianUnconfirmed(Problem):
    """Somebody agreed of whom the institution has not yet confirmed that they answer for the student."""

    status = 409
    slug = "guardian-unconfirmed"


class GuardianNotNeeded(Problem):
    """The person is of age on the first night."""

    status = 409
    slug = "guardian-not-needed"


class GuardianLinkExpired(Problem):
    """410: the link is too old. Whoever holds it may ask for another."""

    status = 410
    slug = "guardian-link-expired"


class GuardianAnswered(Problem):
    """No new link is needed: this guardian has answered."""

    status = 409
    slug = "guardian-answered"


class GuardianLinksFull(Problem):
    """As many links were made for this request as there may be."""

    status = 409
    slug = "guardian-links-full"


class TermsChanged(Problem):
    """The nights or the house are not those that were read before answering."""

    status = 409
    slug = "terms-changed"


class RemindedAlready(Problem):
    """Everybody who has not answered was reminded less than a day ago."""

    status = 409
    slug = "reminded-already"
