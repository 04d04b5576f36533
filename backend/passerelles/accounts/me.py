"""What a browser is told about the person who uses it."""

from __future__ import annotations

from passerelles.accounts.person import Person, Role
from passerelles.accounts.schemas import MeOut, RoleOut
from passerelles.accounts.sessions import Current
from passerelles.core import clock
from passerelles.core.messages import t


def describe(current: Current, unread: int) -> MeOut:
    """The signed-in person."""
    person = current.person
    return MeOut(
        signed_in=True,
        id=str(person.id),
        name=person.name,
        minor=person.is_minor_on(clock.today()),
        birth_date_known=person.age_known,
        roles=[_role(role) for role in person.roles],
        home=home_of(person),
        demo=person.demo,
        unread=unread,
        expires_at=current.ends_at,
    )


def nobody() -> MeOut:
    """A visitor."""
    return MeOut(
        signed_in=False,
        id=None,
        name=None,
        minor=None,
        birth_date_known=False,
        roles=[],
        home=None,
        demo=False,
        unread=0,
        expires_at=None,
    )


def home_of(person: Person) -> str:
    """Where this person's work starts: their house, their links, their place, else their own page."""
    houses = sorted(person.scopes("boarding_manager")) or sorted(person.scopes("education_assistant"))
    if houses:
        return f"/gestion/internats/{houses[0]}"
    if person.has("counsellor"):
        return "/gestion/partages"
    places = sorted(person.scopes("facility_manager"))
    if places:
        return f"/gestion/lieux/{places[0]}"
    if any(person.has(role) for role in ("operational_director", "administrator", "company_tutor")):
        return "/gestion"
    return "/moi"


def _role(role: Role) -> RoleOut:
    return RoleOut(
        name=role.name,
        scope_kind=role.scope_kind,
        scope=role.scope,
        label=t(f"accounts.role.{role.name}", place=role.place or role.scope),
    )
