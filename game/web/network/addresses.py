"""The addresses at which this computer can be reached, and pictures of them for phones."""

from __future__ import annotations

import io
import ipaddress
from collections.abc import Iterable

import ifaddr
import segno
from attrs import frozen

LOOPBACK = "127.0.0.1"


@frozen
class OwnAddress:
    """An address of this computer in a network."""

    address: str
    adapter: str
    """The name of the network adapter, as the system calls it."""


def own_addresses() -> tuple[OwnAddress, ...]:
    """The addresses of this computer that other devices may reach, the likeliest first."""
    addresses = [
        OwnAddress(str(each.ip), adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for each in adapter.ips
        if each.is_IPv4 and _is_of_network(str(each.ip))
    ]
    return tuple(sorted(addresses, key=lambda own: _rank(own.address)))


def _is_of_network(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return not (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified)


def _rank(address: str) -> int:
    """Home and venue networks come first, then other private ones, then public ones."""
    if address.startswith("192.168."):
        return 0
    return 1 if ipaddress.ip_address(address).is_private else 2


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


def qr_rows(url: str) -> tuple[tuple[bool, ...], ...]:
    """A QR code as rows of modules, without its margin; true: dark."""
    code = segno.make(url, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
