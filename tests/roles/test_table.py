"""The policy of roles, read as a table: complete, in words, and with nobody above everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelles.accounts.person import Person, Role
from passerelles.accounts.roles.rules import Where, end_refused, lendable, may_give, reaches
from passerelles.accounts.roles.table import LONGEST_LOAN, POLICY
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.core import clock
from passerelles.core.ids import new_id
from passerelles.core.messages import catalogue
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, OTHER_HOUSE, OTHER_SCHOOL, SCHOOL, a_role

ROLES = get_args(RoleName)
NOW = clock.now()


def person(*roles: Role) -> Person:
    return Person(id=new_id(), campus_id=CAMPUS, name=None, birth_date=None, roles=roles, demo=False)


def test_every_role_has_its_line_and_its_words() -> None:
    assert set(POLICY) == set(ROLES)
    assert [role for role in ROLES if f"roles.name.{role}" not in catalogue()] == []
    assert [role for role in ROLES if f"roles.what.{role}" not in catalogue()] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_given_only_where_it_may_hold(role: RoleName) -> None:
    assert set(POLICY[role].given_in) <= set(POLICY[role].scopes)
    assert bool(POLICY[role].given_in) == bool(POLICY[role].given_by)


def test_mandates_have_an_end() -> None:
    ends = {role for role, policy in POLICY.items() if policy.must_end}
    assert {"operational_director", "education_assistant", "company_tutor"} <= ends


def test_what_gives_everything_is_never_lent() -> None:
    assert not POLICY["administrator"].lent


@pytest.mark.parametrize(
    ("held", "where", "may"),
    [
        (a_role("administrator"), Where("administrator", "campus", CAMPUS), True),
        (a_role("administrator"), Where("boarding_manager", "house", HOUSE), True),
        (a_role("operational_director"), Where("administrator", "campus", CAMPUS), False),
        (a_role("operational_director"), Where("operational_director", "campus", CAMPUS), False),
        (a_role("boarding_manager"), Where("education_assistant", "house", HOUSE), True),
        (a_role("boarding_manager"), Where("education_assistant", "house", OTHER_HOUSE), False),
        (a_role("boarding_manager"), Where("boarding_manager", "house", HOUSE), False),
        (a_role("counsellor", SCHOOL, kind="institution"), Where("student", "institution", SCHOOL), True),
        (a_role("counsellor", SCHOOL, kind="institution"), Where("student", "institution", OTHER_SCHOOL), False),
        (a_role("counsellor"), Where("student", "institution", OTHER_SCHOOL), True),
        (a_role("counsellor"), Where("student", "campus", CAMPUS), False),
        (a_role("administrator"), Where("guardian", "campus", CAMPUS), False),
        (a_role("student"), Where("student", "institution", SCHOOL), False),
        (a_role("education_assistant"), Where("education_assistant", "house", HOUSE), False),
    ],
)
def test_who_may_give_what(held: Role, where: Where, may: bool) -> None:
    assert may_give(person(held), where) is may


roles = st.builds(
    lambda name, scope, delegated: Role(name, "house", scope, None, new_id(), None, delegated),
    st.sampled_from(ROLES),
    st.sampled_from([HOUSE, OTHER_HOUSE]),
    st.booleans(),
)


@given(held=st.lists(roles, max_size=4), name=st.sampled_from(ROLES), scope=st.sampled_from([HOUSE, OTHER_HOUSE]))
def test_a_role_of_one_house_gives_nothing_in_another(held: list[Role], name: RoleName, scope: str) -> None:
    may = may_give(person(*held), Where(name, "house", scope))
    assert may == any(
        one.scope == scope and not one.delegated and one.name in POLICY[name].given_by and POLICY[name].given_in
        for one in held
        if "house" in POLICY[name].given_in
    )


def test_what_is_lent_neither_gives_nor_lends() -> None:
    lent = Role("boarding_manager", "house", HOUSE, None, new_id(), None, delegated=True)
    assert list(reaches(person(lent))) == []
    assert lendable([lent]) == []


@pytest.mark.parametrize(
    ("role", "days", "refused"),
    [
        ("operational_director", None, "end-needed"),
        ("operational_director", 365, None),
        ("operational_director", 5 * 366 + 1, "end-too-late"),
        ("counsellor", None, None),
        ("counsellor", -1, "end-past"),
        ("counsellor", 0, "end-past"),
    ],
)
def test_ends_are_those_of_the_table(role: RoleName, days: int | None, refused: str | None) -> None:
    until = None if days is None else NOW + timedelta(days=days)
    assert end_refused(role, until, NOW) == refused


def test_a_loan_ends_and_never_after_what_is_lent() -> None:
    held = Role("counsellor", "campus", CAMPUS, None, new_id(), NOW + timedelta(days=10))
    assert end_refused("counsellor", None, NOW, lent=held) == "end-needed"
    assert end_refused("counsellor", NOW + timedelta(days=10), NOW, lent=held) is None
    assert end_refused("counsellor", NOW + timedelta(days=11), NOW, lent=held) == "end-too-late"
    for_ever = Role("counsellor", "campus", CAMPUS, None, new_id())
    assert end_refused("counsellor", NOW + LONGEST_LOAN + timedelta(days=1), NOW, lent=for_ever) == "end-too-late"


def test_scope_kinds_of_the_table_are_known() -> None:
    assert {kind for policy in POLICY.values() for kind in policy.scopes} <= set(get_args(ScopeKind))
