"""Where a room listens: its port, its address in the network, its name."""

from __future__ import annotations

import errno
import json
import socket
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

from attrs import asdict, evolve, frozen

from game.authoring.reading.regular_files import read_regular
from game.session.records.safe_files import PRIVATE, part_file
from game.web.network.addresses import LOOPBACK, origin

DEFAULT_PORT = 8765
LARGEST_PORT = 65535
_FILE = "door.json"
_LARGEST = 4096


@frozen
class DoorPlan:
    """Where a room is to listen; its folder keeps it, so that devices find it again."""

    port: int
    """0: any that is free."""
    address: str = ""
    """An address of this computer in a network; empty: only this computer reaches the room."""
    name: str = ""
    """A name of this computer; may be empty."""


class Door:
    """The open sockets of a room, and the addresses that lead to them."""

    def __init__(self, plan: DoorPlan) -> None:
        """Begins to listen. Raises OSError."""
        addresses = [LOOPBACK, *([plan.address] if plan.address else [])]
        self.sockets, port = bind(addresses, plan.port)
        self.plan = evolve(plan, port=port)
        self.hosts = (*addresses, *([plan.name] if plan.name else []))
        """What browsers may call this computer."""
        self.own_url = origin(LOOPBACK, port)
        """The address on this computer itself."""
        self.urls = plan_urls(self.plan)
        """The addresses at which devices reach the room, the best first."""
        self.qr = self.urls[0] if plan.address else ""
        """The one to draw as a QR code; empty if only this computer can reach it."""

    def close(self) -> None:
        """Ends listening."""
        close(self.sockets)


def plan_urls(plan: DoorPlan) -> tuple[str, ...]:
    """The addresses at which devices reach a room whose port is known, the best first."""
    names = [each for each in (plan.name, plan.address) if each] or [LOOPBACK]
    return tuple(origin(each, plan.port) for each in names)


def write_plan(folder: Path, plan: DoorPlan) -> None:
    """Keeps where a room listens. Raises OSError."""
    text = json.dumps(asdict(plan)).encode()
    with part_file(folder / _FILE, text, PRIVATE) as part:
        part.replace(folder / _FILE)


def read_plan(folder: Path) -> DoorPlan | None:
    """Where a room listened; None if that can't be read."""
    try:
        values = json.loads(read_regular(folder / _FILE, _LARGEST))
        plan = DoorPlan(int(values["port"]), str(values["address"]), str(values["name"]))
        if plan.address:
            ip_address(plan.address)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return plan if 0 <= plan.port <= LARGEST_PORT else None


TRIES = 20
"""Ports to try: one that is free at the first address may be taken at the next."""


def bind(addresses: Sequence[str], port: int) -> tuple[list[socket.socket], int]:
    """Sockets that listen on some addresses at one port; port 0: any that is free everywhere.

    Raises OSError.
    """
    for _ in range(TRIES - 1 if port == 0 else 0):
        try:
            return _bind_once(addresses, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return _bind_once(addresses, port)


def _bind_once(addresses: Sequence[str], port: int) -> tuple[list[socket.socket], int]:
    sockets: list[socket.socket] = []
    try:
        for address in addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            listener = socket.socket(family, socket.SOCK_STREAM)
            sockets.append(listener)
            if sys.platform != "win32":  # there it would let two programs share a port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            port = listener.getsockname()[1]
    except OSError:
        close(sockets)
        raise
    return sockets, port


def close(sockets: Sequence[socket.socket]) -> None:
    """Closes sockets."""
    for each in sockets:
        each.close()
