"""The guardians' rules said once more, on dictionaries: what the engine must answer, computed another way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID

from passerelles.core import clock

FORGOTTEN: Final = UUID(int=0)
UNDECIDED: Final = ("awaiting_guardian", "awaiting_decision")
GUARDIAN_DAYS: Final = 7
DECISION_DAYS: Final = 14
LINK_LIFE: Final = timedelta(days=3)
MOST_LINKS: Final = 20

Tie = Literal["declared", "confirmed", "rejected"]
State = Literal["not_needed", "disagreed", "received", "to_confirm", "to_collect"]


def majority(birth: date) -> date:
    """The first day of being of age."""
    leap = (birth.month, birth.day) == (2, 29)
    year = birth.year + 18
    return date(year, 3, 1) if leap and year % 4 else date(year, birth.month, birth.day)


@dataclass
class Request:
    """A request as the model knows it."""

    student: UUID
    slots: tuple[str, ...]
    status: str
    deadline: datetime | None
    asked: set[UUID] = field(default_factory=set)
    said: dict[UUID, str] = field(default_factory=dict)
    openers: set[UUID] = field(default_factory=set)  # the first to use one of its links
    kept: list[tuple[bool, str]] = field(default_factory=list)  # (verified, answer) of accounts that are erased
    marked: bool = False  # accepted at an age that was corrected since

    @property
    def first(self) -> date:
        return date.fromisoformat(self.slots[0])

    @property
    def begins(self) -> datetime:
        return _at(self.first, time(18))

    @property
    def ends(self) -> datetime:
        return _at(date.fromisoformat(self.slots[-1]) + timedelta(days=1), time(9))


@dataclass
class Link:
    """A link that was made."""

    booking: UUID
    expires: datetime
    opened_by: UUID | None = None


@dataclass
class World:
    """One house, its students and their guardians."""

    births: dict[UUID, date]
    required: int = 1
    ties: dict[tuple[UUID, UUID], Tie] = field(default_factory=dict)  # (guardian, student)
    requests: dict[UUID, Request] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    def minor_now(self, student: UUID) -> bool:
        return clock.today() < majority(self.births[student])

    def needed(self, request: Request) -> bool:
        """The age that counts is that of the first night."""
        return request.first < majority(self.births[request.student])

    def voices(self, student: UUID) -> dict[UUID, Tie]:
        """Those who answer for a student today, by what is known of them."""
        if not self.minor_now(student):
            return {}
        return {one: tie for (one, child), tie in self.ties.items() if child == student and tie != "rejected"}

    def state(self, request: Request) -> State:
        """Where a request stands with its guardians."""
        if not self.needed(request):
            return "not_needed"
        voices = self.voices(request.student)
        said = {one: word for one, word in request.said.items() if one in voices}
        if "disagree" in (*said.values(), *(word for _, word in request.kept)):
            return "disagreed"
        left = int((True, "agree") in request.kept)
        if max(left, sum(voices[one] == "confirmed" for one in said)) >= self.required:
            return "received"
        return "to_confirm" if max(left, len(said)) >= self.required else "to_collect"

    def status(self, request: Request) -> str:
        """As it must be read now."""
        now = clock.now()
        if request.status in UNDECIDED and request.deadline is not None and request.deadline <= now:
            return "expired"
        return "finished" if request.status == "accepted" and request.ends <= now else request.status

    def undecided(self, request: Request) -> bool:
        return self.status(request) in UNDECIDED

    def due(self, request: Request) -> bool:
        """An accepted stay that lacks an agreement since an age was corrected."""
        accepted = request.marked and self.status(request) == "accepted"
        return accepted and self.state(request) not in ("not_needed", "received")

    def answerable(self, request: Request) -> bool:
        return self.undecided(request) or self.due(request)

    def live(self, request: Request) -> bool:
        return self.status(request) in (*UNDECIDED, "accepted")

    def may_speak(self, guardian: UUID, request: Request) -> bool:
        """Whether somebody may read a request, and answer while it is undecided."""
        tie = self.voices(request.student).get(guardian)
        return self.needed(request) and (tie == "confirmed" or (tie == "declared" and guardian in request.asked))

    def may_see_name(self, guardian: UUID, request: Request) -> bool:
        return self.may_speak(guardian, request) and (
            self.voices(request.student)[guardian] == "confirmed" or guardian in request.openers
        )

    def opened(self, student: UUID, slots: tuple[str, ...]) -> Request:
        """A request that has just been made; the confirmed guardians of a minor are asked about it."""
        request = Request(student, slots, "awaiting_decision", None)
        if self.needed(request):
            request.status = "awaiting_guardian"
            request.asked = {one for one, tie in self.voices(student).items() if tie == "confirmed"}
        request.deadline = self._limit(request)
        return request

    def settle(self, request: Request) -> None:
        """It is the institution's turn once the guardians have done their part."""
        if self.status(request) == "awaiting_guardian" and self.state(request) in (
            "not_needed",
            "received",
            "to_confirm",
        ):
            request.status = "awaiting_decision"
            request.deadline = self._limit(request)

    def correct(self, student: UUID, birth: date) -> None:
        """Another age: all that the student has, or waits for, is looked at again."""
        self.births[student] = birth
        for one in [one for one in self.requests.values() if one.student == student]:
            self.settle(one)
            self._give_back(one)
            if self.status(one) == "accepted" and self.state(one) not in ("not_needed", "received"):
                if not one.marked:
                    self._ask_missing(one)
                one.marked = True

    def erase(self, guardian: UUID) -> None:
        """What they said stays without them; where an agreement lacks, it is asked for again."""
        theirs = [one for one in self.requests.values() if guardian in one.asked]
        for one in theirs:
            verified = self.voices(one.student).get(guardian) == "confirmed"
            if guardian in one.said and (self.live(one) or self.status(one) == "finished"):
                one.kept.append((verified, one.said[guardian]))
            one.said.pop(guardian, None)
            one.asked.discard(guardian)
        self.ties = {tie: what for tie, what in self.ties.items() if tie[0] != guardian}
        for link in self.links.values():
            link.opened_by = FORGOTTEN if link.opened_by == guardian else link.opened_by
        for one in theirs:
            if self.answerable(one) and self.state(one) == "to_collect":
                self._give_back(one)
                self._ask_missing(one)

    def _give_back(self, request: Request) -> None:
        if self.status(request) == "awaiting_decision" and self.state(request) == "to_collect":
            request.status = "awaiting_guardian"
            request.deadline = self._limit(request)
            self._ask_missing(request)

    def _ask_missing(self, request: Request) -> None:
        voices = self.voices(request.student)
        request.asked |= {one for one, tie in voices.items() if tie == "confirmed" and one not in request.said}

    def _limit(self, request: Request) -> datetime:
        days = GUARDIAN_DAYS if request.status == "awaiting_guardian" else DECISION_DAYS
        evening = _at(clock.today() + timedelta(days=days), time(18))
        return min(evening, _at(request.first, time(12)))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.PARIS).astimezone(UTC)
