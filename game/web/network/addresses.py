"""How browsers write the addresses of this computer, and pictures of them for phones."""

from __future__ import annotations

import io
import ipaddress
from collections.abc import Iterable

import segno

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
