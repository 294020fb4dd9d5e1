"""The time for a decision: what is added, what stays used, and when it rings."""

from __future__ import annotations

import pytest

from game.session.clock import LAST, LEAST, DecisionTimer


class Wall:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def timer(wall: Wall) -> DecisionTimer:
    """A timer that runs for the first of several decisions, for two minutes."""
    timer = DecisionTimer(wall)
    timer.follow("first", 2)
    return timer


def seconds(timer: DecisionTimer) -> tuple[int, int]:
    left = timer.left()
    assert left is not None
    return left.seconds, left.whole


def test_it_rings_once_and_again_when_more_time_is_up(timer: DecisionTimer, wall: Wall) -> None:
    wall.now += 119.9
    assert not timer.rings()
    wall.now += 0.1
    assert (timer.rings(), timer.rings()) == (True, False)
    timer.extend(60)
    assert seconds(timer) == (60, 180)
    assert not timer.rings()
    wall.now += 60
    assert (timer.rings(), timer.rings()) == (True, False)


def test_added_time_is_for_one_decision_only(timer: DecisionTimer) -> None:
    timer.extend(60)
    timer.follow("first", 2)
    assert seconds(timer) == (180, 180)
    timer.follow("second", 2)
    assert seconds(timer) == (120, 120)


def test_other_minutes_leave_used_what_was_used_and_at_least_one(
    timer: DecisionTimer, wall: Wall
) -> None:
    wall.now += 30
    timer.follow("first", 3)
    assert seconds(timer) == (150, 180)
    wall.now += 60
    timer.follow("first", 1)
    assert seconds(timer) == (LEAST, 90 + LEAST)
    wall.now += LEAST
    assert timer.rings()
    timer.follow("first", 4)
    assert seconds(timer) == (90, 240)
    wall.now += 90
    assert timer.rings(), "new minutes ring anew"


def test_it_stands_still_while_nothing_is_decided_and_goes_on_where_it_was(
    timer: DecisionTimer, wall: Wall
) -> None:
    wall.now += 60
    timer.follow(None, 2)
    wall.now += 1000
    assert seconds(timer) == (60, 120)
    assert (timer.until_up(), timer.until_next()) == (None, None)
    timer.follow("first", 2)
    assert seconds(timer) == (60, 120)
    assert timer.until_up() == 60
    left = timer.left()
    assert left is not None
    assert left.state == "last"
    assert left.seconds == LAST


def test_without_minutes_there_is_no_time_and_what_was_added_is_nothing(
    timer: DecisionTimer,
) -> None:
    timer.follow("first", 0)
    timer.extend(60)
    assert timer.left() is None
    assert not timer.rings()
    timer.follow("first", 2)
    assert seconds(timer) == (120, 120)
