"""Who must agree, and what their answers make of a request. Pure.

A guardian agrees to nights in a house: another bed for the same nights changes nothing, other nights or another house
need another answer. A stay belongs to the age of its first night: who is a minor on one of its nights is one then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from passerelles.boarding.problems import GuardianDisagrees, GuardianUnconfirmed
from passerelles.boarding.schemas import Answer, GuardianState
from passerelles.booking.problems import AgreementMissing
from passerelles.core.errors import Problem

LinkState = Literal["open", "expired", "answered", "over"]


def terms_digest(resource: str, slots: Sequence[str]) -> str:
    """What an answer is about: the house and the nights, in a few characters."""
    return hashlib.sha256("\n".join([resource, *sorted(slots)]).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Voice:
    """One guardian's part in a request. `answer` is about the request as it is now, or None."""

    guardian: UUID
    name: str | None
    confirmed: bool
    answer: Answer | None
    reason: str | None
    kept_of: date | None = None  # of somebody whose account is erased: the day of the answer that was kept


@dataclass(frozen=True)
class Standing:
    """Where a request stands with the guardians of who asks."""

    needed: bool  # a minor on the first night
    required: int  # guardians who must agree
    voices: Sequence[Voice]
    paper: int  # guardians who agreed on paper, as staff recorded it
    marked: bool = False  # accepted at an age that was corrected since

    @property
    def agreed(self) -> int:
        """Agreements that count: of confirmed guardians, or on a paper that staff hold."""
        return max(self.paper, self._kept, sum(voice.answer == "agree" and voice.confirmed for voice in self._living))

    @property
    def said(self) -> int:
        """Agreements given, of guardians still to be confirmed too."""
        return max(self.paper, self._kept, sum(voice.answer == "agree" for voice in self._living))

    @property
    def _living(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.kept_of is None]

    @property
    def _kept(self) -> int:
        """One at most, and never added to the others: they may have come back with another account."""
        return int(any(voice.kept_of and voice.confirmed and voice.answer == "agree" for voice in self.voices))

    @property
    def state(self) -> GuardianState:
        """One disagreement outweighs any number of agreements, until it is taken back."""
        if not self.needed:
            return "not_needed"
        if any(voice.answer == "disagree" for voice in self.voices):
            return "disagreed"
        if self.agreed >= self.required:
            return "received"
        return "to_confirm" if self.said >= self.required else "to_collect"

    @property
    def settled(self) -> bool:
        """Whether the guardians have done their part: it is now the institution's turn."""
        return self.state in ("not_needed", "received", "to_confirm")

    @property
    def due(self) -> bool:
        """Whether an accepted stay still lacks the agreement that a corrected age asks for."""
        return self.marked and self.needed and self.state != "received"

    def refusal(self) -> Problem | None:
        """Why the request cannot be accepted, or None."""
        refusals: dict[GuardianState, Problem] = {
            "disagreed": GuardianDisagrees(),
            "to_confirm": GuardianUnconfirmed(),
            "to_collect": AgreementMissing(),
        }
        return refusals.get(self.state)


def link_state(*, answerable: bool, answered: bool, expired: bool) -> LinkState:
    """What a link still opens."""
    if not answerable:
        return "over"
    if answered:
        return "answered"
    return "expired" if expired else "open"


def may_see_name(*, confirmed: bool, first_to_open: bool) -> bool:
    """Whether a guardian reads whose request it is: a link that was passed on tells a second person nothing of it."""
    return confirmed or first_to_open
