"""Rule 10.2: time in a session is logical."""

import re

from game.session.clock import Clock, Timer, stamp


class Wall:
    """A clock on the wall that is set by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def test_10_2_time_goes_on_with_the_wall() -> None:
    wall = Wall()
    clock = Clock(wall)
    wall.time += 7
    assert clock.now() == 7


def test_10_2_a_stopped_clock_stands_however_often_it_is_stopped() -> None:
    wall = Wall()
    clock = Clock(wall)
    wall.time += 3
    clock.stop()
    wall.time += 50
    clock.stop()
    wall.time += 50
    assert clock.now() == 3
    clock.go()
    wall.time += 1
    clock.go()
    wall.time += 1
    assert clock.now() == 5


def test_10_2_a_pause_moves_every_deadline_by_its_own_length() -> None:
    wall = Wall()
    clock = Clock(wall)
    short, long = Timer(clock, 10), Timer(clock, 60)
    wall.time += 4
    clock.stop()
    wall.time += 1000
    clock.go()
    assert (short.left(), long.left()) == (6, 56)
    wall.time += 6
    assert short.up
    assert not long.up


def test_10_2_a_timer_only_warns_unless_the_room_says_otherwise() -> None:
    clock = Clock(Wall())
    assert not Timer(clock, 5).decides
    assert Timer(clock, 5, decides=True).decides


def test_10_2_a_timer_begins_anew_with_the_whole_time() -> None:
    wall = Wall()
    timer = Timer(Clock(wall), 5)
    wall.time += 8
    assert timer.left() == -3
    timer.begin()
    assert timer.left() == 5


def test_a_stamp_is_a_date_and_time_of_the_whole_world() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp())
