"""Who must agree, who may act and who sees, for any birth date and any stay: rules alone, then the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import example, given, settings
from hypothesis import strategies as st

from passerelles.accounts import people
from passerelles.accounts.guardians import links
from passerelles.accounts.guardians.declaring import link_demo
from passerelles.accounts.person import Role
from passerelles.accounts.rules import is_minor_on, kept_birth_date, latest_adult_birth_date, minority
from passerelles.boarding.guardians.rules import Standing, Voice, link_state, terms_digest
from passerelles.core import clock
from passerelles.core.db import Database, Session
from tests.booking.halls import CAMPUS

TODAYS = st.dates(date(2026, 8, 1), date(2032, 8, 1))
ROUND_BIRTHDAYS = st.tuples(st.sampled_from([15, 16, 18]), st.integers(-40, 40))
LEAP = date(2008, 2, 29)


def born(today: date, age: int, days: int) -> date:
    """Turning `age` so many days from today, or on 29 February when one is near."""
    birthday = today + timedelta(days=days)
    leap = (birthday.month, birthday.day) == (2, 29)
    return birthday.replace(year=birthday.year - age, day=28 if leap else birthday.day)


def majority(birth: date) -> date:
    """The first day of being of age, counted another way than the rules do."""
    leap = (birth.month, birth.day) == (2, 29)
    year = birth.year + 18
    return date(year, 3, 1) if leap and year % 4 else date(year, birth.month, birth.day)


@given(TODAYS, ROUND_BIRTHDAYS)
@example(date(2026, 2, 28), (18, 0))
def test_a_minor_is_one_until_the_day_before_eighteen(today: date, near: tuple[int, int]) -> None:
    birth = born(today, *near)
    assert is_minor_on(birth, today) is (today < majority(birth))
    assert (birth > latest_adult_birth_date(today)) is is_minor_on(birth, today)


@given(st.integers(-3, 3))
def test_somebody_born_on_29_february_is_of_age_on_1_march(days: int) -> None:
    day = date(2026, 3, 1) + timedelta(days=days)
    assert is_minor_on(LEAP, day) is (day < date(2026, 3, 1))
    assert (latest_adult_birth_date(day) < LEAP) is is_minor_on(LEAP, day)


@given(TODAYS, ROUND_BIRTHDAYS, st.integers(0, 400))
def test_what_is_kept_of_a_birth_date_says_as_much_as_the_date_from_then_on(
    today: date, near: tuple[int, int], later: int
) -> None:
    birth = born(today, *near)
    kept, adult = kept_birth_date(birth, today)
    assert (kept is None) is adult
    assert minority(kept, adult=adult, day=today + timedelta(days=later)) is is_minor_on(
        birth, today + timedelta(days=later)
    )


@given(TODAYS, ROUND_BIRTHDAYS, st.integers(0, 60), st.integers(1, 40))
def test_a_minor_on_any_night_of_a_stay_is_one_on_its_first(
    today: date, near: tuple[int, int], ahead: int, length: int
) -> None:
    birth, first = born(today, *near), today + timedelta(days=ahead)
    nights = [first + timedelta(days=n) for n in range(length)]
    assert is_minor_on(birth, first) is any(is_minor_on(birth, night) for night in nights)


VOICES = st.lists(
    st.builds(
        Voice,
        guardian=st.uuids(),
        name=st.none(),
        confirmed=st.booleans(),
        answer=st.sampled_from([None, "agree", "disagree"]),
        reason=st.none(),
    ),
    max_size=4,
)


@given(st.booleans(), st.integers(1, 2), VOICES, st.integers(0, 2))
@settings(max_examples=400)
def test_a_minors_request_is_accepted_only_with_enough_confirmed_agreements_and_no_disagreement(
    needed: bool, required: int, voices: list[Voice], paper: int
) -> None:
    standing = Standing(needed, required, voices, paper)
    confirmed = sum(voice.confirmed and voice.answer == "agree" for voice in voices)
    expected = not needed or (all(voice.answer != "disagree" for voice in voices) and max(confirmed, paper) >= required)
    assert (standing.refusal() is None) is expected
    assert standing.settled or standing.refusal() is not None


@given(st.lists(st.dates(), min_size=1, max_size=8, unique=True), st.randoms())
def test_terms_are_the_house_and_its_nights_in_any_order(nights: list[date], random: Random) -> None:
    slots = [night.isoformat() for night in nights]
    random.shuffle(shuffled := list(slots))
    assert terms_digest("HOUSE:1", slots) == terms_digest("HOUSE:1", shuffled)
    assert terms_digest("HOUSE:1", slots) != terms_digest("HOUSE:2", slots)
    assert terms_digest("HOUSE:1", slots) != terms_digest("HOUSE:1", [*slots, "9999-01-01"])


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_link_opens_only_while_there_is_something_to_answer(answerable: bool, answered: bool, expired: bool) -> None:
    state = link_state(answerable=answerable, answered=answered, expired=expired)
    assert (state == "open") is (answerable and not answered and not expired)


MIDNIGHTS = [
    (date(2009, 3, 28), date(2027, 3, 28)),  # clocks go forward that night
    (date(2008, 10, 25), date(2026, 10, 25)),  # and back on this one
    (LEAP, date(2026, 3, 1)),
    (date(2010, 2, 28), date(2028, 2, 28)),
    (date(2010, 3, 1), date(2028, 3, 1)),
]


@pytest.mark.parametrize(("birth", "majority_"), MIDNIGHTS)
@pytest.mark.parametrize("age", [15, 16, 18])
async def test_a_guardians_rights_end_at_midnight_in_paris_and_not_before(
    db: Database, birth: date, majority_: date, age: int
) -> None:
    """At 15 and 16 nothing changes: the age of digital consent does not decide who sleeps at the internat."""
    midnight = datetime.combine(majority_.replace(year=majority_.year - 18 + age), time(), tzinfo=clock.PARIS)
    before, after = (midnight.astimezone(UTC) + timedelta(seconds=delta) for delta in (-1, 0))
    with time_machine.travel(before, tick=False) as machine:
        student, guardian = await _pair(db, birth)
        seen = [await _sees(db, guardian, student)]
        machine.move_to(after)
        seen.append(await _sees(db, guardian, student))
    assert seen == [True, age < 18]


async def _pair(db: Database, birth: date) -> tuple[UUID, UUID]:
    async def work(session: Session) -> tuple[UUID, UUID]:
        role = Role(name="student", scope_kind="campus", scope=CAMPUS, place=None)
        made = [
            await people.find_or_make(
                session, campus_id=CAMPUS, issuer="tests", subject=uuid4().hex, first_role=role, birth_date=birth_date
            )
            for birth_date in (birth, None)
        ]
        await link_demo(session, CAMPUS, guardian=made[1], student=made[0])
        return made[0], made[1]

    return await db.write(work)


async def _sees(db: Database, guardian: UUID, student: UUID) -> bool:
    async with db.read() as session:
        children = await links.children_of(session, CAMPUS, guardian)
        guardians = await links.guardians_of(session, CAMPUS, student)
    assert (student in children) is (guardian in guardians)
    return student in children
