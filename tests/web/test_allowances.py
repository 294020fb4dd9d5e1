"""Allowances: so much at once, one piece more after a moment, and each sender has its own."""

from __future__ import annotations

import pytest

from game.web import limits
from game.web.limits import Allowances


class Hand:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def spend_all(allowances: Allowances, sender: str, tries: int) -> int:
    """How many of these tries a sender was allowed."""
    allowed = 0
    for _ in range(tries):
        allowed += allowances.may(sender)
        allowances.spend(sender)
    return allowed


@pytest.mark.parametrize(("most", "again"), [(5, 60.0), (3, 1.0), (7, 0.1), (120, 600.0)])
def test_a_sender_may_do_so_much_at_once_and_one_thing_more_after_a_moment(
    most: int, again: float
) -> None:
    clock = Hand()
    allowance = Allowances(most, again, clock)
    assert spend_all(allowance, "ann", most + 3) == most
    clock.now += 0.9 * again / most
    assert not allowance.may("ann")
    clock.now += 0.2 * again / most
    assert spend_all(allowance, "ann", 3) == 1
    clock.now += 2 * again
    assert spend_all(allowance, "ann", most + 3) == most


def test_what_one_sender_spends_is_taken_from_no_other() -> None:
    allowance = Allowances(2, 10.0, Hand())
    assert spend_all(allowance, "ann", 9) == 2
    assert spend_all(allowance, "bob", 9) == 2


def test_senders_who_have_all_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_SENDERS", 10)
    clock = Hand()
    allowance = Allowances(2, 10.0, clock)
    for number in range(100):
        clock.now += 1
        allowance.spend(f"sender {number}")
    assert len(allowance._whole_at) <= 11
    assert spend_all(allowance, "sender 99", 9) == 1
