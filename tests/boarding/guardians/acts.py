"""The acts of guardians' part, each done on the application and on the model, which says what must come of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from passerelles.accounts.guardians.declaring import GuardianRejected
from passerelles.accounts.privacy import erasure
from passerelles.accounts.privacy.whose import who_is
from passerelles.boarding import service as boarding
from passerelles.boarding.guardians import service
from passerelles.boarding.guardians.birthdays import tell_all
from passerelles.boarding.guardians.rules import terms_digest
from passerelles.boarding.guardians.schemas import DeclarationIn, GuardianAnswerIn
from passerelles.boarding.problems import (
    GuardianAnswered,
    GuardianDisagrees,
    GuardianLinkExpired,
    GuardianLinksFull,
    GuardianNotNeeded,
    GuardianUnconfirmed,
)
from passerelles.boarding.schemas import DecisionIn
from passerelles.booking import acting
from passerelles.booking import service as booking
from passerelles.booking.problems import AgreementMissing, AlreadyBooked, BookingOver, BookingStarted
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound, Problem
from passerelles.core.settings import Settings
from tests.boarding.guardians.machine import CHILD, MOSTLY, Machine, prefer
from tests.boarding.guardians.model import LINK_LIFE, MOST_LINKS, UNDECIDED, Link, Request, World
from tests.boarding.houses import NEXT_WEEK, TABARLY, WEEK
from tests.booking.claims import claims
from tests.booking.halls import CAMPUS

DECEMBER: Final = ["2026-12-07", "2026-12-08"]
STAYS: Final = [tuple(nights) for nights in (WEEK, DECEMBER, NEXT_WEEK, [*WEEK, *NEXT_WEEK])]
BORN: Final = [
    date(2009, 1, 6),  # of age in the middle of WEEK
    date(2010, 12, 8),  # 16 during DECEMBER
    date(2011, 12, 7),  # 15 on its first night
    date(2009, 1, 4),  # of age on the first night of WEEK
    date(2008, 12, 8),  # of age on the last night of DECEMBER
    date(2005, 5, 5),
]


ALWAYS: Final = ["ask", "require", "let_time_pass", "ask"]
ASKED: Final = [
    *["take_part"] * 4,
    "make_a_link",
    "answer",
    "answer",
    "confirm",
    "accept",
    "accept",
    "accept",
    "refuse",
    "withdraw",
    "ask_for_other_nights_instead",
    "read_as_an_adult",
    "write_down_what_time_did",
    "erase_a_guardian",
    "correct",
]
LINKED: Final = ["declare", "declare", "read_a_link", "ask_for_another_link"]


class Guardians(Machine):
    """Acts chosen by Hypothesis, done on a real database and on the model."""

    @initialize(births=st.lists(st.sampled_from(BORN), min_size=2, max_size=2))
    def open(self, births: list[date]) -> None:
        self.world = World({self.run(self.someone(birth_date=birth)): birth for birth in births})

    @rule(data=st.data())
    def somebody_acts(self, data: st.DataObject) -> None:
        """One act among those there is something for."""
        world = self.world
        possible = [*(ASKED if world.requests else ()), *(LINKED if world.links else ()), *ALWAYS]
        getattr(self, data.draw(st.sampled_from(possible)))(data)

    # The student.

    def ask(self, data: st.DataObject) -> None:
        slots = data.draw(st.sampled_from(STAYS))
        student = data.draw(st.sampled_from(list(self.world.births)))
        if date.fromisoformat(slots[0]) <= clock.today():
            return
        mine = [one for one in self.world.requests.values() if one.student == student and self.world.live(one)]
        asked = booking.Ask(
            campus_id=CAMPUS, person=self.who(student), resource=TABARLY, slots=slots, zone="filles", note=None
        )
        twice = any(set(slots) & set(one.slots) for one in mine)
        made = self.act(
            self.db.write(lambda session: booking.ask_for(session, asked)), AlreadyBooked if twice else None
        )
        if not twice:
            self.world.requests[made.id] = self.world.opened(student, slots)

    def ask_for_other_nights_instead(self, data: st.DataObject) -> None:
        """What the student may do instead of an edit: what was agreed to does not follow."""
        self.withdraw(data)
        self.ask(data)

    def withdraw(self, data: st.DataObject) -> None:
        identifier, request = self.request(data)
        refusal: type[Problem] | None = None
        if not self.world.live(request):
            refusal = BookingOver
        elif self.world.status(request) == "accepted" and clock.now() >= request.begins:
            refusal = BookingStarted
        mine: dict[str, Any] = {"campus_id": CAMPUS, "booking_id": identifier, "person_id": request.student}
        self.act(self.db.write(lambda session: acting.withdraw(session, reason=None, **mine)), refusal)
        if refusal is None:
            request.status = "withdrawn"

    def make_a_link(self, data: st.DataObject) -> None:
        self.makes_a_link(*self.request(data))

    def makes_a_link(self, identifier: UUID, request: Request) -> str | None:
        refusal: type[Problem] | None = None
        if not self.world.answerable(request):
            refusal = BookingOver
        elif not self.world.needed(request):
            refusal = GuardianNotNeeded
        elif sum(link.booking == identifier for link in self.world.links.values()) == MOST_LINKS:
            refusal = GuardianLinksFull
        installation: Any = SimpleNamespace(
            db=self.db, settings=Settings(base_url="http://testserver"), outbox=SimpleNamespace(wake=lambda: None)
        )
        made = self.act(service.make_link(installation, self.who(request.student), identifier, None), refusal)
        if refusal is not None:
            return None
        token = made.url.rpartition("/")[2]
        limit = request.deadline or request.ends
        self.world.links[token] = Link(identifier, min(clock.now() + LINK_LIFE, limit))
        return token

    # Whoever holds a link.

    def read_a_link(self, data: st.DataObject) -> None:
        """Opening a link, however often, does nothing and tells nobody's name."""
        token = data.draw(st.sampled_from(list(self.world.links)))
        adult = self.who(data.draw(st.sampled_from(self.adults))) if data.draw(MOSTLY) else None
        shown = self.run(service.read_link(self.db, CAMPUS, token, adult))
        link = self.world.links[token]
        request = self.world.requests[link.booking]
        assert CHILD not in shown.model_dump_json()
        assert str(request.student) not in shown.model_dump_json()
        if not self.world.answerable(request):
            assert shown.state == "over"
        elif link.opened_by in request.said:
            assert shown.state == "answered"
        else:
            assert shown.state == ("expired" if link.expires <= clock.now() else "open")

    def ask_for_another_link(self, data: st.DataObject) -> None:
        token = data.draw(st.sampled_from(list(self.world.links)))
        link = self.world.links[token]
        request = self.world.requests[link.booking]
        answered = self.world.answerable(request) and link.opened_by in request.said
        self.act(service.renew(self.db, CAMPUS, token), GuardianAnswered if answered else None)

    def declare(self, data: st.DataObject) -> None:
        """The right person, or a wrong one to whom the link was passed on."""
        links, now = self.world.links, clock.now()
        token = prefer(data, [one for one, link in links.items() if link.opened_by and link.expires > now], links)
        others = [one for one in self.adults if one != links[token].opened_by]
        self.declares(token, prefer(data, others, self.adults))

    def declares(self, token: str, adult: UUID) -> None:
        link = self.world.links[token]
        request = self.world.requests[link.booking]
        tie = self.world.ties.get((adult, request.student))
        known = adult in self.world.voices(request.student) and adult in request.asked
        refusal: type[Problem] | None = None
        if not self.world.answerable(request):
            refusal = BookingOver
        elif not self.world.needed(request):
            refusal = GuardianNotNeeded
        elif not known and link.expires <= clock.now():
            refusal = GuardianLinkExpired
        elif not known and tie == "rejected":
            refusal = GuardianRejected
        elif not self.world.minor_now(request.student):
            refusal = NotFound  # of age in the middle of the stay
        said = DeclarationIn(name="Dominique Martin", adult=True, guardian=True)
        declared = self.act(service.declare(self.db, self.who(adult), token, said), refusal)
        if refusal is None and not known:
            self.world.ties.setdefault((adult, request.student), "declared")
            link.opened_by = link.opened_by or adult
            request.asked.add(adult)
            request.openers.add(link.opened_by)
        if refusal is None:
            assert declared[0].child == (CHILD if self.world.may_see_name(adult, request) else None)

    def take_part(self, data: st.DataObject) -> None:
        """A link, somebody who declares, who is verified or not yet, and answers: what most families do."""
        identifier, request = self.request(data)
        adult, sure = data.draw(st.sampled_from(self.adults)), data.draw(MOSTLY)
        token = self.makes_a_link(identifier, request)
        if token is None:
            return
        self.declares(token, adult)
        if sure:
            self.confirms(identifier, request, adult, "confirmed")
        self.answers(identifier, request, adult, "agree" if data.draw(MOSTLY) else "disagree")

    # Guardians.

    def answer(self, data: st.DataObject) -> None:
        identifier, request = self.request(data)
        asked = [one for one in self.adults if self.world.may_speak(one, request)]
        said = data.draw(st.sampled_from(["agree", "agree", "agree", "disagree"]))
        self.answers(identifier, request, prefer(data, asked, self.adults), said)

    def answers(self, identifier: UUID, request: Request, adult: UUID, said: Any) -> None:
        refusal: type[Problem] | None = None
        if not self.world.may_speak(adult, request):
            refusal = NotFound
        elif not self.world.answerable(request):
            refusal = BookingOver
        given = GuardianAnswerIn(
            answer=said, reason="cost" if said == "disagree" else None, terms=terms_digest(TABARLY, request.slots)
        )
        self.act(service.answer(self.db, self.who(adult), identifier, given), refusal)
        if refusal is None:
            request.said[adult] = said
            request.asked.add(adult)
            self.world.settle(request)

    def read_as_an_adult(self, data: st.DataObject) -> None:
        """Nobody outside sees a request; nobody sees a name before the institution or the link says so."""
        identifier, request = self.request(data)
        for adult in self.adults:
            allowed = self.world.may_speak(adult, request)
            seen = self.act(service.request(self.db, self.who(adult), identifier), None if allowed else NotFound)
            if allowed:
                assert seen.child == (CHILD if self.world.may_see_name(adult, request) else None)
                assert seen.can_answer is self.world.answerable(request)

    # Staff.

    def confirm(self, data: st.DataObject) -> None:
        identifier, request = self.request(data)
        outcome = data.draw(st.sampled_from(["confirmed", "confirmed", "confirmed", "rejected"]))
        self.confirms(identifier, request, prefer(data, self.world.voices(request.student), self.adults), outcome)

    def confirms(self, identifier: UUID, request: Request, adult: UUID, outcome: Any) -> None:
        voices = self.world.voices(request.student)
        if self.world.ties.get((adult, request.student)) != "rejected" and not self.world.minor_now(request.student):
            return  # of age since: whether somebody has written it down is nobody's matter
        third = sum(tie == "confirmed" for tie in voices.values()) == 2 and voices.get(adult) == "declared"
        if outcome == "confirmed" and third:
            return
        refusal = None if adult in voices else NotFound
        self.act(boarding.confirm_guardian(self.db, self.who(self.staff), identifier, adult, outcome), refusal)
        if refusal is None:
            self.world.ties[adult, request.student] = outcome
            self.world.settle(request)

    def require(self, data: st.DataObject) -> None:
        required: Any = data.draw(st.sampled_from([1, 1, 2]))
        self.run(boarding.require_agreements(self.db, self.who(self.staff), TABARLY, required))
        self.world.required = required

    def accept(self, data: st.DataObject) -> None:
        identifier, request = self.request(data)
        status, state = self.world.status(request), self.world.state(request)
        refusal: type[Problem] | None = None
        if status == "accepted":
            pass
        elif status not in UNDECIDED:
            refusal = BookingOver
        elif state == "disagreed":
            refusal = GuardianDisagrees
        elif state == "to_confirm":
            refusal = GuardianUnconfirmed
        elif state == "to_collect":
            refusal = AgreementMissing
        self.act(boarding.decide(self.db, self.who(self.staff), identifier, DecisionIn(outcome="accepted")), refusal)
        if refusal is None:
            request.status, request.deadline = "accepted", None

    def refuse(self, data: st.DataObject) -> None:
        identifier, request = self.request(data)
        refused = DecisionIn(outcome="refused", reason="full")
        closed = not self.world.answerable(request) and request.status != "refused"
        self.act(boarding.decide(self.db, self.who(self.staff), identifier, refused), BookingOver if closed else None)
        if not closed:
            request.status = "refused"

    def correct(self, data: st.DataObject) -> None:
        """Another birth date, read on a document."""
        identifier, request = self.request(data)
        birth = data.draw(st.sampled_from(BORN))
        over = not self.world.live(request)
        self.act(
            boarding.correct_birth_date(self.db, self.who(self.staff), identifier, birth, "document"),
            BookingOver if over else None,
        )
        if not over:
            self.world.correct(request.student, birth)

    # Leaving.

    def erase_a_guardian(self, data: st.DataObject) -> None:
        tied = [one for one in self.adults if any(one in request.said for request in self.world.requests.values())]
        adult = prefer(data, tied, self.adults)

        async def work(session: Session) -> None:
            await erasure.erase(session, await who_is(session, CAMPUS, adult), actor_id=adult, why="self")

        self.run(self.db.write(work))
        self.world.erase(adult)
        self.adults[self.adults.index(adult)] = self.run(self.someone())

    # Time.

    def let_time_pass(self, data: st.DataObject) -> None:
        days = data.draw(st.sampled_from([1, 1, 3, 6, 8]))
        if clock.now() + timedelta(days=days) < datetime(2027, 1, 20, tzinfo=clock.PARIS):
            self.clock.shift(timedelta(days=days))

    def write_down_what_time_did(self, _: st.DataObject) -> None:
        self.run(booking.tidy(self.db))
        self.run(tell_all(self.db))

    # What holds whatever happens.

    @invariant()
    def every_request_is_where_the_model_has_it(self) -> None:
        async def read() -> dict[UUID, tuple[str, datetime | None]]:
            async with self.db.read() as session:
                found = await booking.of_people(session, campus_id=CAMPUS, people=[*self.world.births], kind="house")
            return {one.id: (one.status, one.decide_before) for one in found}

        wanted = {
            identifier: (self.world.status(one), one.deadline if self.world.undecided(one) else None)
            for identifier, one in self.world.requests.items()
        }
        assert self.run(read()) == wanted

    @invariant()
    def every_claim_that_counts_is_of_a_live_request(self) -> None:
        now, today = clock.now(), clock.today().isoformat()
        counted = sorted(
            (str(claim.booking_id), claim.slot)
            for claim in self.run(claims(self.db))
            if (claim.expires_at is None or clock.aware(claim.expires_at) > now) and claim.slot >= today
        )
        live = [(key, one) for key, one in self.world.requests.items() if self.world.live(one)]
        assert counted == sorted((str(key), slot) for key, one in live for slot in one.slots if slot >= today)
