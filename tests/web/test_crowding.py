"""Nobody shuts others out by connections: twelve phones play on while somebody opens hundreds.

The server has 1,024 file handles and gets no more, as on a computer of the strictest kind; so it
keeps 512 connections at most.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from mortal import Phone

from game.web.limits import MOST_CONNECTIONS_OF_DEVICE

if sys.platform == "win32":
    pytest.skip("forks", allow_module_level=True)

from crowding import TEN_ADDRESSES, Crowded, crowded_room

ALL = 512
PLAYERS = 12
BATCH = 250
HELD_BACK = "opens more connections than it needs"

needs_addresses = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems know only one address as their own"
)
Room = tuple[Crowded, str, Phone]


@pytest.fixture(scope="module")
def opened_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with crowded_room(tmp_path_factory.mktemp("crowding") / "room") as opened:
        yield opened


@pytest.fixture
def room(opened_room: Room) -> Iterator[Room]:
    """The room, in which nobody holds anything yet and the console tells of nobody."""
    crowded, _, console = opened_room
    page = console.ask("/console")[1]
    if HELD_BACK in page:
        number = re.findall(r'dismiss-incidents.*?name="number" value="([0-9]+)"', page, re.S)[0]
        fields = {"do": "dismiss-incidents", "number": number, "key": f"dismiss {number}"}
        assert console.ask("/console/do", **fields)[0] == 303
    yield opened_room
    crowded.release()


def all_play_on(crowded: Crowded) -> None:
    """Each phone gets what it asks for, and the games go on."""
    assert crowded.play_on() >= PLAYERS // 2


def test_half_sent_requests_of_one_phone_that_has_joined_stop_nobody(room: Room) -> None:
    crowded, code, console = room
    cookie = crowded.stranger(code).cookie
    for number in range(1012):
        opened = crowded.connect()
        assert crowded.ask(opened, crowded.head("/", cookie)).startswith(b"HTTP/1.1 200")
        opened.sendall(b"HEAD / HTTP/1.1\r\n")
        if number % BATCH == 0:
            all_play_on(crowded)
    assert crowded.leaves_open(MOST_CONNECTIONS_OF_DEVICE)
    all_play_on(crowded)
    assert f"127.0.0.1 {HELD_BACK}" in console.ask("/console")[1]


@needs_addresses
def test_wall_sockets_from_ten_addresses_stop_nobody(room: Room) -> None:
    crowded, code, console = room
    for number in range(300):
        crowded.open_socket("wall", address=TEN_ADDRESSES[number % 10])
        if number % BATCH == 0:
            all_play_on(crowded)
    assert crowded.leaves_open(ALL // 8)
    all_play_on(crowded)
    crowded.stranger(code)  # somebody new comes in
    assert HELD_BACK in console.ask("/console")[1]


def test_wall_sockets_of_one_phone_that_has_joined_stop_nobody(room: Room) -> None:
    crowded, code, _ = room
    cookie = crowded.stranger(code).cookie
    for number in range(300):
        assert crowded.open_socket("wall", cookie).startswith(b"HTTP/1.1 101")
        if number % BATCH == 0:
            all_play_on(crowded)
    assert crowded.leaves_open(MOST_CONNECTIONS_OF_DEVICE)
    all_play_on(crowded)


@needs_addresses
def test_silent_and_half_sent_connections_from_ten_addresses_stop_nobody(room: Room) -> None:
    crowded, code, _ = room
    for number in range(600):
        opened = crowded.connect(TEN_ADDRESSES[number % 10])
        if number % 2:
            opened.sendall(b"GET / HTTP/1.1\r\n")
        if number % BATCH == 0:
            all_play_on(crowded)
            crowded.stranger(code, TEN_ADDRESSES[0])  # from an address of those who attack too
    assert crowded.leaves_open(ALL // 2)


@needs_addresses
def test_forty_phones_that_have_joined_and_open_all_they_can_stop_nobody(room: Room) -> None:
    crowded, code, console = room
    devices = [crowded.stranger(code, TEN_ADDRESSES[number % 4]) for number in range(40)]
    for number in range(600):
        opened = crowded.connect(TEN_ADDRESSES[number % 4])
        crowded.ask(opened, crowded.head("/", devices[number % 40].cookie))
        if number % BATCH == 0:
            all_play_on(crowded)
    assert crowded.leaves_open(ALL)
    all_play_on(crowded)
    assert HELD_BACK in console.ask("/console")[1]


def test_sixty_people_behind_one_router_join_at_once_and_come_back_after_they_slept(
    room: Room,
) -> None:
    """What they had open before is dead, and the server can't know that yet."""
    crowded, code, console = room
    for _ in range(60):
        for opened in [crowded.connect() for _ in range(6)]:  # as browsers do
            assert crowded.ask(opened, crowded.head("/")).startswith(b"HTTP/1.1 200")
    phones = [crowded.stranger(code) for _ in range(60)]
    for _ in range(2):
        crowded.forget()
        for phone in phones:
            assert crowded.open_socket("home", phone.cookie).startswith(b"HTTP/1.1 101")
            answer = crowded.ask(crowded.connect(), crowded.head("/", phone.cookie))
            assert answer.startswith(b"HTTP/1.1 200")
        assert crowded.still_open() == 2 * len(phones)
        all_play_on(crowded)
    assert "told to wait" not in console.ask("/console")[1]
