"""Sockets on a real server: when a page is told to look again, and who is cut off."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
import tinyroom
from mortal import Mortal, Phone
from visiting import fields_of
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from game.room.opening import continue_room
from game.room.slips import console_key
from game.web.limits import LARGEST_HEAD, MOST_SOCKETS_OF_DEVICE, MOST_STRANGERS_OF_ADDRESS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
SOON, QUIET = 10, 0.3
"""Seconds: in which a message must have come, and in which none came that will not."""


class Served:
    """A server with a device of each side and a console."""

    def __init__(self, server: Mortal, codes: dict[str, str], key: str) -> None:
        self.server = server
        self.phones = {side: Phone(server.port) for side in codes}
        server.start()
        for side, phone in self.phones.items():
            phone.join(codes[side])
        self.console = Phone(server.port)
        self.console.ask("/console/key", console_key=key)

    def open(self, phone: Phone | None, page: str) -> ClientConnection:
        """The socket of a page."""
        port = self.server.port
        return connect(
            f"ws://127.0.0.1:{port}/socket?page={page}",
            additional_headers={"cookie": phone.cookie} if phone is not None else {},
            origin=Origin(f"http://127.0.0.1:{port}"),
            proxy=None,
        )

    def do(self, phone: Phone, do: str, **fields: str) -> None:
        """Sends a form of a seat's page."""
        _, page = phone.ask("/seat")
        hidden = {name: fields_of(page, name)[:1] for name in ("moment", "fingerprint")}
        filled = {name: texts[0] for name, texts in hidden.items() if texts}
        status, _ = phone.ask("/do", key=f"{do}{fields}", do=do, **{**filled, **fields})
        assert status == 303


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("sockets") / "room"
    tinyroom.open_room(folder).close()
    room = continue_room(folder)
    codes = {slip.place.side: slip.code for slip in room.slips()}
    key = console_key(room.key)
    room.close()
    with Mortal(folder) as server:
        yield Served(server, codes, key)


def message(opened: ClientConnection) -> dict[str, Any]:
    """The next message."""
    told: dict[str, Any] = json.loads(opened.recv(SOON))
    assert set(told) == {"revision", "clock"}
    return told


def is_quiet(opened: ClientConnection) -> bool:
    """Whether no message comes."""
    try:
        opened.recv(QUIET)
    except TimeoutError:
        return True
    return False


def test_a_page_is_told_of_what_its_reader_may_see_and_of_nothing_else(served: Served) -> None:
    north, south = served.phones["north"], served.phones["south"]
    with (
        served.open(north, "seat") as own,
        served.open(south, "seat") as other,
        served.open(None, "wall") as wall,
    ):
        first = [message(each) for each in (own, other, wall)]
        while not is_quiet(own):
            pass  # those who came in after it
        served.do(north, "select", action="warm")
        assert message(own)["revision"] != first[0]["revision"]
        assert is_quiet(other)
        assert is_quiet(wall)
        served.do(north, "deselect", action="warm")
        message(own)


def drain(opened: ClientConnection) -> None:
    """Reads until the socket is closed."""
    while True:
        opened.recv(SOON)


def test_a_socket_that_says_anything_is_closed(served: Served) -> None:
    for words in ("hello", b"\x00", "x" * 100_000, "[" * 900):
        with served.open(served.phones["south"], "seat") as opened:
            message(opened)
            opened.send(words)
            with pytest.raises(ConnectionClosed):
                drain(opened)


def test_a_device_has_only_so_many_sockets(served: Served) -> None:
    south = served.phones["south"]
    with ExitStack() as stack:
        for _ in range(MOST_SOCKETS_OF_DEVICE):
            stack.enter_context(served.open(south, "seat"))
        with pytest.raises(InvalidStatus):
            stack.enter_context(served.open(south, "seat"))


def test_the_console_sees_who_is_connected_and_the_clock(served: Served) -> None:
    with served.open(served.console, "console") as console:
        message(console)
        with served.open(served.phones["north"], "seat") as north:
            message(console)
            assert message(north)["clock"] is None
            status, _ = served.console.ask("/console/do", do="minutes", minutes="3", key="m")
            assert status == 303
            clocks = [message(console)["clock"], message(north)["clock"]]
            assert [clock["whole"] for clock in clocks] == [180, 180]
            assert all(clock["runs"] and 0 < clock["left"] <= 180 for clock in clocks)
        message(console)
        served.console.ask("/console/do", do="minutes", minutes="0", key="n")
        assert message(console)["clock"] is None


def raw(port: int, data: bytes) -> socket.socket:
    """A connection on which these bytes were sent."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=SOON)
    opened.sendall(data)
    return opened


def is_closed(opened: socket.socket) -> bool:
    """Whether the server has closed a connection, be it rudely."""
    opened.settimeout(QUIET)
    try:
        return not opened.recv(1)
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_strangers_can_not_take_all_connections(served: Served) -> None:
    port = served.server.port
    flood = [raw(port, b"GET /wall") for _ in range(500)]
    try:
        # The flood comes from the address of everybody here: who is connected already stays.
        assert sum(is_closed(each) for each in flood[-10:]) == 10
        assert not is_closed(flood[0])
        assert len([each for each in flood if not is_closed_now(each)]) <= MOST_STRANGERS_OF_ADDRESS
    finally:
        for each in flood:
            each.close()
    assert eventually_answers(served)


def is_closed_now(opened: socket.socket) -> bool:
    opened.settimeout(0)
    try:
        return not opened.recv(1)
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def eventually_answers(served: Served) -> bool:
    for _ in range(50):
        try:
            return served.phones["north"].ask("/seat")[0] == 200
        except OSError:
            continue
    return False


def test_a_stranger_who_asks_for_nothing_or_forever_is_cut_off(served: Served) -> None:
    port = served.server.port
    host = b"127.0.0.1:%d" % port
    form = b"POST /join HTTP/1.1\r\nhost: %s\r\norigin: http://%s\r\n" % (host, host)
    form += b"content-type: application/x-www-form-urlencoded\r\ncontent-length: 99\r\n\r\ncode="
    slow = [raw(port, data) for data in (b"", b"GET /wa", form)]
    with served.open(None, "wall") as wall:
        message(wall)
        for opened in slow:
            opened.settimeout(SOON)
            with suppress(ConnectionError):
                assert not opened.recv(10)
            opened.close()
        assert is_quiet(wall)  # a page that everybody may see stays


def test_a_head_that_never_ends_is_cut_off(served: Served) -> None:
    opened = raw(served.server.port, b"GET / HTTP/1.1\r\nx: " + b"y" * 3 * LARGEST_HEAD)
    opened.settimeout(SOON)
    try:
        answer = opened.recv(10_000)
    except ConnectionError:
        answer = b""
    assert answer[:12] in (b"", b"HTTP/1.1 400")
    opened.close()


def test_what_is_no_request_gets_no_more_than_a_refusal(served: Served) -> None:
    for data in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n"):
        opened = raw(served.server.port, data)
        opened.settimeout(SOON)
        answer = opened.recv(10_000)
        assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421")
        assert b"server:" not in answer.lower()
        opened.close()


def test_a_page_has_no_name_of_the_server_and_no_trace_of_it(served: Served) -> None:
    opened = raw(
        served.server.port,
        b"GET /wall HTTP/1.1\r\nhost: 127.0.0.1:%d\r\n\r\n" % served.server.port,
    )
    head = opened.recv(10_000).partition(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 200")
    assert b"server:" not in head
    assert b"uvicorn" not in head
    opened.close()
