"""The life of a booking, as pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from passerelles.booking import rules
from passerelles.booking.schemas import BookingStatus

NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
CLOSED: tuple[BookingStatus, ...] = ("refused", "withdrawn", "expired", "finished")


@pytest.mark.parametrize("status", CLOSED)
@pytest.mark.parametrize("act", get_args(rules.Act))
def test_nothing_follows_a_closed_booking(status: BookingStatus, act: rules.Act) -> None:
    assert rules.after(status, act) is None


def test_a_minors_request_cannot_be_accepted_before_the_agreement() -> None:
    assert rules.after("awaiting_guardian", "accept") is None
    assert rules.after("awaiting_guardian", "agree") == "awaiting_decision"
    assert rules.after("awaiting_decision", "accept") == "accepted"


def test_a_decision_is_not_decided_again() -> None:
    assert rules.after("accepted", "refuse") is None
    assert rules.after("accepted", "accept") is None
    assert rules.after("accepted", "move") == "accepted"


def test_every_act_follows_some_state() -> None:
    assert set(get_args(rules.Act)) == {act for _, act in rules.NEXT}


def test_an_undecided_request_reads_as_expired_from_the_very_instant_of_its_deadline() -> None:
    just_before = rules.status_at(
        "awaiting_decision", decide_before=NOW, ends_at=LATER, now=NOW - timedelta(microseconds=1)
    )
    assert just_before == "awaiting_decision"
    assert rules.status_at("awaiting_decision", decide_before=NOW, ends_at=LATER, now=NOW) == "expired"
    assert rules.status_at("awaiting_guardian", decide_before=NOW, ends_at=LATER, now=LATER) == "expired"


def test_an_accepted_stay_reads_as_finished_when_it_is_over() -> None:
    assert rules.status_at("accepted", decide_before=None, ends_at=NOW, now=NOW) == "finished"
    assert rules.status_at("accepted", decide_before=None, ends_at=LATER, now=NOW) == "accepted"


def test_an_accepted_stay_is_withdrawn_until_it_begins() -> None:
    assert rules.may_withdraw("accepted", starts_at=LATER, now=NOW)
    assert not rules.may_withdraw("accepted", starts_at=NOW, now=NOW)
    assert rules.may_withdraw("awaiting_decision", starts_at=NOW, now=NOW)
    assert not rules.may_withdraw("refused", starts_at=LATER, now=NOW)
