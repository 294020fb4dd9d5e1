"""Sockets that listen at one port of several addresses."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence

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
