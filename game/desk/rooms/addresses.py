"""The addresses at which devices may reach this computer, and pictures of them for phones."""

from __future__ import annotations

import ipaddress

import ifaddr
import segno
from attrs import frozen


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


def qr_rows(url: str) -> tuple[tuple[bool, ...], ...]:
    """A QR code as rows of modules, without its margin; true: dark."""
    code = segno.make(url, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
