"""One who opens as many connections as the server takes, while twelve phones play on."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import tinyroom
from mortal import Mortal, Phone, Player
from visiting import fields_of

from game.room.people import console_key

LONG = f"turns: 999\n{tinyroom.TOGETHER}"
TABLES = 6
"""Two phones play at each."""
SOON = 10
TEN_ADDRESSES = [f"127.0.0.{number}" for number in range(2, 12)]
"""Linux knows them all as its own."""
_HANDLES = 8192


class Crowded:
    """A room at which twelve phones play, and what one opens who would shut them out."""

    def __init__(self, server: Mortal, codes: dict[tuple[int, str], str]) -> None:
        self.server = server
        self._opened: list[socket.socket] = []
        self.held: list[socket.socket] = []
        """The connections of the one who attacks."""
        self.players = [Player(Phone(server.port), table, side) for table, side in codes]
        for player in self.players:
            player.phone.join(codes[player.table, player.side])

    def play_on(self) -> int:
        """Every phone asks for its page and does the next thing; returns how many did something.

        Raises OSError where one gets no answer.
        """
        return sum(player.go_on() for player in self.players)

    def stranger(self, code: str, address: str = "127.0.0.1") -> Phone:
        """A phone that has joined with the code of the room."""
        phone = Phone(self.server.port, address)
        status, page = phone.ask("/")
        assert status == 200
        assert phone.ask("/join", code=code, name="", key=fields_of(page, "key")[0])[0] == 303
        return phone

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        """A new connection from an address."""
        opened = socket.create_connection(("127.0.0.1", self.server.port), SOON, (address, 0))
        self._opened.append(opened)
        self.held.append(opened)
        return opened

    def forget(self) -> None:
        """Leaves the connections as they are, as a phone does that sleeps."""
        self.held = []

    def release(self) -> None:
        """Closes all connections that were opened."""
        self.forget()
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    def head(self, path: str, cookie: str = "", method: str = "HEAD", more: str = "") -> bytes:
        """The whole head of a request."""
        host = f"127.0.0.1:{self.server.port}"
        lines = [f"{method} {path} HTTP/1.1", f"host: {host}", f"origin: http://{host}"]
        lines += [f"cookie: {cookie}"] if cookie else []
        return "\r\n".join([*lines, more, ""]).encode() + (b"\r\n" if more else b"")

    def ask(self, opened: socket.socket, head: bytes) -> bytes:
        """The head of an answer that has no body; empty where the connection was closed."""
        answer = b""
        try:
            opened.sendall(head)
            while b"\r\n\r\n" not in answer:
                piece = opened.recv(4096)
                if not piece:
                    return b""
                answer += piece
        except ConnectionError:
            return b""
        return answer

    def open_socket(self, page: str, cookie: str = "", address: str = "127.0.0.1") -> bytes:
        """Opens the socket of a page; returns the head of the answer."""
        more = "upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n"
        more += "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=="
        head = self.head(f"/socket?page={page}", cookie, "GET", more)
        return self.ask(self.connect(address), head)

    def still_open(self) -> int:
        """How many of the connections that were opened the server has not closed."""
        return sum(not is_closed_now(each) for each in self.held)

    def leaves_open(self, most: int) -> bool:
        """Whether the server soon leaves no more than so many of them open."""
        until = time.monotonic() + SOON
        while self.still_open() > most and time.monotonic() < until:
            time.sleep(0.05)
        return self.still_open() <= most


def is_closed_now(opened: socket.socket) -> bool:
    """Whether the server has closed a connection; reads what it has sent before."""
    opened.settimeout(0)
    try:
        while opened.recv(65_536):
            pass
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
    return True


@contextmanager
def crowded_room(folder: Path) -> Iterator[tuple[Crowded, str, Phone]]:
    """Such a room, its code, and the browser of its facilitator."""
    room = tinyroom.open_room(folder, LONG, tables=TABLES)
    codes = {(slip.place.table, slip.place.side): slip.code for slip in room.slips()}
    code, key = room.code, console_key(room.key)
    room.close()
    with ExitStack() as stack:
        stack.enter_context(_many_handles())
        server = stack.enter_context(Mortal(folder))
        server.start()
        crowded, console = Crowded(server, codes), Phone(server.port)
        stack.callback(crowded.release)
        assert console.ask("/console/key", console_key=key)[0] == 303
        yield crowded, code, console


@contextmanager
def _many_handles() -> Iterator[None]:
    """Lets this process have more connections than the server."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(before[0], min(_HANDLES, before[1]))
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
