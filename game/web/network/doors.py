"""Where a room listens: its port, its address in the network, its name."""

from __future__ import annotations

import errno
import io
import ipaddress
import json
import socket
import sys
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from pathlib import Path

import segno
from attrs import asdict, evolve, frozen

from game.authoring.reading.regular_files import read_regular
from game.session.records.safe_files import PRIVATE, part_file

LOOPBACK = "127.0.0.1"


def is_loopback(address: str) -> bool:
    """Whether an address is only reached from this computer itself."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def location(host: str, port: int) -> str:
    """A host and a port as browsers write them: `192.168.0.7:8765`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def origin(host: str, port: int) -> str:
    """The origin of pages from a host and a port."""
    return f"http://{location(host, port)}"


def known_locations(hosts: Iterable[str], port: int) -> frozenset[str]:
    """What the Host header of a request may contain; `localhost` means this computer too."""
    return frozenset(location(host.lower(), port) for host in (*hosts, "localhost"))


def qr_for_terminal(url: str) -> str:
    """A QR code as lines for a terminal."""
    lines = io.StringIO()
    segno.make(url, error="m").terminal(lines, compact=True)
    return lines.getvalue()


def qr_picture(url: str) -> str:
    """A QR code as an SVG element, without styles of its own."""
    picture: str = segno.make(url, error="m").svg_inline(
        border=2, omitsize=True, light="white", dark="black"
    )
    return picture


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
