"""What goes wrong in a room: forms sent twice or cut off, dead sockets, a console that closes."""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlencode

import pytest
import tinyroom
from mortal import Phone
from served import Served, is_quiet, message, raw, serve_tiny_room
from visiting import fields_of, selected_on

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
T = TypeVar("T")
LONG = f"turns: 99\n{tinyroom.TOGETHER}"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_tiny_room(tmp_path_factory.mktemp("faults") / "room", LONG) as served:
        yield served


@pytest.fixture
def served(room: Served) -> Served:
    """The room, in which the first device of each side has the pen, whatever ran before."""
    for phone in room.phones.values():
        room.do(phone, "pen")
    return room


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What calls return that are made at the same moment."""
    barrier = Barrier(len(calls))

    def call(number: int) -> T:
        barrier.wait(10)
        return calls[number]()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, range(len(calls))))


def finish_turn(served: Served) -> None:
    """Lets every side that is asked something do nothing, so that the next turn begins."""
    for phone in served.phones.values():
        served.do(phone, "pen")
        if "actions" in fields_of(phone.ask("/seat?tab=decide")[1], "what"):
            key = f"finish {len(served.lines())}"
            assert phone.ask("/do", **confirmation(served, phone, key))[0] == 303


def confirmation(served: Served, phone: Phone, key: str) -> dict[str, str]:
    """A form to confirm; one that is out of date where the pen has been taken meanwhile."""
    return {"fingerprint": "old", **served.form(phone, "confirm", key, what="actions")}


def cut(opened: socket.socket) -> None:
    """Breaks a connection off without a word."""
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    opened.close()


def post(served: Served, phone: Phone, form: dict[str, str]) -> tuple[bytes, bytes]:
    """The head and the body of a form as bytes."""
    body, host = urlencode(form).encode(), f"127.0.0.1:{served.server.port}"
    head = f"POST /do HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\n"
    head += f"cookie: {phone.cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode(), body


def test_a_form_that_comes_twice_at_the_same_moment_counts_once(served: Served) -> None:
    phone, before = served.phones["north"], len(served.lines())
    form = confirmation(served, phone, "twice at once")
    answers = at_once(*[lambda: phone.ask("/do", **form)[0]] * 4)
    assert answers == [303] * 4
    assert served.lines()[before:] == ["north: pass"]
    finish_turn(served)


def test_of_two_who_take_the_pen_and_confirm_at_the_same_moment_one_does(served: Served) -> None:
    first, second = served.phones["north"], served.join("north")
    before = len(served.lines())

    def press(phone: Phone, name: str) -> int:
        phone.ask("/do", **served.form(phone, "pen", f"pen {name}"))
        return phone.ask("/do", **confirmation(served, phone, f"confirm {name}"))[0]

    answers = at_once(lambda: press(first, "first"), lambda: press(second, "second"))
    if answers == [409, 409]:  # each took the pen from the other before it confirmed
        assert served.lines()[before:] == []
    else:
        assert sorted(answers) == [303, 409]
        assert served.lines()[before:] == ["north: pass"]
    served.do(first, "pen")
    finish_turn(served)


def test_a_form_whose_answer_nobody_heard_is_sent_again_and_counts_once(served: Served) -> None:
    phone, before = served.phones["north"], len(served.lines())
    form = confirmation(served, phone, "not heard")
    head, body = post(served, phone, form)
    opened = raw(served.server.port, head + body)
    opened.recv(1)  # it was done, and the phone is gone
    cut(opened)
    assert phone.ask("/do", **form)[0] == 303
    assert served.lines()[before:] == ["north: pass"]
    finish_turn(served)


def test_a_form_that_is_cut_in_the_middle_does_nothing_and_can_be_sent_again(
    served: Served,
) -> None:
    phone, before = served.phones["north"], len(served.lines())
    form = confirmation(served, phone, "cut off")
    head, body = post(served, phone, form)
    for length in (0, len(body) // 2, len(body) - 1):
        cut(raw(served.server.port, head + body[:length]))
    assert phone.ask("/seat?tab=decide")[0] == 200
    assert served.lines()[before:] == []
    assert phone.ask("/do", **form)[0] == 303
    assert served.lines()[before:] == ["north: pass"]
    finish_turn(served)


def test_a_draft_is_the_same_after_a_reload_and_can_be_confirmed_as_it_was_shown(
    served: Served,
) -> None:
    phone, before = served.phones["north"], len(served.lines())
    served.do(phone, "select", action="warm")
    form = confirmation(served, phone, "after a reload")
    for _ in range(3):
        _, page = phone.ask("/seat?tab=decide")
        assert selected_on(page) == ["warm"]
        assert fields_of(page, "fingerprint")[0] == form["fingerprint"]
    assert phone.ask("/do", **form)[0] == 303
    assert served.lines()[before:] == ["north: warm", "north: pass"]
    finish_turn(served)


def test_a_socket_that_is_cut_in_the_middle_is_noticed_and_the_next_one_goes_on(
    served: Served,
) -> None:
    north, mate = served.phones["north"], served.join("north")
    with served.open(mate, "seat") as beside:
        message(beside)
        with served.open(north, "seat") as opened:
            message(opened)
            message(beside)  # the other has come
            opened.socket.sendall(b"\x81\x85\x00\x00")  # the beginning of a frame
            opened.socket.shutdown(socket.SHUT_RDWR)
            message(beside)  # the other is away
        served.do(mate, "select", action="warm")
        with served.open(north, "seat") as again:
            message(again)
            assert selected_on(north.ask("/seat?tab=decide")[1]) == ["warm"]
        served.do(mate, "deselect", action="warm")


def test_a_device_that_hears_nothing_for_a_while_sees_all_when_it_looks_again(
    served: Served,
) -> None:
    """A phone that sleeps: its socket stays open and is not read; then it fetches its page."""
    north, mate = served.phones["north"], served.join("north")
    with served.open(north, "seat") as asleep, served.open(mate, "seat") as beside:
        for number in range(6):
            form = served.form(mate, ("select", "deselect")[number % 2], f"asleep {number}")
            assert mate.ask("/do", **form, action="warm")[0] == 303
            message(beside)  # nobody waits for the one that sleeps
        served.do(mate, "select", action="cool")
        assert selected_on(north.ask("/seat?tab=decide")[1]) == ["cool"]
        while not is_quiet(asleep):
            pass
        served.do(mate, "deselect", action="cool")


def test_the_game_goes_on_while_the_console_is_closed_and_it_opens_where_the_game_is(
    served: Served,
) -> None:
    finish_turn(served)  # another test may have begun it
    before = len(served.lines())
    with served.open(served.console, "console") as opened:
        message(opened)
        turn = turn_on(served.console)
    finish_turn(served)
    assert served.lines()[before:] == ["north: pass", "south: pass"]
    again = Phone(served.server.port)
    assert "console_key" in again.ask("/console")[1]
    for phone in (served.console, reopened(served)):
        assert phone.ask("/console")[0] == 200
        assert turn_on(phone) == turn + 1
        with served.open(phone, "console") as opened:
            message(opened)


def reopened(served: Served) -> Phone:
    """The console in another browser."""
    phone = Phone(served.server.port)
    phone.ask("/console/key", console_key=served.key)
    return phone


def turn_on(console: Phone) -> int:
    """The turn that the console shows."""
    page = console.ask("/console")[1]
    return int(page.partition("Turn ")[2].partition(" ")[0])
