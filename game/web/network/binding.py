"""Sockets that listen at one port of several addresses."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence


def bind(addresses: Sequence[str], port: int) -> tuple[list[socket.socket], int]:
    """Sockets that listen on some addresses at one port; port 0: any that is free everywhere.

    Raises OSError.
    """
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
