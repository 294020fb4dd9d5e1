"""A server with a device of each side and a console, over loopback."""

from __future__ import annotations

import itertools
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tinyroom
from mortal import Mortal, Phone
from visiting import fields_of
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from game.room.folder import record_path
from game.room.opening import continue_room
from game.room.people import console_key
from game.session.records.file import read_file

SOON, QUIET = 10, 0.3
"""Seconds: in which a message must have come, and in which none came that will not."""


class Served:
    """A server with a device of each side and a console."""

    def __init__(self, server: Mortal, codes: dict[str, str], key: str) -> None:
        self.server = server
        self.codes = codes
        self.key = key
        """The key of the console."""
        self.phones = {side: Phone(server.port) for side in codes}
        self._numbers = itertools.count()
        server.start()
        for side, phone in self.phones.items():
            phone.join(codes[side], f"First of {side}")
        self.console = Phone(server.port)
        self.console.ask("/console/key", console_key=key)

    def join(self, side: str) -> Phone:
        """Another device of a side."""
        phone = Phone(self.server.port)
        phone.join(self.codes[side], f"Phone {id(phone)}")
        phone.ask("/do", **self.form(phone, "pen", f"pen of {id(phone)}"))
        return phone

    def lines(self) -> list[str]:
        """What stands in the record on disk."""
        assert self.server.folder is not None
        record = read_file(record_path(self.server.folder, 1))
        return [str(line.action) for line in record.lines]

    def form(self, phone: Phone, do: str, key: str, **fields: str) -> dict[str, str]:
        """A form of a seat's page as it is now."""
        _, page = phone.ask("/seat?tab=decide")
        hidden = {name: fields_of(page, name)[:1] for name in ("moment", "fingerprint")}
        filled = {name: texts[0] for name, texts in hidden.items() if texts}
        return {"do": do, "key": key, **filled, **fields}

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
        """Sends a form of a seat's page, each time as another request."""
        key = f"{do} {next(self._numbers)}"
        status, _ = phone.ask("/do", **self.form(phone, do, key, **fields))
        assert status == 303


@contextmanager
def serve_tiny_room(folder: Path, text: str = "") -> Iterator[Served]:
    """A tiny room that is served, with a device of each side and a console."""
    tinyroom.open_room(folder, text).close()
    room = continue_room(folder)
    codes = {slip.place.side: slip.code for slip in room.slips()}
    key = console_key(room.key)
    room.close()
    with Mortal(folder) as server:
        yield Served(server, codes, key)


def message(opened: ClientConnection) -> dict[str, Any]:
    """The next message."""
    told: dict[str, Any] = json.loads(opened.recv(SOON))
    assert set(told) == {"revision", "clock", "now"}
    return told


def is_quiet(opened: ClientConnection) -> bool:
    """Whether no message comes."""
    try:
        opened.recv(QUIET)
    except TimeoutError:
        return True
    return False


def raw(port: int, data: bytes) -> socket.socket:
    """A connection on which these bytes were sent."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=SOON)
    opened.sendall(data)
    return opened
