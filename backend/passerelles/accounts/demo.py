"""People of the demonstration: invented, named as such, the same at each start.

Ages are those of the day a person is first asked for, with the birthday about ten months away: student 1 is 15,
2 is 18, 3 is 16, 4 is 17, 5 is 19, 6 is 21, then again; apprentices are 17, 19, 16, 20. Others have no birth date.
Guardian n answers for student n while that one is a minor, as if an institution had confirmed it.
The boarding persona n=1 manages HOUSE:0850033Z, n=2 HOUSE:0440069L, then again; assistants watch over the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, get_args
from uuid import UUID

from passerelles.accounts import people
from passerelles.accounts.guardians.declaring import link_demo
from passerelles.accounts.person import Person, Role
from passerelles.accounts.schemas import Persona, RoleName
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.messages import t
from passerelles.core.settings import Settings

ISSUER: Final = "demo"
SEEDED: Final = 2
NUMBERED: Final = 200
"""One can sign in as these; the others only fill the houses."""
BIRTHDAY_IN: Final = timedelta(days=300)

AGES: Final[dict[Persona, tuple[int, ...]]] = {"student": (15, 18, 16, 17, 19, 21), "apprentice": (17, 19, 16, 20)}
HOUSES: Final = (("HOUSE:0850033Z", "Éric-Tabarly"), ("HOUSE:0440069L", "Aristide-Briand"))
FACILITY: Final = ("RES:851940032", "Sports Nautiques Sablais")
ROLES: Final[dict[Persona, RoleName]] = {
    "student": "student",
    "apprentice": "apprentice",
    "guardian": "guardian",
    "counsellor": "counsellor",
    "boarding": "boarding_manager",
    "assistant": "education_assistant",
    "facility": "facility_manager",
    "company": "company_tutor",
    "director": "operational_director",
    "admin": "administrator",
}


async def seed(db: Database, settings: Settings) -> None:
    """Make the first people of each kind; leaves those that exist as they are."""

    async def act(session: Session) -> None:
        for persona in get_args(Persona):
            for n in range(1, SEEDED + 1):
                await demo_person_id(session, settings, persona, n)

    await db.write(act)


async def demo_person(session: Session, settings: Settings, persona: Persona, n: int) -> Person:
    """The n-th demonstration person of this kind, made when first asked. Call it inside `db.write()`.

    Raises:
        ValueError: this installation is not a demonstration.
    """
    person_id = await demo_person_id(session, settings, persona, n)
    return await people.load(session, campus_id=settings.campus_id, person_id=person_id)


async def demo_person_id(session: Session, settings: Settings, persona: Persona, n: int) -> UUID:
    """As `demo_person`, without reading what is known of them."""
    person_id = await _one(session, settings, persona, n)
    if n <= NUMBERED and persona in ("guardian", "student"):
        other = await _one(session, settings, "student" if persona == "guardian" else "guardian", n)
        guardian, student = (person_id, other) if persona == "guardian" else (other, person_id)
        await link_demo(session, settings.campus_id, guardian=guardian, student=student)
    return person_id


async def _one(session: Session, settings: Settings, persona: Persona, n: int) -> UUID:
    if not settings.demo:
        raise ValueError("demonstration people exist in demonstration mode only")
    return await people.find_or_make(
        session,
        campus_id=settings.campus_id,
        issuer=ISSUER,
        subject=f"{persona}-{n}",
        first_role=role_of(settings, persona, n),
        name=t(f"accounts.demo.name.{persona}", n=n),
        birth_date=birth_date_of(persona, n, clock.today()),
        demo=True,
    )


def role_of(settings: Settings, persona: Persona, n: int) -> Role:
    """What this person may do, and where."""
    name = ROLES[persona]
    if name in ("boarding_manager", "education_assistant"):
        house, place = HOUSES[(n - 1) % len(HOUSES)]
        return Role(name=name, scope_kind="house", scope=house, place=place)
    if name == "facility_manager":
        scope, place = FACILITY
        return Role(name=name, scope_kind="facility", scope=scope, place=place)
    if name == "company_tutor":
        return Role(name=name, scope_kind="company", scope=f"demo-{n}", place=t("accounts.demo.company", n=n))
    return Role(name=name, scope_kind="campus", scope=settings.campus_id, place=None)


def birth_date_of(persona: Persona, n: int, today: date) -> date | None:
    """A birth date that makes this person the documented age today; None for those who are not asked."""
    ages = AGES.get(persona)
    if ages is None:
        return None
    birthday = today + BIRTHDAY_IN
    return _same_day(birthday, birthday.year - ages[(n - 1) % len(ages)] - 1)


def _same_day(day: date, year: int) -> date:
    """`day` in another year; 28 February when that year has no 29th."""
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
